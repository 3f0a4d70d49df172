import { connect, type Socket } from 'node:net';

/** What came back over one connection. */
export interface Received {
  readonly bytes: Buffer;
  /** Whether the other side ended it in an orderly way. */
  readonly ended: boolean;
}

/** Sends bytes over a new connection and reads until the server ends it or resets it. */
export function exchange(port: number, bytes: string | Uint8Array, then: 'wait' | 'end' = 'wait'): Promise<Received> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const chunks: Buffer[] = [];
    let ended = false;
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => {
      ended = true;
      socket.end();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ bytes: Buffer.concat(chunks), ended }));
    socket.write(bytes, () => {
      if (then === 'end') socket.end();
    });
  });
}

/** A request of a client written for the original: one line out, one line back. */
export async function ask(port: number, request: unknown): Promise<{ out: string; details: string }> {
  const line = typeof request === 'string' ? request : JSON.stringify(request);
  const { bytes } = await exchange(port, `${line}\n`);
  return JSON.parse(bytes.toString('utf8'));
}

/** Sends so many bytes without a line's end, as fast as they are taken, until the server has had enough. @returns its answer */
export function pour(port: number, size: number): Promise<string> {
  return new Promise((resolve) => {
    const piece = Buffer.alloc(1 << 20, 'a');
    const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let answer = '';
    let left = size;
    const send = (): void => {
      while (left > 0 && !socket.destroyed) {
        left -= piece.length;
        if (!socket.write(piece)) return;
      }
      if (left <= 0) socket.end();
    };
    socket.on('connect', send).on('drain', send);
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('error', () => {}).on('close', () => resolve(answer));
  });
}

/** Sends a beginning and goes away without a word. @returns nothing, as it hears nothing */
export function vanish(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).on('close', () => resolve(''));
    socket.write(bytes.subarray(0, bytes.length >> 1), () => socket.resetAndDestroy());
  });
}
