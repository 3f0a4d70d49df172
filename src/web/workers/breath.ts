/**
 * Lets a worker answer its messages between two slices of work. A message to oneself, because a chain of timers is
 * held to 4 ms each, which would double the time of a render cut into 4 ms slices.
 */
export function createBreath(): { readonly breathe: () => Promise<void>; readonly close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port2.onmessage = () => waiting.shift()?.();
  return {
    breathe: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port1.postMessage(undefined);
      }),
    close: () => port1.close(),
  };
}
