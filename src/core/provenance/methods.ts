import { formatBibtex, formatReference, type ReferenceKey } from '../modules/bibliography.ts';
import { isList, type Query, type Step } from '../query/query.ts';
import { STEP_METHODS } from './methods-steps.ts';
import { citedKeys, formatProse, num, type Prose, type ProseFormat } from './prose.ts';
import type { StepMethods } from './step-methods.ts';

/** What a recipe alone does not know. */
export interface MethodsFacts {
  /** Sonde's release. */
  readonly version: string;
  readonly signature: string;
  /** The sounds that it starts from, where they are known. */
  readonly sources: readonly { readonly sampleRate: number; readonly channels: number; readonly bits?: number }[];
}

/** A recipe in words, with what it asks to be cited. */
export interface Methods {
  readonly paragraph: Prose;
  /** Step, parameter, value. */
  readonly table: readonly (readonly [step: string, name: string, value: string])[];
  readonly references: readonly ReferenceKey[];
}

/**
 * The paragraph of a methods section that says what was done, from the recipe that did it. Names of files stay out:
 * they may say much about a person.
 */
export function describeMethods(query: Query, facts: MethodsFacts): Methods {
  const steps = allSteps(query);
  const told = steps.map((step) => ({ step, methods: STEP_METHODS[step.module]?.(step) ?? unknownStep(step) }));
  const sentences = [opening(facts), ...settings(query), ...told.flatMap(({ methods }) => methods.sentences)];
  const paragraph = sentences.join(' ');
  const table = told.flatMap(({ step, methods }, index) =>
    methods.rows.map(([name, value]) => [`${index + 1} ${step.module}`, name, value] as const),
  );
  return { paragraph, table, references: citedKeys(paragraph) };
}

/** The paragraph, table and references as one document. */
export function formatMethods({ paragraph, table, references }: Methods, format: ProseFormat): string {
  const body = formatProse(paragraph, format);
  if (format === 'latex') return `${body}\n`;
  const lines = table.map(([step, name, value]) =>
    format === 'markdown' ? `| ${step} | ${name} | ${value} |` : `${step}, ${name}: ${value}`,
  );
  const head = format === 'markdown' ? ['| Step | Parameter | Value |', '|---|---|---|'] : [];
  const cited = references.map((key) => (format === 'markdown' ? `- @${key}: ` : '') + formatReference(key));
  const parts = [body, [...head, ...lines].join('\n'), cited.join('\n')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The references in BibTeX. */
export function methodsBibtex({ references }: Methods): string {
  return references.map((key) => `${formatBibtex(key)}\n`).join('\n');
}

function opening({ version, signature, sources }: MethodsFacts): Prose {
  const made = `Stimuli were made with Sonde ${version} (signature ${signature.slice(0, 12)}).`;
  if (sources.length === 0) return made;
  const forms = [...new Set(sources.map(formOf))].join('; ');
  return sources.length === 1
    ? `${made} One sound (${forms}) was the input.`
    : `${made} ${sources.length} sounds (${forms}) were the input.`;
}

function formOf({ sampleRate, channels, bits }: MethodsFacts['sources'][number]): string {
  const kind = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
  return [`${num(sampleRate)} Hz`, ...(bits === undefined ? [] : [`${bits} bits`]), kind].join(', ');
}

function settings({ precision, revision, file }: Query): Prose[] {
  return [
    ...(isList(file) ? ['The sounds were put one after the other.'] : []),
    ...(precision === 'pcm16' ? ['Samples were rounded to 16 bits after each step, as VTServer does.'] : []),
    ...(revision === '2021' ? ["WORLD was that of 2021 (D4C's safeguard noise 1e-12)."] : []),
  ];
}

/** The steps of a query in the order of work: those of its sub-queries first. */
export function allSteps(query: Query): Step[] {
  const elements = isList(query.file) ? query.file : [query.file];
  const before = elements.flatMap((element) => (typeof element === 'string' ? [] : allSteps(element)));
  const own = query.stack.flatMap((step) => [
    ...step.sources.flatMap(({ source }) => (typeof source === 'string' ? [] : allSteps(source))),
    step,
  ]);
  return [...before, ...own];
}

function unknownStep({ module, params }: Step): StepMethods {
  const rows = Object.entries(params).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return { sentences: [`The sound went through the module ${module}.`], rows };
}
