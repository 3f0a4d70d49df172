/** What the browser gives the page besides sound: files in and out, the clipboard, remembered choices. */
export interface Page {
  /** @throws Error when the file cannot be fetched */
  fetchSample(path: string): Promise<Blob>;
  saveFile(bytes: ArrayBuffer, name: string, type: string): void;
  /** @throws Error when the browser refuses */
  copyText(text: string): Promise<void>;
  readChoice(name: string): string | undefined;
  keepChoice(name: string, value: string): void;
  after(milliseconds: number, run: () => void): () => void;
}

export function createPage(): Page {
  return {
    async fetchSample(path) {
      const response = await fetch(`${import.meta.env.BASE_URL}${path}`);
      if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
      return response.blob();
    },
    saveFile(bytes, name, type) {
      const url = URL.createObjectURL(new Blob([bytes], { type }));
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      // The download has taken its own reference by the next task.
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
    copyText: (text) => navigator.clipboard.writeText(text),
    readChoice(name) {
      try {
        return localStorage.getItem(`sonde.${name}`) ?? undefined;
      } catch {
        return undefined;
      }
    },
    keepChoice(name, value) {
      try {
        localStorage.setItem(`sonde.${name}`, value);
      } catch {
        // Private windows may refuse storage; the choice then lasts as long as the page.
      }
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
