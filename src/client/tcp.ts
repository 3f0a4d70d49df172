import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { AppError } from '../core/base/errors.ts';
import { cancelled, createClient, type SondeClient, type Transport } from './client.ts';

export interface TcpOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 1996. */
  readonly port?: number;
}

/** A client over TCP, for Node: of a VTServer door, or of the original. Results are read from the disk of this computer. */
export function tcpClient(options: TcpOptions = {}): SondeClient {
  const { host = '127.0.0.1', port = 1996 } = options;
  return createClient(tcpTransport(host, port));
}

function tcpTransport(host: string, port: number): Transport {
  return {
    async ask(line, signal) {
      const bytes = await exchange(host, port, `${line}\n`, signal);
      try {
        return JSON.parse(bytes.toString('utf8'));
      } catch (cause) {
        throw new AppError(
          'server-unavailable',
          `What answers on ${host}:${port} does not speak the protocol of VTServer.`,
          { cause },
        );
      }
    },
    async read({ details: path }, signal) {
      try {
        return new Uint8Array(await readFile(path, signal ? { signal } : {}));
      } catch (cause) {
        if (signal?.aborted) throw cancelled(cause);
        throw new AppError('file-not-found', `The result ${path} cannot be read on this computer.`, { cause });
      }
    },
  };
}

/** One connection: a line goes, and all that comes back until the server closes. */
function exchange(host: string, port: number, line: string, signal: AbortSignal | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host, port, ...(signal ? { signal } : {}) }, () => socket.write(line));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('end', () => resolve(Buffer.concat(chunks)));
    socket.once('error', (cause) => {
      if (signal?.aborted) return reject(cancelled(cause));
      reject(new AppError('server-unavailable', `There is no answer on ${host}:${port}.`, { cause }));
    });
    // Closed without an end or an error, as by an abort before it was connected.
    socket.once('close', () =>
      reject(signal?.aborted ? cancelled() : new AppError('server-unavailable', 'It hung up.')),
    );
  });
}
