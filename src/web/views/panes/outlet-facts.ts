import type { View } from '../../layers/layer.ts';
import type { Side } from '../../services/player.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Display } from '../../state/display.ts';

type Compare = Display['compare'];

/** What somebody must know to measure the same again: sound, signature, how it was measured. */
export function factsOf({ source, render, view: looked }: AppState, view: View, side: Side, legend: string): string[] {
  if (!source) return [];
  const rendered = render.result?.rendered;
  const shape = side === 'result' && rendered ? rendered.shape : source.sound;
  const stretched = Math.abs(shape.duration - source.sound.duration) * shape.sampleRate > 1;
  return [
    `view: ${view.name}${view.followsCursor ? '' : `, ${side}`}`,
    `source: ${source.entry.fileName}, ${source.sound.id}`,
    ...((side === 'result' || view.followsCursor) && rendered ? [`signature: ${rendered.signature}`] : []),
    `sound: ${shape.sampleRate} Hz, ${shape.frames} samples${shape.channelCount > 1 ? `, channel ${looked.channel + 1} of ${shape.channelCount}` : ''}`,
    `values: ${legend}`,
    ...(stretched
      ? [`time: of the source, which lasts ${source.sound.duration} s; this sound lasts ${shape.duration} s`]
      : []),
  ];
}

export function outletName({ source }: AppState, view: View, shown: Compare, extension: string): string {
  const name = source?.entry.fileName.replace(/\.[^.]*$/, '') ?? 'sound';
  return `${name}.${view.id}${shown === 'source' || shown === 'both' ? '' : `.${shown}`}.${extension}`;
}
