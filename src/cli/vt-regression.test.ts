import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import cases from '../testing/golden/vtserver/cases.json' with { type: 'json' };
import { type Running, startSonde } from '../testing/sonde-process.ts';
import { codesOfFile, readSoundFile } from '../testing/sound-file.ts';
import { ask } from '../testing/vt-client.ts';

/**
 * What a regression suite of VTServer does, against the real command over the real port: sounds by absolute paths, results
 * as paths, their samples compared bit for bit with what the original wrote with the WORLD that it had (2021).
 */
const GOLDEN = fileURLToPath(new URL('../testing/golden/vtserver/', import.meta.url));

const SUBTESTS = [
  ['a copy of a file of 24 bits', 'copy_24bit_to_flac'],
  ['channel-patch', 'patch_2ch'],
  ['gibberish', 'gib_stack_world'],
  ['mixin', 'mixin_pad_right'],
  ['pad', 'pad_fraction'],
  ['ramp', 'ramp_cosine'],
  ['slice', 'slice_neg_end'],
  ['time-reverse', 'reverse_mono'],
  ['vocoder', 'voc_noise_gw16'],
  ['world, of sub-queries in a list', 'list_sub_only'],
] as const;

let folder: string;
let audio: string;
let agent: Running;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-regression-'));
  audio = join(folder, 'sounds', 'audio');
  await cp(GOLDEN, audio, { recursive: true });
  const vtServer = { port: 0, roots: ['sounds'], cachefolder: 'cache', precision: 'pcm16', revision: 2021 };
  await writeFile(join(folder, 'sonde.conf.json'), JSON.stringify({ vtServer }));
  agent = startSonde(['agent', '--port', '0', '--json'], { cwd: folder });
  ({ port } = JSON.parse(await agent.firstLine).vt);
});

afterAll(async () => {
  agent.child.kill('SIGKILL');
  await agent.finished;
  await rm(folder, { recursive: true });
});

/** Names of sounds as absolute paths, wherever they stand in a request. */
function withPaths(request: object): object {
  const text = JSON.stringify(request);
  return JSON.parse(text.replaceAll('"audio/', `"${audio}/`));
}

async function poll(request: object): Promise<{ out: string; details: string }> {
  for (;;) {
    const answer = await ask(port, request);
    if (answer.out !== 'wait') return answer;
    await delay(100);
  }
}

test.each(SUBTESTS)('%s is given bit for bit', async (_, name) => {
  const golden = cases.cases.find((one) => one.name === name)!;
  for (const mode of ['async', 'sync']) {
    const { out, details } = await poll({ ...withPaths(golden.request), mode });
    expect([out, details]).toEqual(['ok', expect.stringMatching(/^\/.*\.flac$/)]);
    const { clip, encoding, warnings } = await readSoundFile(details);
    expect([clip.sampleRate, clip.channels.length, clip.channels[0]?.length]).toEqual([
      golden.sampleRate,
      golden.channels,
      golden.frames,
    ]);
    expect([encoding, warnings]).toEqual(['s16', []]);
    const sum = createHash('sha256').update(await codesOfFile(details));
    expect(sum.digest('hex')).toBe(golden.sha256[2021]);
  }
});
