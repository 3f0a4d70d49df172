/** Chromium's queue of what an installed application was opened with; not yet in the DOM library's types. */
interface LaunchScope {
  readonly launchQueue?: {
    setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
  };
}

export interface LaunchHandlers {
  readonly open: (files: readonly File[]) => void;
  readonly fail: (reason: string) => void;
}

/** Hears of files that are opened with the installed page, now and later. */
export function onLaunchedFiles({ open, fail }: LaunchHandlers): void {
  (globalThis as LaunchScope).launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return;
    Promise.all(files.map((handle) => handle.getFile())).then(open, (failure: unknown) => fail(String(failure)));
  });
}
