/** The arrows of src/testing/arrows.json as dependency-cruiser's rules; the same table that architecture.test.ts reads. */
const { zones, packages } = require('./src/testing/arrows.json');

const TESTS = '\\.(test|contract)\\.tsx?$';
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const inFolder = (folder) => `^src/${escaped(folder)}/`;

/** A zone's own files, not those of zones inside it. */
function filesOf(zone) {
  const inner = Object.keys(zones).filter((other) => other.startsWith(`${zone}/`));
  return { path: inFolder(zone), pathNot: inner.map(inFolder) };
}

const arrows = Object.entries(zones).map(([zone, allowed]) => {
  const { path, pathNot } = filesOf(zone);
  return {
    name: `arrows-of-${zone.replace('/', '-')}`,
    comment: `${zone} may import itself and: ${allowed.join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path, pathNot: [...pathNot, TESTS] },
    to: { path: '^src/', pathNot: [zone, ...allowed].map(inFolder) },
  };
});

const outside = Object.entries(packages).map(([top, names]) => ({
  name: `packages-of-${top}`,
  comment: `${top} may use: ${names.join(', ')}`,
  severity: 'error',
  from: { path: inFolder(top), pathNot: TESTS },
  to: {
    ...(names.includes('node:') ? { dependencyTypesNot: ['core'] } : {}),
    // By its name alone where it is no module: `package/file.wasm?url`.
    pathNot: ['^src/', ...names.map((name) => `(^|node_modules/)${escaped(name)}/`)],
  },
}));

module.exports = {
  forbidden: [
    ...arrows,
    ...outside,
    { name: 'no-circular', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(url|worker)' } },
    {
      name: 'no-development-package-in-what-is-shipped-for-node',
      severity: 'error',
      from: { path: '^src/(core|agent|cli)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
