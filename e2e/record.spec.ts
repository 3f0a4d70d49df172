import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { sidecarOf } from './sidecar.ts';
import { wavOf } from './wav.ts';
import { rendered } from './workbench.ts';

const RATE = 44_100;
const SECONDS = 3;

/** Noise whose every four samples stand at one place only. */
function noise(): Int16Array {
  const samples = new Int16Array(RATE * SECONDS);
  let state = 12_345;
  for (let index = 0; index < samples.length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    samples[index] = ((state >>> 16) - 32_768) >> 2;
  }
  return samples;
}

const SPOKEN = noise();
let folder: string;
let context: BrowserContext;

/** A browser whose microphone plays the noise, over and over; a profile that outlives its pages. */
async function openBrowser(extra: Parameters<typeof chromium.launchPersistentContext>[1] = {}): Promise<void> {
  const { launchOptions, baseURL } = test.info().project.use;
  context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${join(folder, 'microphone.wav')}`,
    ],
    permissions: ['microphone'],
    viewport: { width: 1280, height: 800 },
    ...(baseURL === undefined ? {} : { baseURL }),
    ...extra,
  });
}

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-record-'));
  await writeFile(join(folder, 'microphone.wav'), wavOf(RATE, SPOKEN));
});
test.afterEach(async () => {
  await context.close();
  await rm(folder, { recursive: true, force: true });
});

async function openRecord(): Promise<Page> {
  const page = await context.newPage();
  await page.goto('?debug#record');
  await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
  return page;
}

/** Records until so many seconds are on the disk. */
async function recordFor(page: Page, seconds: number): Promise<void> {
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await safeUpTo(page, seconds);
}

async function safeUpTo(page: Page, seconds: number): Promise<void> {
  await expect.poll(() => safe(page)).toBeGreaterThanOrEqual(seconds);
}

/** Seconds that the page calls safe; not before the whole second is. */
async function safe(page: Page): Promise<number> {
  const text = (await page.locator('.record-safety .safe').textContent()) ?? '';
  const [, minutes = '0', seconds = '0'] = /(\d+):(\d+)$/.exec(text) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}

const takes = (page: Page) => page.locator('.take');

interface Recorded {
  readonly sampleRate: number;
  readonly samples: number[];
}

/** The samples of the first take of the library, as the engine reads them. */
async function samplesOf(page: Page, name: string): Promise<Recorded> {
  return page.evaluate(async (wanted) => {
    const { engine, store } = window.__sonde!;
    const sound = store.getState().library.find((entry) => entry.name === wanted)?.sound;
    const clip = (await engine.clip(sound!.id))!;
    return { sampleRate: clip.sampleRate, samples: [...clip.channels[0]!] };
  }, name);
}

/** Chromium's step from 16 bits to floats, undone: it divides what is positive by 32767, the rest by 32768. */
function codeOf(sample: number): number {
  return Math.round(sample * (sample > 0 ? 32_767 : 32_768));
}

/** The longest stretch of samples that is the microphone's file, bit for bit. */
function longestMatch(samples: readonly number[]): number {
  const places = new Map<string, number>();
  const keyAt = (read: (index: number) => number) => [0, 1, 2, 3].map(read).join();
  for (let place = 0; place < SPOKEN.length; place++) {
    places.set(
      keyAt((index) => SPOKEN[(place + index) % SPOKEN.length]!),
      place,
    );
  }
  let longest = 0;
  for (let start = 0; start + 4 <= samples.length; ) {
    const place = places.get(keyAt((index) => codeOf(samples[start + index]!)));
    let length = 0;
    while (
      place !== undefined &&
      start + length < samples.length &&
      codeOf(samples[start + length]!) === SPOKEN[(place + length) % SPOKEN.length]
    ) {
      length++;
    }
    longest = Math.max(longest, length);
    start += Math.max(1, length);
  }
  return longest;
}

test('what the microphone gives is in the library, sample for sample, with the proof that nothing was done to it', async () => {
  await openBrowser();
  const page = await openRecord();
  await page.getByRole('button', { name: 'Check level' }).click();
  await expect(page.getByText('Raw: no processing between microphone and file.')).toBeVisible();
  const proof = page.getByRole('table');
  for (const kind of ['Echo cancellation', 'Noise suppression', 'Gain control']) {
    await expect(proof.getByRole('row', { name: `${kind} off off` })).toBeVisible();
  }
  await expect(page.getByText(/^Good$|^Too loud$/)).toBeVisible();
  // The device beeps once a second: between two beeps the number holds as the word does, a fifth of a second behind it.
  const seen = await page.evaluate(async () => {
    const pairs = new Set<string>();
    let [said, since] = ['', performance.now()];
    for (let frame = 0; frame < 120; frame++) {
      await new Promise(requestAnimationFrame);
      const textOf = (part: string) => document.querySelector(part)?.textContent ?? '';
      const word = textOf('.level-word');
      if (word !== said) [said, since] = [word, performance.now()];
      else if (performance.now() - since > 500) pairs.add(`${word}: ${textOf('.level-text')}`);
    }
    return [...pairs];
  });
  const heard = seen.filter((pair) => /^(Good|Too loud):/.test(pair));
  expect(heard).not.toEqual([]);
  expect(heard.filter((pair) => !/Peak \u2212?\d/.test(pair))).toEqual([]);
  await expectNoViolation(page);
  await recordFor(page, 3);
  await expect(page).toHaveTitle(/^\u25cf /);
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(takes(page)).toHaveCount(1);
  await expect(page).toHaveTitle(/^Sonde/);
  await expectNoViolation(page);
  const { sampleRate, samples } = await samplesOf(page, 'take-01');
  expect(sampleRate).toBe(RATE);
  expect(samples.length).toBeGreaterThan(3 * RATE);
  expect(longestMatch(samples)).toBeGreaterThan(RATE / 2);
  const sidecar = await sidecarOf(page, 'take-01');
  expect(sidecar.take.granted.processing).toContainEqual({ name: 'echoCancellation', asked: false, granted: false });
  expect(sidecar.take.granted.sampleRate).toBe(RATE);
  expect(sidecar.frames).toBe(samples.length);
  expect(sidecar.take.ended).toBe('stopped');
});

test('a take whose tab is killed is there when the page is opened again, all but the last second', async () => {
  await openBrowser();
  let page = await openRecord();
  for (const killedAfter of [1, 2]) {
    await recordFor(page, killedAfter);
    const promised = await safe(page);
    const client = await context.newCDPSession(page);
    client.send('Page.crash').catch(() => undefined);
    await page.waitForEvent('crash');
    await page.close();
    page = await openRecord();
    const panel = page.getByRole('region', { name: 'A take was recovered' });
    await expect(panel).toBeVisible();
    await expectNoViolation(page);
    const name = `take-0${killedAfter}`;
    await expect(takes(page).filter({ hasText: name })).toContainText('recovered');
    const { samples } = await samplesOf(page, name);
    expect(samples.length / RATE).toBeGreaterThanOrEqual(promised);
    expect(longestMatch(samples)).toBeGreaterThan(RATE / 4);
    await panel.getByRole('button', { name: 'Keep' }).click();
    await expect(panel).toHaveCount(0);
  }
  await expect(takes(page)).toHaveCount(2);
});

test('processing that stays on is said in amber, and with it that little room is left', async () => {
  await openBrowser();
  await context.addInitScript(() => {
    const { getSettings } = MediaStreamTrack.prototype;
    MediaStreamTrack.prototype.getSettings = function () {
      return { ...getSettings.call(this), noiseSuppression: true };
    };
    // A minute of 32-bit floats, beyond what is held back for everything else.
    navigator.storage.estimate = () => Promise.resolve({ usage: 0, quota: 32e6 + 60 * 4 * 44_100 });
  });
  const page = await openRecord();
  await page.getByRole('button', { name: 'Check level' }).click();
  const verdict = page.getByText(/^Not known to be raw/);
  await expect(verdict).toBeVisible();
  await expect(page.getByRole('row', { name: 'Noise suppression off on' })).toBeVisible();
  // The words say it; the colour is that of warnings.
  const [colour, warns] = await verdict.evaluate((element) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--warn)';
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return [getComputedStyle(element).color, wanted];
  });
  expect(colour).toBe(warns);
  await expect(page.getByRole('alert').filter({ hasText: /^Only about .* left$/ })).toBeVisible();
  await expectNoViolation(page);
  await recordFor(page, 1);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(takes(page)).toContainText('processed?');
  const { take } = await sidecarOf(page, 'take-01');
  expect(take.granted.processing).toContainEqual({ name: 'noiseSuppression', asked: false, granted: true });
});

test('gaps are counted, marked in the waveform where they are, and listed in the sidecar', async () => {
  // Exact zeros, as a device gives that loses samples.
  const lossy = SPOKEN.map((sample, index) => (index % RATE < RATE / 10 ? 0 : sample || 1));
  await writeFile(join(folder, 'microphone.wav'), wavOf(RATE, lossy));
  await openBrowser();
  const page = await openRecord();
  await recordFor(page, 2);
  await expect(page.locator('.record-safety')).toContainText(/\d gaps?/);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(takes(page)).toHaveCount(1);
  const { take, frames } = await sidecarOf(page, 'take-01');
  expect(take.gapCount).toBeGreaterThan(0);
  expect(take.gaps).toContainEqual(expect.objectContaining({ kind: 'zeros' }));
  for (const { at, frames: long } of take.gaps) expect(at + long).toBeLessThanOrEqual(frames);
  // A mark's head, over the first gap: ten seconds are shown.
  const { at, frames: long } = take.gaps[0]!;
  const share = (at + long / 2) / (10 * RATE);
  const [inside, before] = await page.locator('.take-wave canvas').evaluate((canvas, place) => {
    if (!(canvas instanceof HTMLCanvasElement)) return [];
    const { width } = canvas;
    const pixel = (x: number) => canvas.getContext('2d')!.getImageData(Math.floor(x), 1, 1, 1).data[3];
    return [pixel(place * width), pixel(0.95 * width)];
  }, share);
  expect(inside).toBe(255);
  expect(before).toBe(0);
});

test('a full disk ends the take and keeps it', async () => {
  await openBrowser();
  const page = await openRecord();
  const client = await context.newCDPSession(page);
  await recordFor(page, 1);
  const { usage } = await client.send('Storage.getUsageAndQuota', { origin: new URL(page.url()).origin });
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: usage + 1e6 });
  await expect(page.getByText(/There is no more room\. take-01 ended there and is kept whole\./)).toBeVisible();
  await expect(takes(page)).toHaveCount(1);
  await expect(takes(page)).toContainText('the disk was full');
  expect((await samplesOf(page, 'take-01')).samples.length).toBeGreaterThan(RATE);
});

test('a take goes on while another screen is shown, and leaving the page asks first', async () => {
  await openBrowser();
  const page = await openRecord();
  await recordFor(page, 1);
  await page.getByRole('link', { name: 'Workbench' }).click();
  await expect(page.locator('.screen-count.taking')).toBeVisible();
  const asked = page.waitForEvent('dialog');
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await page.keyboard.press('Shift+R');
  await expect(takes(page)).toHaveCount(1);
});

test('a denied microphone says how it is allowed', async () => {
  await openBrowser({ permissions: [] });
  const page = await openRecord();
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The microphone is not allowed' })).toBeVisible();
  await expectNoViolation(page);
});

/** As when its plug is pulled: the track ends by itself, and the browser tells of the change. */
async function unplug(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { streams } = window as unknown as { readonly streams: readonly MediaStream[] };
    for (const track of streams.flatMap((stream) => stream.getTracks())) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
}

test('a microphone that is pulled out ends the take, which is kept, and another try begins anew', async () => {
  await openBrowser();
  await context.addInitScript(() => {
    const streams: MediaStream[] = [];
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      streams.push(stream);
      return stream;
    };
    Object.assign(window, { streams });
  });
  const page = await openRecord();
  await recordFor(page, 1);
  await unplug(page);
  await expect(page.getByText('The microphone is gone. take-01 ended there and is kept.')).toBeVisible();
  await expect(takes(page)).toContainText('the device went away');
  expect((await samplesOf(page, 'take-01')).samples.length).toBeGreaterThan(RATE);
  await expect(page).toHaveTitle(/^Sonde/);
  await expect(page.getByRole('button', { name: 'Check level' })).toBeVisible();
  await expectNoViolation(page);
  await recordFor(page, 1);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(takes(page)).toHaveCount(2);
});

test('without a microphone the page says so, and begins anew when something is plugged in', async () => {
  await openBrowser();
  const page = await openRecord();
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
  });
  await page.getByRole('button', { name: 'Check level' }).click();
  const card = page.getByRole('heading', { name: 'No microphone is connected' });
  await expect(card).toBeVisible();
  await expectNoViolation(page);
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await expect(card).toHaveCount(0);
});

test('over plain http from another computer the page works, and says why it cannot record', async ({ baseURL }) => {
  await openBrowser();
  await context.route('http://lab.test/**', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: new URL(pathname + search, baseURL).href }) });
  });
  const page = await context.newPage();
  await page.goto('http://lab.test/?debug#record');
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await expect(page.getByRole('heading', { name: 'This address cannot record' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record', exact: true })).toBeDisabled();
  await expectNoViolation(page);
  await page.getByRole('link', { name: 'Workbench' }).click();
  await rendered(page, '');
});

test('a browser without worklets records by the stand-in, where no policy forbids it', async () => {
  await openBrowser({ bypassCSP: true });
  await context.addInitScript(() => {
    delete (window as { AudioWorkletNode?: unknown }).AudioWorkletNode;
    delete (AudioContext.prototype as { audioWorklet?: unknown }).audioWorklet;
    delete (BaseAudioContext.prototype as { audioWorklet?: unknown }).audioWorklet;
  });
  const page = await openRecord();
  await recordFor(page, 2);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(takes(page)).toHaveCount(1);
  expect(longestMatch((await samplesOf(page, 'take-01')).samples)).toBeGreaterThan(RATE / 8);
});

for (const { width, height } of [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]) {
  test(`no violation at ${width} px, empty, recording and with a take`, async () => {
    await openBrowser({ viewport: { width, height }, reducedMotion: 'reduce' });
    const page = await openRecord();
    await expectNoViolation(page);
    await page.getByRole('textbox', { name: 'Prompts' }).fill('The boat on the horizon is a small pill.');
    await recordFor(page, 1);
    await expectNoViolation(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(takes(page)).toHaveCount(1);
    await expectNoViolation(page);
  });
}
