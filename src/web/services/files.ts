import { isSoundName } from '../../core/codecs/sound-name.ts';

/** What a file chooser offers first; what a file is, its bytes say. */
export const SOUND_FILE_TYPES = '.wav,.wave,.rf64,.bw64,.bwf,.aiff,.aif,.aifc,.flac,.mp3,.mp2,.ogg,.oga,.opus,audio/*';

/**
 * What else than sounds is chosen: `folder` for all sounds in one, `manifest` for that of a set, `f0` for a contour, `check`
 * for what is made again, which links are, too.
 */
export type FileKind = 'folder' | 'manifest' | 'f0' | 'check';

const ACCEPTED = {
  manifest: '.json,application/json',
  f0: '.csv,.tsv,.txt,.npz,text/csv',
  check: `.txt,${SOUND_FILE_TYPES}`,
} as const;

/**
 * Opens the browser's file chooser; must be called from a user gesture. An empty list when it is dismissed.
 */
export async function chooseFiles(kind?: FileKind): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  const isSound = kind === undefined || kind === 'folder';
  input.multiple = isSound || kind === 'check';
  input.accept = isSound ? `.zip,${SOUND_FILE_TYPES}` : ACCEPTED[kind];
  input.webkitdirectory = kind === 'folder';
  const files = await new Promise<File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
  return kind === 'folder' ? files.filter(({ name }) => isSoundName(name)) : files;
}

/** Hands a file to the browser as a download. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = safeFileName(name);
  document.body.append(link);
  link.click();
  link.remove();
  // The download has read the address by the time a later task runs, except in browsers that ask where to first.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

type AskForFile = (options: {
  readonly suggestedName: string;
  readonly types: readonly {
    readonly description: string;
    readonly accept: Readonly<Record<string, readonly string[]>>;
  }[];
}) => Promise<FileSystemFileHandle>;

/**
 * Where an archive goes. `download`: the browser cannot ask. `again`: what the user pressed was too long ago for the browser
 * to ask. Undefined: it was dismissed, or another question still stands.
 */
export type Destination = FileSystemFileHandle | 'download' | 'again' | undefined;

/** Asks where an archive shall go. */
export async function chooseDestination(name: string): Promise<Destination> {
  const ask = (globalThis as { readonly showSaveFilePicker?: AskForFile }).showSaveFilePicker;
  if (ask === undefined) return 'download';
  if (navigator.userActivation?.isActive === false) return 'again';
  try {
    const accept = { 'application/zip': ['.zip'] };
    return await ask({ suggestedName: safeFileName(name), types: [{ description: 'ZIP archive', accept }] });
  } catch (thrown) {
    const name = thrown instanceof DOMException ? thrown.name : '';
    return name === 'AbortError' || name === 'NotAllowedError' ? undefined : 'download';
  }
}

/** A name that every system takes: what they forbid becomes `_`, and never empty, hidden or reserved. */
export function safeFileName(name: string): string {
  const plain = [...name]
    .map((character) => (character < ' ' || '<>:"/\\|?*\x7f'.includes(character) ? '_' : character))
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain);
  return reserved ? `_${plain}` : plain || 'sound.wav';
}

/** @returns true when the clipboard has the text */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or a page on plain http, which has no clipboard object at all.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
