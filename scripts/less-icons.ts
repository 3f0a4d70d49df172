import type { Plugin } from 'vite';

const ICON = /\/lucide-react\/dist\/esm\/icons\/[\w-]+\.mjs$/;
/** Letters drawn by lot, which nothing compresses. */
const KEY = /,?\s*key: "\w+"/g;

/** Leaves the keys of each icon's lines out of the page: what never changes its order needs none. */
export function lessIcons(): Plugin {
  let found = 0;
  return {
    name: 'less-icons',
    apply: 'build',
    buildStart() {
      found = 0;
    },
    transform(code, id) {
      if (!ICON.test(id)) return undefined;
      const shorter = code.replace(KEY, '');
      if (shorter.length < code.length) found++;
      return { code: shorter, map: null };
    },
    buildEnd(error) {
      if (error === undefined && found === 0) this.error('no icon has keys any more: scripts/less-icons.ts can go');
    },
  };
}
