export type ReadTime = { readonly time: number } | { readonly position: number };

const TIME = /^([+-]?)(?:(\d+):)?(\d*\.?\d*)\s*(?:s|sec)?$/;

/** A time as it is typed: `1.25`, `1:02.5`, `+0.1` from the cursor. @returns s, or the first character that is wrong */
export function readTime(typed: string, cursor: number): ReadTime {
  const text = typed.trim().replace(',', '.').replace('\u2212', '-');
  const [, sign = '', minutes = '0', rest = ''] = TIME.exec(text) ?? [];
  if (/\d/.test(rest)) {
    const time = Number(minutes) * 60 + Number(rest);
    return { time: sign === '' ? time : cursor + (sign === '-' ? -time : time) };
  }
  const right = /^\s*[+-]?(?:\d+:)?\d*\.?\d*/.exec(typed)?.[0].length ?? 0;
  return { position: right };
}
