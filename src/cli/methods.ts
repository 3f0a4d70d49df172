import { type Command, InvalidArgumentError } from 'commander';
import { findInstallation } from '../agent/host/installation.ts';
import { AppError } from '../core/base/errors.ts';
import { MODULES } from '../core/modules/registry.ts';
import { formatChecklist, vocoderChecklist } from '../core/provenance/checklist.ts';
import { describeMethods, formatMethods, type MethodsFacts, methodsBibtex } from '../core/provenance/methods.ts';
import { parseQuery } from '../core/query/parse.ts';
import type { Query } from '../core/query/query.ts';
import { atBench } from './bench.ts';
import { readQueryFile } from './query-file.ts';
import type { Terminal } from './terminal.ts';

const FORMATS = ['text', 'markdown', 'latex', 'bibtex', 'checklist'] as const;

const EXAMPLE = `
The text says what the recipe did, with the numbers it was done with; table and references follow. The checklist is
what a vocoder study should report: filled where the recipe knows, open where only you do.

Example:
  sonde methods stimulus.wav
  sonde methods query.json --format bibtex > refs.bib
`;

export function addMethodsCommand(program: Command, terminal: Terminal): void {
  program
    .command('methods <recipe>')
    .description('write the methods paragraph of a sound that Sonde made, or of a query')
    .option('--format <name>', `one of ${FORMATS.join(', ')}`, parseFormat, 'text')
    .addHelpText('after', EXAMPLE)
    .action(async (path: string, { format }: { readonly format: (typeof FORMATS)[number] }) => {
      const { query, facts } = isQuery(path) ? await factsOfQuery(path) : await factsOfSound(path);
      terminal.out.write(write(query, facts, format));
    });
}

function write(query: Query, facts: MethodsFacts, format: (typeof FORMATS)[number]): string {
  if (format === 'checklist') {
    const items = vocoderChecklist(query, facts);
    return items === undefined
      ? 'No vocoder in this recipe: the checklist is about vocoders.\n'
      : formatChecklist(items);
  }
  const methods = describeMethods(query, facts);
  return format === 'bibtex' ? methodsBibtex(methods) : formatMethods(methods, format);
}

function parseFormat(text: string): (typeof FORMATS)[number] {
  const format = FORMATS.find((name) => name === text);
  if (format === undefined) throw new InvalidArgumentError(`Use one of ${FORMATS.join(', ')}.`);
  return format;
}

const isQuery = (path: string) => path === '-' || path.toLowerCase().endsWith('.json');

interface Told {
  readonly query: Query;
  readonly facts: MethodsFacts;
}

/** A file knows its recipe, but its sources only by their content. */
function factsOfSound(path: string): Promise<Told> {
  return atBench('.', undefined, async ({ look }) => {
    const recipe = await look(path, async (file) => file.recipe);
    if (recipe === undefined) {
      throw new AppError(
        'recipe-missing',
        `${path} has no recipe inside. Sonde writes one into every sound that it exports; other programs remove it.`,
      );
    }
    const parsed = parseQuery(recipe.query, MODULES);
    if (!parsed.ok) throw parsed.error;
    const facts = { version: findInstallation().version, signature: recipe.signature, sources: [] };
    return { query: parsed.value.query, facts };
  });
}

async function factsOfQuery(path: string): Promise<Told> {
  const { query, folder } = await readQueryFile(path);
  return atBench(folder, undefined, async ({ plan, look }) => {
    const { signature, sources } = await plan(query);
    const heard: { readonly sampleRate: number; readonly channels: number }[] = [];
    for (const name of sources) {
      heard.push(
        await look(name, async ({ sound }) => ({ sampleRate: sound.sampleRate, channels: sound.channelCount })),
      );
    }
    return { query, facts: { version: findInstallation().version, signature, sources: heard } };
  });
}
