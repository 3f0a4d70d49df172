import { useEffect } from 'react';

/** Frames within which what was opened takes the focus; if it does not, keys go where they would have gone. */
const MOST_FRAMES = 30;

/** Stands where something opens whose program is being fetched: what is typed meanwhile is typed there. */
export function HeldKeys() {
  useEffect(holdKeys, []);
  return null;
}

/** Keeps keys back until the returned function is called and the focus has moved; then they are pressed once more. */
function holdKeys(): () => void {
  const from = document.activeElement;
  const held: KeyboardEvent[] = [];
  const down = new Set<string>();
  const hold = (event: KeyboardEvent) => {
    // With these it is the browser's or a command's, and who lets go of a key has pressed it before.
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab';
    // Those that are pressed once more are not trusted.
    if (!event.isTrusted || isOther || (event.type === 'keyup' && !down.has(event.code))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    down.add(event.code);
    held.push(event);
  };
  window.addEventListener('keydown', hold, true);
  window.addEventListener('keyup', hold, true);
  let frames = 0;
  // A frame for each, in which what it did is drawn.
  const release = () => {
    frames++;
    const isReady = document.activeElement !== from || frames > MOST_FRAMES;
    const next = isReady ? held.shift() : undefined;
    if (next) pressAgain(next);
    if (!isReady || held.length > 0) {
      requestAnimationFrame(release);
      return;
    }
    window.removeEventListener('keydown', hold, true);
    window.removeEventListener('keyup', hold, true);
  };
  return () => requestAnimationFrame(release);
}

function pressAgain({ type, key, code, shiftKey, repeat }: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const init = { key, code, shiftKey, repeat, bubbles: true, cancelable: true, composed: true };
  const isMine = target.dispatchEvent(new KeyboardEvent(type, init));
  // An event that a program makes types nothing by itself, and nobody is told before.
  if (!isMine || type !== 'keydown' || !(target instanceof HTMLInputElement) || key.length !== 1) return;
  const before = { inputType: 'insertText', data: key, bubbles: true, cancelable: true };
  if (target.dispatchEvent(new InputEvent('beforeinput', before))) document.execCommand('insertText', false, key);
}
