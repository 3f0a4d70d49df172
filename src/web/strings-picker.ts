/** Sentences of the list of steps that can be added. */
export const pickerStrings = {
  /** What a step works on, where not every sound will do. */
  needs: {
    world: 'a voice; unvoiced sounds keep their f0',
    'channel-patch': 'a mono sound',
    mixin: 'another sound',
    masker: 'a masker: noise, speech or gibberish',
    gibberish: 'speech, which it cuts into pieces',
  } as Readonly<Record<string, string>>,
  needsText: (needs: string) => `Needs ${needs}.`,
  recent: 'used lately',
  notMono: (channels: number) => `Not here: it needs a mono sound, and this one has ${channels} channels.`,
} as const;
