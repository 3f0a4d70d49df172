import type { IncomingMessage } from 'node:http';
import { AppError } from '../../core/base/errors.ts';

/** Longest request target, characters; ours have under a hundred. */
const MAX_TARGET_LENGTH = 2048;

export interface Refusal {
  readonly status: number;
  readonly error: AppError;
}

/**
 * Refuses what no page of ours sends, before anything looks at it:
 * - a Host that is not loopback with our port: a name that an attacker points at 127.0.0.1 (DNS rebinding);
 * - a foreign Origin on anything but GET and HEAD: a page elsewhere posting to us;
 * - a target with dot segments, backslashes, NUL or broken escapes, encoded or not, or one that is very long.
 */
export function refusalOf(request: IncomingMessage, port: number): Refusal | undefined {
  const { method = 'GET', url: target = '' } = request;
  const names = ownNames(port);
  if (target.length > MAX_TARGET_LENGTH) {
    return refuse(414, `The address has ${target.length} characters; at most ${MAX_TARGET_LENGTH} are read.`);
  }
  // Two of them mean two readers: the one that Node takes, and the one that somebody before us took.
  const [host = '', ...otherHosts] = request.headersDistinct['host'] ?? [];
  if (!names.includes(host.toLowerCase()) || otherHosts.length > 0) {
    return refuse(421, `This agent answers to ${names.join(', ')} only, not to the Host of this request.`);
  }
  const origin = request.headers.origin;
  if (method !== 'GET' && method !== 'HEAD' && origin !== undefined) {
    if (!names.some((name) => origin === `http://${name}`))
      return refuse(403, 'The Origin of this request is not this agent.');
  }
  if (!isPlainTarget(target)) {
    return refuse(
      400,
      'The path of this request must start with "/" and have no "..", "\\", NUL or broken escape in it.',
    );
  }
  return undefined;
}

/** The Host values under which loopback may be reached; a browser leaves port 80 out. */
export function ownNames(port: number): readonly string[] {
  const hosts = ['localhost', '127.0.0.1', '[::1]'];
  const named = hosts.map((host) => `${host}:${port}`);
  return port === 80 ? [...named, ...hosts] : named;
}

/** The target's decoded path; undefined when it is not one we would serve under any name. */
export function plainPath(target: string): string | undefined {
  const [raw = ''] = target.split('?', 1);
  if (!raw.startsWith('/') || raw.startsWith('//')) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return undefined;
  }
  // What still has an escape was encoded twice: a second decoder behind us must not find a path in it.
  if (/[\0\\]|%[0-9a-f]{2}/i.test(path)) return undefined;
  return path.split('/').some((segment) => segment === '..' || segment === '.') ? undefined : path;
}

function isPlainTarget(target: string): boolean {
  return plainPath(target) !== undefined;
}

function refuse(status: number, message: string): Refusal {
  return { status, error: new AppError('request-refused', message) };
}
