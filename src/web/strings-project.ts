/** Sentences of projects as files. */
export const projectStrings = {
  name: 'My lab',
  file: 'my-lab.sonde.zip',
  part: (part: number) => `my-lab-${part}.sonde.zip`,
  download: 'Download project',
  open: 'Open a project',
  pressAgain: 'The browser can only ask where to write right after a press. Press Download project once more.',
  writing: 'Writing the project',
  reading: 'Checking the project',
  f0: 'Reading f0',
  stop: 'Stop',
  written: (sounds: number) => `The project is written: ${count(sounds)}, recipe with its history, and set.`,
  without: (names: readonly string[]) => `Not in it, for their bytes are gone: ${names.join(', ')}.`,
  opened: (name: string, added: number, known: number) =>
    `Opened ${name}: ${count(added)} added${known === 0 ? '' : `, ${known} were here already`}.`,
  stopped: 'Stopped. Nothing was changed.',
};

function count(sounds: number): string {
  return sounds === 1 ? '1 sound' : `${sounds} sounds`;
}
