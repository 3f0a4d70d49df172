/** What people and systems call a format: all that a page must know to offer it, without the code that writes it. */
export interface FormatFacts {
  readonly name: string;
  /** Lower case, without the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
}

/** By the names that a query's `output.format` has. */
export const FORMATS = {
  wav: { name: 'WAV', extensions: ['wav', 'wave', 'rf64', 'bw64', 'bwf'], mediaType: 'audio/wav' },
  aiff: { name: 'AIFF', extensions: ['aiff', 'aif', 'aifc'], mediaType: 'audio/aiff' },
  flac: { name: 'FLAC', extensions: ['flac'], mediaType: 'audio/flac' },
  mp3: { name: 'MP3', extensions: ['mp3', 'mp2'], mediaType: 'audio/mpeg' },
  ogg: { name: 'Ogg', extensions: ['ogg', 'oga', 'opus'], mediaType: 'audio/ogg' },
  raw: { name: 'raw PCM', extensions: ['raw', 'pcm'], mediaType: 'application/octet-stream' },
} as const satisfies Record<string, FormatFacts>;
