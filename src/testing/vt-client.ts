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
