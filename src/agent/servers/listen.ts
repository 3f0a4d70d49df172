import type { AddressInfo, Server } from 'node:net';
import { AppError } from '../../core/base/errors.ts';
import { systemCode } from '../host/system-error.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Ends the message when the port cannot be opened: "Choose another with --port, …". */
  readonly hint: string;
}

/**
 * Opens the port, with a queue long enough for a burst of clients, and gives its number.
 * @throws AppError port-unavailable
 */
export function listen(server: Server, options: ListenOptions): Promise<number> {
  const { host, port } = options;
  return new Promise((resolve, reject) => {
    const fail = (failure: Error): void => reject(portUnavailable(failure, options));
    server.once('error', fail);
    server.listen({ host, port, exclusive: true, backlog: 511 }, () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function portUnavailable(failure: Error, { host, port, hint }: ListenOptions): AppError {
  const code = systemCode(failure) ?? '';
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'it is already in use',
    EACCES: 'ports below 1024 need more rights',
    EADDRNOTAVAIL: 'this computer does not have that address',
  };
  const message = `Port ${port} on ${host} cannot be opened: ${reasons[code] ?? failure.message}. ${hint}`;
  return new AppError('port-unavailable', message, { details: { host, port, system: code }, cause: failure });
}
