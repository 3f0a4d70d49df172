import type { Context } from './context.ts';

/** What leaves a view: texts by the clipboard, pictures and values as files. */
export interface OutletActions {
  /** @returns whether the clipboard has it */
  copy(text: string): Promise<boolean>;
  save(file: Blob, name: string): void;
  /** Lets the page answer the hand between two pieces of a long list. */
  breathe(): Promise<void>;
}

export function createOutletActions({ page }: Context): OutletActions {
  return {
    copy: (text) => page.copyText(text),
    save: (file, name) => page.saveFile(file, name),
    breathe: () => new Promise((resolve) => page.after(0, resolve)),
  };
}
