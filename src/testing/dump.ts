import { concatBytes } from '../core/base/bytes.ts';

/** Bytes from text (in quotes) and hexadecimal pairs, as a dump shows them. */
export function dump(text: string): Uint8Array {
  const parts = text.match(/'[^']*'|[0-9a-f]{2}/g) ?? [];
  return concatBytes(
    parts.map((part) =>
      part.startsWith("'") ? new TextEncoder().encode(part.slice(1, -1)) : Uint8Array.of(Number.parseInt(part, 16)),
    ),
  );
}
