import type { Issue } from '../core/base/errors.ts';
import type { Registry } from '../core/modules/module.ts';

/** A step as query JSON, and what is wrong with how it was written. */
export interface StepArgument {
  /** As typed, for the issues' paths: `--world`, `--step world`. */
  readonly option: string;
  readonly step: Readonly<Record<string, unknown>>;
  readonly issues: readonly Issue[];
}

/**
 * Reads `f0=*2,vtl=-3.8st` into a step of the module: values that are JSON (numbers, true, false, null, lists) are
 * that, everything else is text. The module's descriptor names the parameters; values are the query parser's business.
 */
export function readStepArgument(option: string, module: string, text: string, registry: Registry): StepArgument {
  const issues: Issue[] = [];
  const step = new Map<string, unknown>([['module', module]]);
  const shape = registry.get(module)?.params.shape;
  const problem = (path: string, code: string, expected: string, got: string): void =>
    void issues.push({ path, code, expected, got });

  for (const part of text === '' ? [] : splitAtCommas(text)) {
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(equals, 0)).trim();
    if (key === '') {
      problem(option, 'syntax', 'parameter=value, separated by commas', part === '' ? 'nothing' : `\`${part}\``);
    } else if (step.has(key)) {
      problem(`${option} ${key}`, 'duplicate', 'each parameter once', 'it a second time');
    } else if (shape && !Object.hasOwn(shape, key)) {
      const known = Object.keys(shape).join(', ');
      problem(`${option} ${key}`, 'unknown-argument', `a parameter of ${module} (${known})`, `\`${key}\``);
    } else {
      step.set(key, readValue(part.slice(equals + 1).trim()));
    }
  }
  return { option, step: Object.fromEntries(step), issues };
}

/** Reads `world:f0=*2` or `world` alone. */
export function readNamedStep(text: string, registry: Registry): StepArgument {
  const colon = text.indexOf(':');
  const module = (colon < 0 ? text : text.slice(0, colon)).trim();
  return readStepArgument(`--step ${module}`, module, colon < 0 ? '' : text.slice(colon + 1), registry);
}

/** At commas outside of brackets and quotes, so that a value may be a list. */
function splitAtCommas(text: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (!quoted && '[{'.includes(character)) depth += 1;
    if (!quoted && ']}'.includes(character)) depth -= 1;
    if (character === ',' && depth <= 0 && !quoted) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
