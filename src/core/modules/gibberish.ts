import { selectFiles } from './gibberish-files.ts';
import { gibberishParams } from './gibberish-params.ts';
import { defineModule } from './module.ts';

/**
 * A sound made of chunks of other sounds: each time a sound in random order, a random duration, a random place; every
 * chunk between cosine ramps, one after the other. The numbers are those of Python's generator, so that a seed gives
 * VTServer's sound. The input only names the folder of the sounds.
 *
 * Only intervals that begin or end within the one before count as repeats; one that encloses it does not, as in the
 * original.
 */
export const gibberish = defineModule({
  name: 'gibberish',
  version: 1,
  kind: 'generator',
  label: 'Gibberish',
  help: 'Makes a sound of random chunks of the sounds of a folder.',
  references: [],
  params: gibberishParams,
  folder: { into: 'sounds', selectors: ['files', 'shell_pattern', 're_pattern'], select: selectFiles },
  // Its generator needs a hash that nothing else does: both are fetched with the first such sound.
  process: async (context, input, params) =>
    (await import('./gibberish-make.ts')).makeGibberish(context, input, params),
});
