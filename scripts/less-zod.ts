import type { Plugin } from 'vite';

const SCHEMAS = /\/zod\/v4\/classic\/schemas\.js$/;
const OURS = /\/src\/(core|web)\/.*\.tsx?$/;

/** What each schema of zod brings along to describe itself in JSON Schema, which a bundler cannot tell to be unused. */
const DESCRIPTIONS = [
  /^\s*inst\._zod\.processJSONSchema = \(ctx, json, params\) => processors\.\w+\(inst, ctx, json, params\);$/gm,
  /createToJSONSchemaMethod\(this, \{\}\)\(params\)/g,
  /createStandardJSONSchemaMethod\(this, "\w+"\)/g,
];

/** The methods `email`, `uuid`, `datetime` and so on of every text, each with a class and an expression of its own. */
const FORMATS =
  /(?<=export const ZodString = [^{]*\{\n[^{}]*\n\}, )\{\n(?: {4}\w+\(params\) \{\n.*\n {4}\},\n)+\}(?=\);)/;

/**
 * Leaves out of the page what nobody there uses of zod. JSON Schema is for the command line (`core/query/schema.ts`)
 * alone: in the page `toJSONSchema` of a schema gives nothing. Formats of texts are used nowhere, and the build fails
 * when they are.
 */
export function lessZod(): Plugin {
  let formats: RegExp | undefined;
  const sources = new Map<string, string>();
  return {
    name: 'less-zod',
    apply: 'build',
    buildStart() {
      formats = undefined;
      sources.clear();
    },
    transform(code, id) {
      if (OURS.test(id)) sources.set(id, code);
      if (!SCHEMAS.test(id)) return undefined;
      let shorter = code;
      for (const part of [...DESCRIPTIONS, FORMATS]) {
        if (shorter.search(part) < 0) this.error(`zod no longer has ${part}: see scripts/less-zod.ts`);
        if (part === FORMATS) formats = callOf(FORMATS.exec(shorter)?.[0] ?? '');
        shorter = shorter.replace(part, (all) =>
          part === FORMATS ? '{}' : all.trimEnd().endsWith(';') ? '' : 'undefined',
        );
      }
      return { code: shorter, map: null };
    },
    buildEnd() {
      for (const [id, code] of sources) {
        const [call] = formats?.exec(code) ?? [];
        if (call) this.error(`${id} calls ${call}), which scripts/less-zod.ts leaves out of the page`);
      }
    },
  };
}

/** Finds calls of any of these methods. */
function callOf(methods: string): RegExp {
  const names = [...methods.matchAll(/^ {4}(\w+)\(params\)/gm)].map(([, name]) => name);
  return new RegExp(`\\.(${names.join('|')})\\(`);
}
