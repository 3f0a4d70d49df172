import { strings } from '../strings.ts';
import { evenFrames, type Layer, type View } from './layer.ts';

type Look = View['look'];

let looks: Readonly<Record<'slice' | 'responses', Look>> | undefined;

/** Fetches how curves are drawn and read, which is not of the first picture. Whoever shows one waits for it. */
export async function fetchCurves(): Promise<void> {
  const [{ sliceLayer }, { responsesLayer }] = await Promise.all([import('./slice.ts'), import('./responses.ts')]);
  looks ??= { slice: sliceLayer, responses: responsesLayer };
}

const NOT_THERE: Layer = {
  axis: undefined,
  legend: '',
  columns: [],
  read: () => [],
  frames: evenFrames(1, 1, 1),
  paint: () => undefined,
};

const look =
  (id: 'slice' | 'responses'): Look =>
  (scene) =>
    looks?.[id](scene) ?? NOT_THERE;

/** The envelope at the time cursor, source and result over each other, with their harmonics and where peaks went. */
export const slice: View = {
  id: 'slice',
  name: strings.layers.slice,
  kind: 'curve',
  height: 240,
  over: [],
  followsCursor: true,
  look: look('slice'),
};

/** What the vocoder's filters let pass, at each place of the cochlea. */
export const responses: View = {
  id: 'responses',
  name: strings.layers.responses,
  kind: 'curve',
  needs: 'vocoder',
  height: 220,
  over: [],
  look: look('responses'),
};
