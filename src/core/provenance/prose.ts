import { citeInText, type ReferenceKey } from '../modules/bibliography.ts';

/** A sentence's part, with citations as Pandoc writes them: `made with WORLD [@morise2016world; @morise2016d4c]`. */
export type Prose = string;

export type ProseFormat = 'text' | 'markdown' | 'latex';

/** Citations to put behind a word. */
export function cite(...keys: readonly ReferenceKey[]): Prose {
  return `[${keys.map((key) => `@${key}`).join('; ')}]`;
}

/** A number as prose shows it, with a true minus, without a tail of zeros. */
export function num(value: number, decimals = 3): Prose {
  const text = String(Number(value.toFixed(decimals)));
  return text.replace('-', '−');
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(parts: readonly Prose[]): Prose {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The keys that a text cites, each once, in the order of first use. */
export function citedKeys(prose: Prose): ReferenceKey[] {
  const keys = [...prose.matchAll(/@([a-z0-9]+)/g)].map((match) => match[1] as ReferenceKey);
  return [...new Set(keys)];
}

/** Citations and special characters as a format writes them; Markdown keeps Pandoc's form. */
export function formatProse(prose: Prose, format: ProseFormat): string {
  if (format === 'markdown') return prose;
  const pattern = /\[((?:@[a-z0-9]+(?:; )?)+)\]/g;
  if (format === 'latex') {
    return escapeLatex(prose).replace(pattern, (all) => `\\citep{${citedKeys(all).join(',')}}`);
  }
  return prose.replace(pattern, (all) => `(${citedKeys(all).map(citeInText).join('; ')})`);
}

/** A text in which LaTeX sees nothing but letters. */
export function escapeLatex(text: string): string {
  const special: Readonly<Record<string, string>> = {
    '\\': '\\textbackslash{}',
    '~': '\\textasciitilde{}',
    '^': '\\textasciicircum{}',
    '−': '$-$',
    '×': '$\\times$',
  };
  return text.replace(/[\\~^−×#$%&_{}]/g, (character) => special[character] ?? `\\${character}`);
}
