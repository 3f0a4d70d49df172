import { type RefObject, useEffect, useEffectEvent } from 'react';
import { NotFetched } from './later.tsx';

/** Frames within which what was opened takes the focus; if it does not, what was typed for it is typed nowhere. */
const MOST_FRAMES = 30;

/** Drops what is still held for what was waited for last. */
let dropHeld: (() => void) | undefined;

export interface OpeningProps {
  /** The button. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/**
 * Stands where something opens whose program is being fetched: what is typed meanwhile is typed there. It closes as that
 * would have closed: by Escape and Tab, and by whoever goes elsewhere.
 */
export function HeldKeys({ anchor, onClose }: OpeningProps) {
  const close = useEffectEvent(onClose);
  useEffect(() => holdKeys(anchor, () => close()), [anchor]);
  return null;
}

/** Stands there when it could not be fetched, until it is closed. */
export function NotOpened({ anchor, onClose }: OpeningProps) {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    dropHeld?.();
    const listening = new AbortController();
    const how = { capture: true, signal: listening.signal };
    const onKey = ({ key }: KeyboardEvent) => (key === 'Escape' ? close() : undefined);
    const onPress = ({ target }: Event) => (isElsewhere(target, anchor) ? close() : undefined);
    window.addEventListener('keydown', onKey, how);
    window.addEventListener('pointerdown', onPress, how);
    return () => listening.abort();
  }, [anchor]);
  return <NotFetched />;
}

function isElsewhere(target: EventTarget | null, anchor: OpeningProps['anchor']): boolean {
  return target instanceof Element && !anchor.current?.contains(target) && target.closest('[role=alert]') === null;
}

/** Keeps keys back until the returned function is called and the focus has moved; then they are pressed once more. */
function holdKeys(anchor: OpeningProps['anchor'], close: () => void): () => void {
  const from = document.activeElement;
  const held: KeyboardEvent[] = [];
  const down = new Set<string>();
  const listening = new AbortController();
  let isThere = false;
  const leave = () => {
    listening.abort();
    close();
  };
  const hold = (event: KeyboardEvent) => {
    // Those that are pressed once more are not trusted.
    if (!event.isTrusted) return;
    const isFirst = !isThere && event.type === 'keydown';
    // A program may take away what had the focus; else somebody went elsewhere, and types there.
    const isGone = from?.isConnected && document.activeElement !== from;
    if (isFirst && (isGone || event.key === 'Tab')) return leave();
    // With these it is the browser's or a command's, and who lets go of a key has pressed it before.
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab';
    if (isOther || (event.type === 'keyup' && !down.has(event.code))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isFirst && event.key === 'Escape') return leave();
    down.add(event.code);
    held.push(event);
  };
  const onPress = ({ target }: Event) => {
    if (isThere) return;
    listening.abort();
    if (isElsewhere(target, anchor)) close();
  };
  const how = { capture: true, signal: listening.signal };
  window.addEventListener('keydown', hold, how);
  window.addEventListener('keyup', hold, how);
  window.addEventListener('pointerdown', onPress, how);
  let frames = 0;
  // A frame for each, in which what it did is drawn.
  const release = () => {
    if (listening.signal.aborted) return;
    frames++;
    const isReady = document.activeElement !== from;
    const next = isReady ? held.shift() : undefined;
    if (next) pressAgain(next);
    if (isReady ? held.length > 0 : frames <= MOST_FRAMES) requestAnimationFrame(release);
    else listening.abort();
  };
  return () => {
    // From now on those that come behind are kept, wherever the focus is, so that all stay in their order.
    isThere = true;
    dropHeld = () => listening.abort();
    requestAnimationFrame(release);
  };
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
