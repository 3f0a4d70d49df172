/** Formats that are known but not read here, by their first bytes (`.` stands for any byte). */
const OTHER_FORMATS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^RIFX/, 'A big-endian WAV file'],
  [/^....ftyp/s, 'An MP4 file'],
  [/^.E\xdf\xa3/s, 'A Matroska or WebM file'],
  [/^caff/, 'A CAF file'],
  [/^riff.\x91\xcf/s, 'A Wave64 file'],
  [/^\.snd/, 'An AU file'],
  [/^NIST_1A/, 'A NIST SPHERE file'],
  [/^wvpk/, 'A WavPack file'],
];

/** What a file is that no codec recognises, with its article; undefined for what nobody knows. */
export function nameOther(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return OTHER_FORMATS.find(([pattern]) => pattern.test(head))?.[1];
}
