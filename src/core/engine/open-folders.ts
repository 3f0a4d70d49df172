import { type AbortSignalLike, AppError, throwIfAborted } from '../base/errors.ts';
import type { FolderUse, Registry } from '../modules/module.ts';
import { LIMITS } from '../query/defaults.ts';
import { deepFreeze } from '../query/freeze.ts';
import { isList, type Query, type Step } from '../query/query.ts';
import { sourceNames } from '../query/source-names.ts';
import type { EngineHost } from './engine.ts';
import { at } from './place.ts';

/** What folders are opened with. */
interface Opening {
  readonly registry: Registry;
  readonly openFolder: EngineHost['openFolder'];
  readonly signal: AbortSignalLike | undefined;
  /** Sounds taken so far, of all folders of the request. */
  readonly taken: { count: number };
}

/**
 * A query that needs no folder: sounds that a module selects in one are named in its step, and what they go through
 * first is in them. The `file` that only named the folder becomes the first of these sounds. A query without folders is
 * given back as it is.
 * @throws AppError its message beginning with the step's place: "step 1, gibberish: …"
 */
export async function openFolders(
  query: Query,
  registry: Registry,
  openFolder: EngineHost['openFolder'],
  signal?: AbortSignalLike,
): Promise<Query> {
  const needsFolders = (one: Query): boolean =>
    one.stack.some((step) => step.forEach !== undefined || registry.get(step.module)?.folder !== undefined) ||
    queriesIn(one).some(needsFolders);
  if (!needsFolders(query)) return query;
  return deepFreeze(await openQuery(query, '', { registry, openFolder, signal, taken: { count: 0 } }));
}

function queriesIn(query: Query): Query[] {
  const elements = [...(isList(query.file) ? query.file : [query.file])];
  const needed = query.stack.flatMap((step) => step.sources.map(({ source }) => source));
  return [...elements, ...needed].filter((element) => typeof element !== 'string');
}

async function openQuery(query: Query, path: string, opening: Opening): Promise<Query> {
  const below = path === '' ? '' : `${path}, `;
  const open = (element: string | Query, place: string): string | Query | Promise<Query> =>
    typeof element === 'string' ? element : openQuery(element, `${below}${place}`, opening);
  let file = isList(query.file)
    ? await Promise.all(query.file.map((element, index) => open(element, `file[${index}]`)))
    : await open(query.file, 'file');
  const stack: Step[] = [];
  for (const [index, given] of query.stack.entries()) {
    const place = `step ${index + 1}, ${given.module}`;
    const folderOf = index === 0 && typeof file === 'string' ? file : undefined;
    const taken = await takeSounds(given, folderOf, query, `${below}${place}`, opening);
    const sources = await Promise.all(
      taken.sources.map(async ({ param, source }) => ({ param, source: await open(source, `${place}, ${param}`) })),
    );
    stack.push({ ...taken, sources });
    // What only named the folder is no part of the sound.
    if (index === 0 && opening.registry.get(given.module)?.folder !== undefined) {
      file = sourceNames({ ...query, file: [], stack }).at(0) ?? file;
    }
  }
  return { ...query, file, stack };
}

/** The step with the sounds of its folder, and with what they go through first put into them. */
async function takeSounds(
  step: Step,
  folderOf: string | undefined,
  query: Query,
  place: string,
  opening: Opening,
): Promise<Step> {
  const { forEach, ...plain } = step;
  const use = opening.registry.get(step.module)?.folder;
  const names = use === undefined ? undefined : await selectNames(step, use, folderOf, place, opening);
  const prepare = (source: string | Query): string | Query =>
    forEach === undefined ? source : { ...query, file: source, stack: forEach.stack };
  if (use === undefined || names === undefined) {
    return { ...plain, sources: step.sources.map(({ param, source }) => ({ param, source: prepare(source) })) };
  }
  const cleared = Object.fromEntries(use.selectors.map((selector) => [selector, null]));
  const first = step.sources.length;
  const refs = names.map((_, index) => ({ source: first + index }));
  const sources = names.map((name) => ({ param: use.into, source: prepare(name) }));
  return { ...plain, params: { ...step.params, ...cleared, [use.into]: refs }, sources: [...step.sources, ...sources] };
}

/** As the host resolves them. */
async function selectNames(
  step: Step,
  use: FolderUse,
  folderOf: string | undefined,
  place: string,
  { openFolder, signal, taken }: Opening,
): Promise<readonly string[] | undefined> {
  throwIfAborted(signal);
  try {
    const open = async () => {
      if (folderOf === undefined) {
        throw new AppError('query-invalid', 'expected a folder, or a file in it, as `file` just before this step.');
      }
      if (openFolder === undefined)
        throw new AppError('folders-unsupported', 'there are no folders here to take from.');
      return openFolder(folderOf, signal);
    };
    let folder: Awaited<ReturnType<typeof open>> | undefined;
    const list = async () => {
      folder ??= await open();
      return folder.list();
    };
    const names = await use.select(step.params, list);
    if (names === undefined) return undefined;
    folder ??= await open();
    taken.count += names.length;
    if (taken.count > LIMITS.sources) {
      throw new AppError('size-limit', `expected at most ${LIMITS.sources} sounds from folders, got ${taken.count}.`);
    }
    const { prefix } = folder;
    return names.map((name) => prefix + name);
  } catch (thrown) {
    throwIfAborted(signal);
    throw at(place, thrown);
  }
}
