import { DEFAULT_BITRATE } from '../codecs/mp3-bitrates.ts';
import { DEFAULT_QUALITY } from '../codecs/ogg-quality.ts';
import type { WorldRevision } from '../kernels/kernels.ts';
import type { Registry } from '../modules/module.ts';
import { DEFAULT_CACHE_HOURS, DEFAULT_OUTPUT, DEFAULT_PRECISION, DEFAULT_REVISION } from './defaults.ts';
import { isList, type JsonValue, type Precision, type Query, type Step } from './query.ts';

type JsonObject = { [key: string]: JsonValue };

/**
 * A query as a request that means the same: JSON, two spaces, only what differs from the defaults, keys in a fixed
 * order. `parse(print(q))` is `q`.
 */
export function printQuery(query: Query, registry: Registry): string {
  return JSON.stringify(requestOf(query, registry), undefined, 2);
}

/** The same as a JSON value. */
export function requestOf(query: Query, registry: Registry): JsonValue {
  const request = printNested(query, DEFAULT_PRECISION, DEFAULT_REVISION, registry);
  const { format, encoding, bitrate = DEFAULT_BITRATE, quality = DEFAULT_QUALITY } = query.output;
  const output: JsonObject = {};
  if (format !== DEFAULT_OUTPUT.format) output['format'] = format;
  if (encoding !== DEFAULT_OUTPUT.encoding) output['encoding'] = encoding;
  if (bitrate !== DEFAULT_BITRATE) output['bitrate'] = bitrate;
  if (quality !== DEFAULT_QUALITY) output['quality'] = quality;
  if (Object.keys(output).length > 0) request['output'] = output;
  return request;
}

/** @param precision @param revision what the query inherits and need not say */
function printNested(query: Query, precision: Precision, revision: WorldRevision, registry: Registry): JsonObject {
  const printElement = (element: string | Query): JsonValue =>
    typeof element === 'string' ? element : printNested(element, query.precision, query.revision, registry);
  const request: JsonObject = {
    file: isList(query.file) ? query.file.map(printElement) : printElement(query.file),
    stack: query.stack.map((step) => printStep(step, printElement, registry)),
  };
  if (query.precision !== precision) request['precision'] = query.precision;
  if (query.revision !== revision) request['revision'] = query.revision;
  if (query.cacheHours !== DEFAULT_CACHE_HOURS) request['cache'] = query.cacheHours;
  return request;
}

function printStep(step: Step, printElement: (element: string | Query) => JsonValue, registry: Registry): JsonValue {
  const refs = Object.fromEntries(step.sources.map(({ param }) => [param, step.params[param]]));
  const defaults = registry.get(step.module)?.params.safeParse(refs).data;
  const printed = new Map<string, JsonValue>([['module', step.module]]);
  for (const [key, value] of Object.entries(step.params)) {
    if (JSON.stringify(value) !== JSON.stringify(defaults?.[key])) printed.set(key, value);
  }
  const sounds = step.sources.map(({ source }) => printElement(source));
  for (const param of new Set(step.sources.map((source) => source.param))) {
    const own = sounds.filter((_, index) => step.sources[index]?.param === param);
    printed.set(param, Array.isArray(step.params[param]) ? own : (own[0] ?? null));
  }
  const { forEach } = step;
  if (forEach)
    printed.set(
      forEach.param,
      forEach.stack.map((inner) => printStep(inner, printElement, registry)),
    );
  return Object.fromEntries(printed);
}
