import type { Registry } from '../core/modules/module.ts';

/** The parameters of every module, as their descriptors tell them. */
export function moduleHelp(registry: Registry): string {
  return [...registry.values()]
    .map(({ name, help, params }) => {
      const lines = Object.entries(params.shape).map(([key, schema]) => `  ${key.padEnd(14)}${helpOf(schema)}`);
      return [`\nParameters of ${name}. ${help}`, ...lines].join('\n');
    })
    .join('\n');
}

function helpOf(schema: { readonly meta: () => unknown }): string {
  const meta = schema.meta();
  if (typeof meta !== 'object' || meta === null || !('help' in meta)) return '';
  return wrapped(String(meta.help), 16, 100);
}

/** Broken at spaces, every line but the first indented. */
function wrapped(text: string, indent: number, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width - indent) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
