/** Sentences of the recipe as text, and of what is copied of the whole. */
export const jsonStrings = {
  whole: { link: 'Stimulus link', methods: 'Methods paragraph' },
  copied: { link: 'Stimulus link copied.', methods: 'Methods paragraph copied.' },
  making: 'Making the sound of the whole recipe',
  signature: 'Signature',
  notMade: 'known once the sound is made',
  asExported: 'As it was exported last.',
  since: (changes: string) => `Since the last export: ${changes}.`,
  source: 'another source',
  order: 'order of the steps',
  settings: 'settings of the recipe',
  ignored: 'These are kept and do nothing; VTServer ignores them, too.',
} as const;
