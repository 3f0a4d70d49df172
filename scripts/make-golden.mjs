// Makes src/testing/golden/world from a folder of reference vectors (its manifest.json and gzip'd doubles).
//   node scripts/make-golden.mjs <reference folder>
// The committed set changes by this script only, in a commit of its own.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(top, 'src/testing/golden/world');
const REFERENCE_ROW_STRIDE = 8;

/** Left out because its input is a recording under GPL-2: neither it nor what was computed from it is ours to give. */
const EXCLUDED = new Set(['human_front_center_48000']);
/** Short signals keep their synthesis in full precision too. */
const FULL_PRECISION_Y = new Set(['speech_female_8000', 'clip30_44100', 'silence_44100', 'speech_female_16000']);
/** 48 kHz repeats 44.1 kHz; its modified synthesis is left out to keep the set small. */
const WITHOUT_Y_MOD = new Set(['speech_male_48000', 'speech_female_48000']);
/** Where the reference's own wording leans on documents that are not here. */
const ORIGINS = {
  speech_female_8000:
    'as the other speech_female signals, 0.2-1.2 s, resampled to 8 kHz. Here the reference reads memory beyond its spectrum in the LoveTrain step; the vectors were made with that memory zeroed: power above the Nyquist frequency is 0',
  silence_44100: 'zeros, 0.5 s',
  white_noise_44100: 'Gaussian noise, sigma 0.1, 0.5 s',
};
const EXACT = ['time', 'f0_dio', 'f0_stonemask', 'f0_harvest', 'f0_harvest_1ms', 'sp_logrowsum', 'ap_rowsum'];
const DIO_VARIANTS = [2, 4, 11, 12].map((r) => `f0_dio_decimation${r}`).concat('f0_dio_min40');
const CODEC = ['codec_sp_coded', 'codec_sp_decoded', 'codec_ap_coded', 'codec_ap_decoded'];
const DEBUG = ['cheaptrick_envelope'];

const SPEECH_LICENCE =
  'Synthetic speech made for this purpose by running espeak-ng; the output of a program is not covered by its licence. Redistributable.';
const OWN_LICENCE = 'Computed for this purpose, no third-party material. Redistributable.';

