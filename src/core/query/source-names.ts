import { isList, type Query, type Step } from './query.ts';

/** The name of every sound in a query, with those in its steps and sub-queries; repeated where it is. */
export function sourceNames(query: Query): string[] {
  const elements = isList(query.file) ? query.file : [query.file];
  const needed = query.stack.flatMap((step) => step.sources.map(({ source }) => source));
  return [...elements, ...needed].flatMap((element) =>
    typeof element === 'string' ? [element] : sourceNames(element),
  );
}

/** The same query with its sounds called otherwise. */
export function renameSources(query: Query, rename: (name: string) => string): Query {
  const element = (source: string | Query) =>
    typeof source === 'string' ? rename(source) : renameSources(source, rename);
  const renameStep = (step: Step): Step => ({
    ...step,
    sources: step.sources.map(({ param, source }) => ({ param, source: element(source) })),
  });
  const file = isList(query.file) ? query.file.map(element) : element(query.file);
  return { ...query, file, stack: query.stack.map(renameStep) };
}
