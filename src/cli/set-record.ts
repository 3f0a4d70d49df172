import { findInstallation } from '../agent/host/installation.ts';
import { readFileBytes } from '../agent/host/read-file.ts';
import { readable } from '../core/audio/long-sound.ts';
import { AppError } from '../core/base/errors.ts';
import { hashBytes } from '../core/base/hash.ts';
import { decodeSound } from '../core/codecs/registry.ts';
import type { EngineHost } from '../core/engine/engine.ts';
import { ENGINE } from '../core/engine/version.ts';
import { complete } from '../core/kernels/sliced.ts';
import { MODULES } from '../core/modules/registry.ts';
import { digestSource } from '../core/provenance/make-link.ts';
import type { ExportFacts } from '../core/sets/export-set.ts';
import type { SetManifest } from '../core/sets/manifest.ts';
import { changesSince, engineRecord, rowsRecord } from '../core/sets/record.ts';
import type { NamedRow } from '../core/sets/run-set.ts';

/** Digest of this installation's kernels. */
export async function kernelsDigest(): Promise<string> {
  return hashBytes(await readFileBytes(findInstallation().wasmPath));
}

/** The samples of a source, read anew: rows out of a cache have not decoded it. */
export function describeWith(host: EngineHost, signal: AbortSignal): ExportFacts['describeSource'] {
  return async ({ id, name }) => {
    const { bytes } = await host.resolve(name, signal);
    const { clip } = await decodeSound(bytes, name, host);
    const { frames, sampleRate, channels, samples } = complete(digestSource(id, readable(clip), host.kernels));
    return { frames, sampleRate, channels, samples };
  };
}

/** Why these rows are not those that the manifest was written for; undefined where it does not say which those were. */
export async function rowChanges(
  manifest: SetManifest,
  named: readonly NamedRow[],
  host: EngineHost,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const now = { rows: rowsRecord(named), engine: engineRecord(ENGINE, await kernelsDigest(), MODULES) };
  const others: string[] = [];
  if (manifest.rows !== undefined && manifest.rows.digest !== now.rows.digest) {
    for (const { name, id } of manifest.sources ?? []) {
      const found = await host.resolve(name, signal).catch((thrown: unknown) => {
        const error = AppError.from(thrown);
        // A set that was changed may need it no more.
        if (error.code === 'source-not-found') return undefined;
        throw error;
      });
      if (found && found.id !== id) others.push(name);
    }
  }
  return changesSince(manifest, now, others);
}