const TOLERANCES = {
  time: { measure: 'absolute, s', max: 0, reason: 'two divisions in a fixed order: exact' },
  f0_dio: {
    measure: 'absolute, Hz; voiced and unvoiced frames identical',
    max: 5e-9,
    reason: 'zero crossings of a band-passed signal move with the rounding of the transforms',
    exceptions: {
      glide_gap_44100:
        'frames 119 and 120 may differ by up to 0.2 Hz: at the edge of digital silence the candidates are rounding noise of the FFT, and differ between builds of the reference itself',
    },
  },
  f0_harvest: {
    measure: 'relative; voiced and unvoiced frames identical',
    max: 1e-11,
    reason: 'as f0_dio, on a sound of about 8 kHz; 2e-12 measured',
    exceptions: {
      glide_gap_44100:
        'frames 119 to 148 may differ by up to 0.7 Hz: the section begins at the edge of digital silence, where the candidates are rounding noise, and smoothing carries that on',
    },
  },
  f0_stonemask: {
    measure: 'absolute, Hz',
    max: 1e-12,
    reason: 'given f0_dio: a few bins of two spectra (2e-13 measured, room for another order of additions)',
  },
  sp_rows: {
    measure: 'relative per bin',
    max: 1e-9,
    weakBins: 3e-8,
    reason:
      'given f0_stonemask: difference of running sums cancels where a bin is far below the total; 7e-10 measured, 3e-8 seen in single weak bins, 99.9 % below 1e-12',
  },
  sp_logrowsum: { measure: 'relative', max: 1e-9, reason: 'as sp_rows' },
  ap_rows: { measure: 'absolute', max: 1e-11, reason: 'given f0_stonemask: selection and sums of sorted power' },
  ap_rowsum: { measure: 'absolute', max: 1e-8, reason: 'ap_rows times the number of bins' },
  y: {
    measure: 'absolute',
    max: 1.6e-14,
    reason: 'given f0_stonemask and its sp and ap: order of additions in overlap-add (4e-15 measured)',
  },
  y_pcm16: {
    measure: 'differing samples',
    max: 0,
    reason:
      'a rounding difference of 1e-14 cannot be expected to cross a quantisation step; exception only where digital silence lies inside voicing and the whole chain is run',
  },
  codec: {
    measure: 'coded: absolute; decoded: relative',
    max: 1e-11,
    reason: 'given sp_rows, ap_rows, and the coded rows: one transform, interpolation, exponentials (7e-14 measured)',
  },
  debug: {
    measure: 'relative',
    max: 1e-9,
    reason: 'as sp_rows',
  },
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const CLIP_LICENCE = '30 sample values: nothing in them that a licence could cover. Redistributable.';
const licenceOf = (name) =>
  name.startsWith('speech_') ? SPEECH_LICENCE : name.startsWith('clip') ? CLIP_LICENCE : OWN_LICENCE;

/** Reads one reference vector and checks it against the digest beside it. */
async function readReference(folder, entry) {
  const bytes = gunzipSync(await readFile(join(folder, entry.file)));
  if (sha256(bytes) !== entry.sha256) throw new Error(`${entry.file}: the bytes do not match their SHA-256`);
  return bytes;
}

async function writeVector(path, bytes, type, shape, extra = {}) {
  const file = `${path}.${type}.gz`;
  await mkdir(dirname(join(target, file)), { recursive: true });
  await writeFile(join(target, file), gzipSync(bytes, { level: 9 }));
  return { file, type, shape, sha256: sha256(bytes), ...extra };
}

/** The reference's own 16-bit writer: clamp(trunc(y * 32767)). */
function toPcm16(bytes) {
  const y = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  const pcm = Int16Array.from(y, (value) => Math.max(-32768, Math.min(32767, Math.trunc(value * 32767))));
  return Buffer.from(pcm.buffer);
}

/** Every `stride`-th frame out of vectors of all frames, or of those stored as every 8th. */
async function pickRows(folder, name, stage, signal, stride) {
  const thinned = signal.vectors[`${stage}_every${REFERENCE_ROW_STRIDE}`];
  const entry = thinned ?? signal.vectors[stage];
  const bytes = await readReference(folder, entry);
  const columns = entry.shape[1];
  const rowBytes = columns * 8;
  const frames = [];
  for (let frame = 0; frame < signal.frames; frame += stride) frames.push(frame);
  const rows = frames.map((frame) => {
    const row = thinned ? frame / REFERENCE_ROW_STRIDE : frame;
    return bytes.subarray(row * rowBytes, (row + 1) * rowBytes);
  });
  return writeVector(`${name}/${stage}_rows`, Buffer.concat(rows), 'f64', [frames.length, columns], { frames });
}

async function makeSignal(folder, name, signal) {
  const input = await readFile(join(folder, signal.input));
  if (sha256(input) !== signal.input_sha256) throw new Error(`${signal.input}: the bytes do not match their SHA-256`);
  await mkdir(join(target, name), { recursive: true });
  await writeFile(join(target, name, 'input.wav'), input);

  const vectors = {};
  for (const id of [...EXACT, ...DIO_VARIANTS]) {
    const entry = signal.vectors[id];
    if (entry) vectors[id] = await writeVector(`${name}/${id}`, await readReference(folder, entry), 'f64', entry.shape);
  }
  const stride = signal.fs <= 16000 ? 32 : 96;
  const stages = signal.vectors.codec_sp_coded ? ['sp', 'ap', ...CODEC] : ['sp', 'ap'];
  for (const stage of stages) vectors[`${stage}_rows`] = await pickRows(folder, name, stage, signal, stride);
  for (const id of WITHOUT_Y_MOD.has(name) ? ['y', 'y_harvest_path'] : ['y', 'y_mod', 'y_harvest_path']) {
    const entry = signal.vectors[id];
    if (!entry) continue;
    const y = await readReference(folder, entry);
    vectors[`${id}_pcm16`] = await writeVector(`${name}/${id}_pcm16`, toPcm16(y), 's16', entry.shape);
    if (id === 'y' && FULL_PRECISION_Y.has(name))
      vectors[id] = await writeVector(`${name}/${id}`, y, 'f64', entry.shape);
  }
  return {
    input: { file: `${name}/input.wav`, sha256: signal.input_sha256, encoding: 's16', headerBytes: 44 },
    origin: ORIGINS[name] ?? signal.origin,
    licence: licenceOf(name),
    sampleRate: signal.fs,
    samples: signal.samples,
    frames: signal.frames,
    fftSize: signal.fft_size,
    bins: signal.bins,
    outputSamples: signal.output_samples,
    vectors,
  };
}

async function makeDebug(folder, reference) {
  const debug = {};
  for (const id of DEBUG) {
    const entry = reference.debug[id];
    const bytes = await readReference(folder, entry);
    debug[id] = await writeVector(`debug/${id}`, bytes, 'f64', entry.shape, { meaning: entry.meaning });
  }
  return debug;
}

async function main() {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: node scripts/make-golden.mjs <reference folder>');
  const reference = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  for (const name of Object.keys(reference.signals)) await rm(join(target, name), { recursive: true, force: true });
  await rm(join(target, 'debug'), { recursive: true, force: true });

  const signals = {};
  for (const [name, signal] of Object.entries(reference.signals)) {
    if (!EXCLUDED.has(name)) signals[name] = await makeSignal(folder, name, signal);
  }
  const manifest = {
    format: {
      f64: 'raw little-endian float64, C order, gzip compressed',
      s16: 'raw little-endian int16, clamp(trunc(y * 32767), -32768, 32767), gzip compressed',
      sha256: 'of the decompressed bytes; of the file for input.wav',
    },
    provenance: {
      tool: reference.reference.algorithm,
      compiler: reference.reference.compiler,
      parameters: reference.parameters,
      script: 'scripts/make-golden.mjs',
      date: new Date().toISOString().slice(0, 10),
      note: 'The vectors were computed once by the reference program; no code of it is part of this project.',
    },
    vectors: {
      time: 'frame times, s',
      f0_dio: 'DIO, Hz, 0 = unvoiced',
      f0_dio_decimationR: 'DIO with decimation R',
      f0_dio_min40: 'DIO with floor 40 Hz',
      f0_stonemask: 'StoneMask applied to f0_dio',
      f0_harvest: 'Harvest',
      f0_harvest_1ms: 'Harvest with frames of 1 ms',
      sp_rows: 'CheapTrick power envelope from f0_stonemask, the frames listed',
      sp_logrowsum: 'sum over bins of the natural logarithm, all frames',
      ap_rows: 'D4C aperiodicity from f0_stonemask, the frames listed',
      ap_rowsum: 'sum over bins, all frames',
      y: 'batch synthesis from f0_stonemask, sp, ap',
      y_mod: reference.vectors.y_mod,
      y_harvest_path: 'batch synthesis from f0_harvest and the sp and ap made with it',
      codec_sp_coded_rows: 'the envelope coded to 60 coefficients, the frames listed',
      codec_ap_coded_rows: 'the aperiodicity coded to bands, the frames listed',
      codec_sp_decoded_rows: 'decoded from codec_sp_coded, the frames listed',
      codec_ap_decoded_rows: 'decoded from codec_ap_coded, the frames listed',
    },
    tolerances: TOLERANCES,
    signals,
    debug: {
      note: `${reference.debug_note.split(' unless')[0]} unless generic`,
      vectors: await makeDebug(folder, reference),
    },
    noiseGenerator: { seed: reference.noise_generator.seed_hex, stateAfter: reference.noise_generator.state_after },
  };
  await writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

await main();
