import type { Plugin } from 'vite';

const SCHEMAS = /\/zod\/v4\/classic\/schemas\.js$/;

/** What each schema of zod brings along to describe itself in JSON Schema, which a bundler cannot tell to be unused. */
const DESCRIPTIONS = [
  /^\s*inst\._zod\.processJSONSchema = \(ctx, json, params\) => processors\.\w+\(inst, ctx, json, params\);$/gm,
  /createToJSONSchemaMethod\(this, \{\}\)\(params\)/g,
  /createStandardJSONSchemaMethod\(this, "\w+"\)/g,
];

/**
 * Leaves JSON Schema out of the page: it is for the command line (`core/query/schema.ts`) alone, and would be a fifth of
 * zod. In the page `toJSONSchema` of a schema gives nothing.
 */
export function noJsonSchema(): Plugin {
  return {
    name: 'no-json-schema',
    apply: 'build',
    transform(code, id) {
      if (!SCHEMAS.test(id)) return undefined;
      let shorter = code;
      for (const description of DESCRIPTIONS) {
        if (shorter.search(description) < 0)
          this.error(`zod no longer has ${description}: see scripts/no-json-schema.ts`);
        shorter = shorter.replace(description, (all) => (all.trimEnd().endsWith(';') ? '' : 'undefined'));
      }
      return { code: shorter, map: null };
    },
  };
}
