/** How a file is compressed, and what the build adds to its name then. */
export interface ContentCoding {
  readonly name: string;
  readonly ending: string;
}

/** The smallest first. */
const CODINGS: readonly ContentCoding[] = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

/** `br`, `gzip;q=0.8`, `*;q=0` */
const CHOICE = /^\s*([\w*-]+)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i;

/**
 * The codings in which a client takes an answer, best first (Accept-Encoding, RFC 9110, section 12.5.3).
 * @returns none for no header, as from programs that would not know what to do with one
 */
export function acceptedCodings(header: string | null): readonly ContentCoding[] {
  const takes = new Map<string, boolean>();
  for (const part of header?.split(',') ?? []) {
    const [, name = '', weight = '1'] = CHOICE.exec(part) ?? [];
    takes.set(name.toLowerCase(), Number(weight) > 0);
  }
  return CODINGS.filter(({ name }) => takes.get(name) ?? takes.get('*') ?? false);
}
