import { failedStrings as t } from '../../strings-failed.ts';

export interface FailedFile {
  readonly name: string;
  readonly size: string | undefined;
  readonly head: string;
  readonly wrong: string;
  readonly code: string;
}

/** Label and value, in the order in which they are shown and copied; what is not known is left out. */
export function failedText(file: FailedFile): readonly (readonly [label: string, value: string])[] {
  const rows = [
    [t.name, file.name],
    [t.size, file.size ?? ''],
    [t.head, file.head],
    [t.wrong, file.wrong],
    [t.code, file.code],
  ] as const;
  return rows.filter(([, value]) => value !== '');
}

const SHOWN = 16;

/** In hexadecimal, and as text where a byte is a printable character; empty where nothing can be read. */
export async function firstBytes(file: Blob | undefined): Promise<string> {
  try {
    const bytes = new Uint8Array((await file?.slice(0, SHOWN).arrayBuffer()) ?? []);
    if (bytes.length === 0) return '';
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    return `${hex}  ${text}`;
  } catch {
    return '';
  }
}
