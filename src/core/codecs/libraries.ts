import { AppError } from '../base/errors.ts';
import type { FlacLibrary } from './flac-library.ts';
import type { LossyLibraries } from './lossy-library.ts';

/**
 * Libraries that some formats need, as a host gives them: a function each, which is called when the first sound needs the
 * library, and gives it ready for use. Only hosts know where a library lies and how it is started; see `loadOnce`.
 */
export interface CodecLibraries extends LossyLibraries {
  readonly flac?: () => Promise<FlacLibrary>;
}

type Library<N extends keyof CodecLibraries> = Awaited<ReturnType<NonNullable<CodecLibraries[N]>>>;

/**
 * The library of a format, loaded if it is not yet.
 * @param format as people call it: "FLAC"
 * @throws AppError audio-unsupported where the host has none; codec-unavailable where it cannot be loaded
 */
export async function libraryFor<N extends keyof CodecLibraries>(
  name: N,
  format: string,
  { libraries }: { readonly libraries?: CodecLibraries },
): Promise<Library<N>> {
  const load = libraries?.[name] as (() => Promise<Library<N>>) | undefined;
  if (load === undefined) throw new AppError('audio-unsupported', `${format} is not available here.`);
  try {
    return await load();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('codec-unavailable', `The library for ${format} cannot be loaded: ${reason}`, { cause });
  }
}

/** Loads at the first call and keeps what came; a failure is not kept, so that the next call tries again. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((failure: unknown) => {
      loading = undefined;
      throw failure;
    });
    return loading;
  };
}
