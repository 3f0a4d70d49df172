import { SOUND_FORMATS } from '../../core/codecs/codec.ts';
import { FORMATS } from '../../core/codecs/formats.ts';
import type { OutputFormat } from '../../core/query/query.ts';
import { short } from '../components/format.ts';
import { strings } from '../strings.ts';

const t = strings.export;

/** Formats of files, as menus have them. */
export const FORMAT_CHOICES = SOUND_FORMATS.map((id) => ({ id, label: FORMATS[id].name, detail: t.formats[id] }));

/** "24 bit", "160 kb/s": encoding, bitrate or quality, whichever the format has. */
export function wayName({ encoding, bitrate, quality }: OutputFormat): string {
  if (bitrate !== undefined) return t.bitrates(bitrate);
  return quality === undefined ? t.encodings[encoding] : t.qualities(short(quality, 2));
}

/** What that is called. */
export function wayLabel({ bitrate, quality }: OutputFormat): string {
  if (bitrate !== undefined) return t.bitrate;
  return quality === undefined ? t.encoding : t.quality;
}
