import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches a server's connections from its start.
 * @returns what closes it: it stops listening, drops connections without a request at once (also those that never sent
 *   one, which Node would wait for), the others after the answer they are giving, and all of them after the grace period
 */
export function closesGracefully(server: Server, graceMs: number): () => Promise<void> {
  const answering = new Map<Socket, number>();
  let closing = false;

  server.on('connection', (socket) => {
    answering.set(socket, 0);
    socket.once('close', () => answering.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    answering.set(socket, (answering.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (answering.get(socket) ?? 1) - 1;
      if (answering.has(socket)) answering.set(socket, left);
      if (closing && left === 0) socket.destroySoon();
    });
  });

  return () =>
    new Promise((resolve) => {
      closing = true;
      const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(deadline);
        resolve();
      });
      for (const [socket, count] of answering) if (count === 0) socket.destroy();
    });
}
