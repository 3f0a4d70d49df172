/** What of a key event names it. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Keys that are pressed with others, and say nothing alone. */
export const MODIFIERS: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'AltGraph',
  'CapsLock',
  'Dead',
]);

const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: '\u2191',
  ArrowDown: '\u2193',
  ArrowLeft: '\u2190',
  ArrowRight: '\u2192',
};

/**
 * The name of a pressed key as commands write it: `Ctrl+Shift+Z`, `Shift+Space`, `X`, `?`. Letters follow the
 * character, whatever the layout; Command counts as Ctrl. Shift is named where the character does not say it.
 */
export function keyName({ key: pressed, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): string {
  const key = pressed === ' ' ? 'Space' : pressed.length === 1 ? pressed.toUpperCase() : pressed;
  const saysShift = key.length === 1 && !/\p{Letter}/u.test(key);
  const ctrl = ctrlKey || metaKey;
  const shift = shiftKey && (ctrl || !saysShift);
  return `${ctrl ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

/** Whether it is typed with characters alone, which people may switch off (WCAG 2.1.4). */
export function isCharacterKey(keys: string): boolean {
  return keys.split(' ').every((key) => /^(Shift\+)?(.|Space)$/.test(key));
}

/** Keys as they are shown: `Ctrl Shift Z`. */
export function keyLabel(keys: string): string {
  const parts = keys.split(' ').map((key) => (key.length > 1 ? key.replaceAll('+', ' ') : key));
  return parts
    .join(' ')
    .replace('Escape', 'Esc')
    .replace(/Page(?=[UD])/, 'Page ')
    .replace(/Arrow\w+/, (arrow) => ARROWS[arrow] ?? arrow);
}

/** Keys that belong to the browser, the system or a screen reader: no command may have them. */
export function isReserved(keys: string): boolean {
  return keys.split(' ').some((key) => {
    if (/^Ctrl\+(.|F\d+|Tab)$/.test(key)) return /^Ctrl\+([NTWLPRFDHJ0-9+-]|Tab|F\d+)$/.test(key);
    if (/^Ctrl\+Shift\+.$/.test(key)) return key !== 'Ctrl+Shift+Z';
    if (/^Ctrl\+Alt\+/.test(key)) return true;
    if (/^Alt\+(.|ArrowLeft|ArrowRight)$/.test(key)) return true;
    return /^(Shift\+)?(Tab|Insert|CapsLock|F([13-9]|1\d))$/.test(key);
  });
}
