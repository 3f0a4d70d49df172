import ts from 'typescript';

/** The table in `arrows.json`. */
export interface Arrows {
  readonly zones: Readonly<Record<string, readonly string[]>>;
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

/** The sources to judge: path below `src/` with forward slashes, to text. */
export type Sources = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path below `src/` when relative, without a `?url` suffix; undefined for packages. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
  readonly reExport: boolean;
}

const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$/.test(path);
const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** `a/b/../c` to `a/c`. */
function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Every import, re-export, `import()` and `new URL('…', import.meta.url)` of one file, type-only ones included. */
function importsOf(path: string, text: string): Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TSX);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, reExport: boolean): void => {
    const relative = specifier.startsWith('.');
    const target = relative ? normalize(`${path}/../${specifier.replace(/\?.*$/, '')}`) : undefined;
    found.push({ from: path, specifier, target, typeOnly, reExport });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword, false);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) add(argument.text, false, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, true, false);
    } else if (ts.isNewExpression(node) && node.getText(source).includes('import.meta.url')) {
      const [argument] = node.arguments ?? [];
      const isModule = argument && ts.isStringLiteral(argument) && /^\..*\.tsx?$/.test(argument.text);
      if (isModule) add(argument.text, false, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The longest zone folder that holds a path. */
function zoneOf(path: string, arrows: Arrows): string | undefined {
  const holding = Object.keys(arrows.zones).filter((zone) => isInside(path, zone));
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** Rules 1, 2: arrows between zones go down only; only tests use `testing`. */
function arrowProblem(item: Import, arrows: Arrows): string | undefined {
  const from = zoneOf(item.from, arrows);
  if (from === undefined) return `${item.from} is in no zone of arrows.json`;
  if (item.target === undefined) return undefined;
  if (item.target.startsWith('..') || !item.specifier.startsWith('.')) return undefined;
  const to = zoneOf(item.target, arrows);
  const arrow = `${item.from} -> ${item.target}`;
  if (to === undefined) return `${arrow}: leaves the zones of arrows.json`;
  if (to === from || (arrows.zones[from] ?? []).some((zone) => isInside(to, zone))) return undefined;
  if (to === 'testing' && isTest(item.from)) return undefined;
  return `${arrow}: ${from} may not import ${to}`;
}

/**
 * Rules 1, 3: which packages a zone may use; `node:` is a package prefix like any other. Tests may use all that is
 * listed for any zone, but those of core run in a browser too.
 */
function packageProblem(item: Import, arrows: Arrows): string | undefined {
  if (item.target !== undefined || isInside(item.from, 'testing')) return undefined;
  const name = item.specifier;
  const top = item.from.split('/')[0] ?? '';
  const listed = isTest(item.from) ? Object.values(arrows.packages).flat() : (arrows.packages[top] ?? []);
  const isHost = top !== 'core' && !item.from.includes('.browser.');
  const allowed = isTest(item.from)
    ? ['vitest', 'fast-check', ...listed.filter((entry) => entry !== 'node:' || isHost)]
    : listed;
  if (allowed.some((entry) => (entry.endsWith(':') ? name.startsWith(entry) : isInside(name, entry)))) return undefined;
  return `${item.from} -> ${name}: ${top} may not import this package (src/testing/arrows.json lists those it may)`;
}

/** Rule 9: files, not folders; and the extension is written. */
function specifierProblem(item: Import, sources: Sources): string | undefined {
  if (item.target === undefined) return undefined;
  const arrow = `${item.from} -> ${item.specifier}`;
  const last = item.target.split('/').pop() ?? '';
  if (!last.includes('.')) return `${arrow}: import a file with its extension, not a folder`;
  const isSource = /\.tsx?$/.test(last) && !last.endsWith('.d.ts') && !item.target.startsWith('..');
  if (isSource && !sources.has(item.target)) return `${arrow}: there is no such file`;
  return undefined;
}

/** Rule 6: engine and query know the module contract and the registry, never a module. */
function moduleProblem(item: Import): string | undefined {
  const generic = ['module', 'registry', 'source-param'].map((name) => `core/modules/${name}.ts`);
  const names = isInside(item.from, 'core/engine') || isInside(item.from, 'core/query');
  if (!names || isTest(item.from) || item.target === undefined) return undefined;
  if (!isInside(item.target, 'core/modules') || generic.includes(item.target)) return undefined;
  return `${item.from} -> ${item.target}: the engine never names a module; what it must know is in the descriptor`;
}

/**
 * Rule 8: components take props, panels and views read state, state calls services. Types may be named anywhere, and
 * so may a file that itself imports nothing at run time: that is vocabulary, not a layer.
 */
function layerProblem(item: Import, leaves: ReadonlySet<string>): string | undefined {
  if (item.typeOnly || item.target === undefined || isTest(item.from) || leaves.has(item.target)) return undefined;
  const forbidden: Readonly<Record<string, readonly string[]>> = {
    'web/components': ['web/views', 'web/state', 'web/services', 'web/workers', 'web/panels'],
    'web/panels': ['web/views', 'web/services', 'web/workers'],
    'web/views': ['web/services', 'web/workers'],
    'web/state': ['web/views', 'web/components', 'web/panels', 'web/workers'],
    'web/services': ['web/views', 'web/components', 'web/panels', 'web/state'],
    'web/workers': ['web/views', 'web/components', 'web/panels', 'web/state'],
  };
  const { from, target } = item;
  for (const [layer, targets] of Object.entries(forbidden)) {
    const wrong = isInside(from, layer) && targets.find((folder) => isInside(target, folder));
    if (wrong) return `${from} -> ${target}: ${layer} may not import ${wrong}`;
  }
  return undefined;
}

/** Rules 3, 7, 8, 9 about one file's text: no clock or chance in core, short entries, no barrels, no audio in views. */
function fileProblems(path: string, text: string, imports: readonly Import[]): string[] {
  const problems: string[] = [];
  const code = withoutComments(text);
  if (/(^|\/)index\.tsx?$/.test(path)) problems.push(`${path}: no barrels, name the file after its main export`);
  const reExports = imports.filter((item) => item.reExport);
  if (
    reExports.length > 0 &&
    !/^\s*(?:export\s+)?(?:async\s+)?(?:const|let|function|class|interface|type)\b/m.test(code)
  ) {
    problems.push(`${path}: no barrels, it only re-exports ${reExports.map((item) => item.specifier).join(', ')}`);
  }
  const lines = text.trimEnd().split('\n').length;
  if (/\.(worker|worklet)\.ts$/.test(path) && lines > 60) {
    problems.push(`${path}: ${lines} lines; an entry receives, converts, calls core, answers, in 60 at most`);
  }
  const machine = /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.now\b/.exec(code);
  if (isInside(path, 'core') && !isTest(path) && machine) {
    problems.push(`${path}: core has no ${machine[0]} of its own; the host hands it in`);
  }
  const audio = /\b(?:AudioContext|new Worker|indexedDB|WebSocket)\b/.exec(code);
  const drawn = ['web/components', 'web/panels', 'web/views'].some((layer) => isInside(path, layer));
  if (drawn && !isTest(path) && audio) problems.push(`${path}: ${audio[0]} belongs to web/services`);
  return problems;
}

/** The text without comments, so that a mention in one is no use; `//` inside a string or URL is left alone. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, '');
}

/** No circles, type-only imports included: each is printed once, as a path back to its start. */
function cycles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, target } of imports) {
    if (target !== undefined) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`circle: ${[...trail.slice(start), path].join(' -> ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return found;
}

/** Every breach of section "Arrows" of `src/README.md`, one readable line each; empty when there is none. */
export function architectureProblems(sources: Sources, arrows: Arrows): string[] {
  const problems: string[] = [];
  const all: Import[] = [];
  for (const [path, text] of sources) {
    const imports = importsOf(path, text);
    all.push(...imports);
    problems.push(...fileProblems(path, text, imports));
    if (zoneOf(path, arrows) === undefined) problems.push(`${path} is in no zone of arrows.json`);
  }
  const reaching = new Set(all.filter(({ typeOnly }) => !typeOnly).map(({ from }) => from));
  const leaves = new Set([...sources.keys()].filter((path) => !reaching.has(path)));
  for (const item of all) {
    const checks = [
      arrowProblem(item, arrows),
      packageProblem(item, arrows),
      specifierProblem(item, sources),
      moduleProblem(item),
      layerProblem(item, leaves),
    ];
    problems.push(...checks.filter((problem) => problem !== undefined));
  }
  return [...new Set([...problems, ...cycles(all)])];
}
