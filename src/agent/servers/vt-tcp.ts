import { createServer, type Socket } from 'node:net';
import type { Scope } from '../../core/base/scope.ts';
import { MAX_REQUEST_BYTES, type VtAnswer, writeVtAnswer } from '../../core/wire/vt-line.ts';
import { listen } from './listen.ts';

export interface VtTcpLimits {
  /** ms without a byte, until the line is complete. */
  readonly idleMs: number;
  /** ms for the whole line. */
  readonly lineMs: number;
  /** ms in which a client must have taken its answer and closed. */
  readonly lingerMs: number;
  /** ms for answers in flight once the server closes. */
  readonly graceMs: number;
  /** More than so many at the same time are closed at once. */
  readonly connections: number;
}

const LIMITS: VtTcpLimits = { idleMs: 10_000, lineMs: 30_000, lingerMs: 2000, graceMs: 10_000, connections: 1024 };

/** Who waits for an answer. */
export interface VtClient {
  /** Aborted when the client has gone before its answer. */
  readonly gone: AbortSignal;
}

export interface VtTcpOptions {
  /** A loopback address. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly answer: (line: string, client: VtClient) => Promise<VtAnswer>;
  /** Told of failures that clients are not told about. */
  readonly onFailure: (failure: unknown) => void;
  readonly limits?: Partial<VtTcpLimits>;
}

export interface VtTcpServer {
  readonly port: number;
}

/**
 * VTServer's conversation on TCP: a line comes, a line goes, the server closes. Closing the scope stops listening, drops
 * clients that have asked nothing yet, and lets answers in flight go out.
 * @throws AppError port-unavailable
 */
export async function startVtTcpServer(options: VtTcpOptions, scope: Scope): Promise<VtTcpServer> {
  const limits = { ...LIMITS, ...options.limits };
  const conversations = new Set<Conversation>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const conversation = new Conversation(socket, options, limits);
    conversations.add(conversation);
    socket.once('close', () => conversations.delete(conversation));
  });
  server.maxConnections = limits.connections;
  const hint = 'Choose another with "port" in the configuration, or --vt-port.';
  const port = await listen(server, { host: options.host, port: options.port, hint });
  server.on('error', options.onFailure);
  scope.add(
    () =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => {
          for (const conversation of conversations) conversation.dismiss();
        }, limits.graceMs);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
        for (const conversation of conversations) conversation.leave();
      }),
  );
  return { port };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** One connection: one question, one answer. */
class Conversation implements VtClient {
  readonly #socket: Socket;
  readonly #options: VtTcpOptions;
  readonly #limits: VtTcpLimits;
  /** Made when somebody asks: it costs as much as the rest of an answer that is there. */
  #gone: AbortController | undefined;
  #state: 'listening' | 'answering' | 'answered' = 'listening';
  #pieces: Buffer[] = [];
  #size = 0;
  #deadline: NodeJS.Timeout;

  constructor(socket: Socket, options: VtTcpOptions, limits: VtTcpLimits) {
    this.#socket = socket;
    this.#options = options;
    this.#limits = limits;
    this.#deadline = setTimeout(() => this.drop(), limits.lineMs);
    socket.setTimeout(limits.idleMs, () => this.drop());
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('end', () => this.#ask());
    // A connection that is reset is closed next, and that is all there is to do about it.
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(this.#deadline);
      if (this.#state !== 'answered') this.#gone?.abort();
      this.#state = 'answered';
    });
  }

  get gone(): AbortSignal {
    this.#gone ??= new AbortController();
    if (this.#socket.destroyed) this.#gone.abort();
    return this.#gone.signal;
  }

  drop(): void {
    this.#socket.destroy();
  }

  /** Gives the question back: the server will not be there for its answer. */
  dismiss(): void {
    if (this.#state === 'answering') {
      this.#send({ out: 'error', details: 'The server is stopping: ask again later.' });
      this.#gone?.abort();
    } else this.drop();
  }

  /** Ends what has not begun, or has been answered. */
  leave(): void {
    if (this.#state === 'listening') this.drop();
  }

  #take(chunk: Buffer): void {
    // What follows the first line is read, so that closing does not reset the connection, and ignored.
    if (this.#state !== 'listening') return;
    const end = chunk.indexOf(0x0a);
    const piece = end < 0 ? chunk : chunk.subarray(0, end);
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size > MAX_REQUEST_BYTES) {
      this.#state = 'answering';
      this.#pieces = [];
      this.#send({ out: 'error', details: `The request is longer than the limit of ${MAX_REQUEST_BYTES} bytes.` });
    } else if (end >= 0) this.#ask();
  }

  #ask(): void {
    if (this.#state !== 'listening') return;
    this.#state = 'answering';
    clearTimeout(this.#deadline);
    this.#socket.setTimeout(0);
    const [first] = this.#pieces;
    const bytes = first !== undefined && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#answer(bytes).then(
      (answer) => this.#send(answer),
      (failure: unknown) => {
        this.#options.onFailure(failure);
        this.#send({ out: 'error', details: 'The server failed to answer; its log says why.' });
      },
    );
  }

  async #answer(bytes: Uint8Array): Promise<VtAnswer> {
    let line: string;
    try {
      line = UTF8.decode(bytes);
    } catch {
      return { out: 'error', details: 'This is not JSON: expected UTF-8 text, got other bytes.' };
    }
    return await this.#options.answer(line, this);
  }

  #send(answer: VtAnswer): void {
    if (this.#state === 'answered') return;
    this.#state = 'answered';
    if (this.#socket.destroyed) return;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.drop(), this.#limits.lingerMs);
    this.#socket.end(writeVtAnswer(answer), 'ascii');
  }
}
