import { AppError } from '../core/base/errors.ts';
import { createScope } from '../core/base/scope.ts';
import { ENGINE } from '../core/engine/version.ts';
import { findInstallation } from './host/installation.ts';
import { startHttpServer } from './servers/http.ts';
import { startVt, type VtDoor } from './vt/start-vt.ts';
import type { VtConfig } from './vt/vt-config.ts';

/** Loopback under its usual names. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '::1'];
export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 1997;

export interface AgentOptions {
  readonly host?: string;
  /** 0 for any free one. */
  readonly port?: number;
  /** Folder of the built page; default the installation's own. */
  readonly webRoot?: string;
  /** Opens the VTServer door, too. */
  readonly vt?: VtConfig;
  /** Told, in a few lines of text, of failures that clients are not told about. */
  readonly log: (text: string) => void;
}

export interface Agent {
  /** Where the page is. */
  readonly url: string;
  readonly port: number;
  /** Where the VTServer door is, when it is open. */
  readonly vt?: Pick<VtDoor, 'host' | 'port'>;
  /** Stops listening and waits for what is in flight. */
  close(): Promise<void>;
}

/**
 * Starts everything that an agent is made of. What was started is undone when a later part fails.
 * @throws AppError port-unavailable, remote-access-unsupported, file-not-found, file-unwritable
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const host = options.host ?? DEFAULT_HOST;
  refuseRemote(host);
  if (options.vt) refuseRemote(options.vt.host);
  const installation = findInstallation();
  const scope = createScope();
  try {
    // First, so that it closes last: what is asked for over HTTP is its work.
    const vt = options.vt && (await startVt(options.vt, { installation, write: options.log }, scope));
    const http = await startHttpServer(
      {
        host,
        port: options.port ?? DEFAULT_PORT,
        webRoot: options.webRoot ?? installation.webRoot,
        status: { name: 'sonde', version: installation.version, engine: ENGINE },
        ...(vt ? { vt: vt.overHttp } : {}),
        onFailure: (failure) => options.log(`http: ${failure instanceof Error ? failure.stack : String(failure)}`),
      },
      scope,
    );
    const door = vt && { host: vt.host, port: vt.port };
    return { url: http.url, port: http.port, ...(door ? { vt: door } : {}), close: () => scope.close() };
  } catch (failure) {
    await scope.close();
    throw failure;
  }
}

function refuseRemote(host: string): void {
  if (LOOPBACK_HOSTS.includes(host)) return;
  const message =
    `The host ${host} is not loopback. The agent serves this computer only (${LOOPBACK_HOSTS.join(', ')}): ` +
    'access from other computers needs tokens and TLS, which come with a later version. Until then, use an SSH tunnel.';
  throw new AppError('remote-access-unsupported', message, { details: { host } });
}
