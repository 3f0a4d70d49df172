import type { Clip } from '../core/audio/clip.ts';

/** A clip as a 16-bit WAV, written by hand so that tests do not rest on the codec they test. */
export function s16Wav({ sampleRate, channels }: Clip): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const blockAlign = 2 * channels.length;
  const view = new DataView(new ArrayBuffer(44 + frames * blockAlign));
  const text = (offset: number, value: string): void => {
    for (let index = 0; index < 4; index++) view.setUint8(offset + index, value.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVE');
  text(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * blockAlign, true);
  view.setUint16(32, blockAlign, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, frames * blockAlign, true);
  for (const [index, channel] of channels.entries()) {
    for (const [frame, sample] of channel.entries()) {
      view.setInt16(44 + frame * blockAlign + 2 * index, Math.round(sample * 32767), true);
    }
  }
  return new Uint8Array(view.buffer);
}
