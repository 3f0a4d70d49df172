import { expect, type Page, test } from '@playwright/test';
import { s16Wav } from '../src/testing/s16-wav.ts';
import { voiceClip, withSubharmonic } from '../src/testing/signals.ts';
import { expectNoViolation } from './axe.ts';
import { dropSound, openWorkbench, rendered, type } from './workbench.ts';

const F0 = 220;
/** s, in which the tracker finds half of it. */
const PLANTED = [0.4, 0.7] as const;

/** The voice's own f0 at a time. */
const truth = (time: number) => F0 * (1 + 0.1 * Math.sin(2 * Math.PI * 3 * time));

async function openPlanted(page: Page): Promise<void> {
  await openWorkbench(page);
  const clip = withSubharmonic(voiceClip({ seconds: 1, f0: F0 }), F0, ...PLANTED);
  await dropSound(page, 'planted.wav', Buffer.from(s16Wav(clip)));
  await rendered(page, '');
  await page.getByRole('button', { name: 'Edit f0' }).click();
  await expect(slider(page)).toBeFocused();
}

const slider = (page: Page) => page.locator('[data-view=f0] .pane.source .pane-surface');

interface Track {
  readonly source?: { readonly sound: { readonly name: string } };
  readonly render: {
    readonly working: boolean;
    readonly result?: { readonly rendered: { readonly f0?: { readonly f0: Float64Array } } };
  };
}

/** f0 that the result was made with, inside the planted stretch, as a ratio to the voice's own. */
async function ratios(page: Page): Promise<readonly number[]> {
  const f0 = await page.evaluate(() => {
    const state = window.__sonde?.store.getState() as Track | undefined;
    if (state?.source?.sound.name !== 'planted.wav' || state.render.working) return [];
    return [...(state.render.result?.rendered.f0?.f0 ?? [])];
  });
  // At its ends a frame sees some of both.
  const isInside = (frame: number) => frame * 0.005 > PLANTED[0] + 0.02 && frame * 0.005 < PLANTED[1] - 0.02;
  return f0.map((hz, frame) => hz / truth(frame * 0.005)).filter((_, frame) => isInside(frame));
}

async function expectRatio(page: Page, ratio: number): Promise<void> {
  await expect
    .poll(async () => {
      const all = await ratios(page);
      return all.length > 40 && all.every((one) => Math.abs(one / ratio - 1) < 0.01);
    })
    .toBe(true);
}

/** Where a time and an f0 are in the pane. */
async function placeOf(page: Page, time: number, hz: number): Promise<{ x: number; y: number }> {
  const box = (await slider(page).boundingBox())!;
  const mean = await page.evaluate(() => {
    const state = window.__sonde?.store.getState() as { source?: { f0: { value?: { mean: number } } } } | undefined;
    return state?.source?.f0.value?.mean ?? Number.NaN;
  });
  const octaves = Math.log2(hz / mean);
  return { x: box.x + time * box.width, y: box.y + box.height * (0.5 - octaves / 3.5) };
}

const edits = (page: Page) => page.locator('.f0-edit');

test('an octave error is put right by keys alone, and comes back with Undo', async ({ page }) => {
  await openPlanted(page);
  await expectRatio(page, 0.5);
  await page.keyboard.press(']');
  await expect(page.getByText('Suspect 1 of 1: ')).toBeVisible();
  await page.keyboard.press('Enter');
  await expectRatio(page, 1);
  await expect(edits(page)).toHaveCount(1);
  await expect(page.getByText('No suspects')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expectRatio(page, 0.5);
  // The same by hand: what is selected, dismissed as a suspect, an octave up.
  await slider(page).focus();
  await page.keyboard.press(']');
  await page.keyboard.press('Delete');
  await expect(page.getByText('No suspects')).toBeVisible();
  await expectRatio(page, 0.5);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+ArrowUp');
  await expectRatio(page, 1);
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expectRatio(page, 2 ** (2 / 12));
  await expect(edits(page)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expectRatio(page, 1);
  await slider(page).focus();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await ratios(page)).every((ratio) => ratio === 0)).toBe(true);
  await page.keyboard.press('Shift+V');
  await expect.poll(async () => (await ratios(page)).every((ratio) => ratio > 0.5)).toBe(true);
});

test('an octave error is put right by the mouse; its row bypasses it, and takes it away', async ({ page }) => {
  await openPlanted(page);
  await page.getByRole('radio', { name: 'Octave', exact: true }).click();
  const wrong = await placeOf(page, 0.55, truth(0.55) / 2);
  await page.mouse.click(wrong.x, wrong.y);
  await expect(page.locator('.ghost-label.chosen')).toHaveText('\u00d72');
  const right = await placeOf(page, 0.55, truth(0.55));
  await page.mouse.click(right.x, right.y);
  await expectRatio(page, 1);
  const row = edits(page).first();
  await expect(row).toContainText('f0 \u00d72');
  await expect(row).toContainText('Fix tracker');
  await row.getByRole('button', { name: /^Bypass: / }).click();
  await expectRatio(page, 0.5);
  await row.getByRole('button', { name: /^Bypass: / }).click();
  await expectRatio(page, 1);
  await row.getByRole('button', { name: /^Remove: / }).click();
  await expect(edits(page)).toHaveCount(0);
  await expectRatio(page, 0.5);
});

test('a melody is drawn, voiced, smoothed and stylised, and the tools break no rule', async ({ page }) => {
  await openPlanted(page);
  await page.getByRole('radio', { name: /^Draw melody/ }).click();
  await slider(page).focus();
  await page.keyboard.press('1');
  const [from, middle, to] = [
    await placeOf(page, 0.1, 180),
    await placeOf(page, 0.2, 300),
    await placeOf(page, 0.3, 250),
  ];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y, { steps: 8 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await expect(edits(page).first()).toContainText(/^Drawn through \d+ anchors/);
  const drawn = await page.evaluate(() => window.__sonde?.store.getState().recipe.present.steps[0]?.params['edits']);
  expect(drawn).toMatchObject([{ operation: 'draw', family: 'shape', blend: 0.01 }]);

  await page.keyboard.press('3');
  const [left, right] = [await placeOf(page, 0.38, 200), await placeOf(page, 0.42, 200)];
  await page.mouse.move(left.x, left.y);
  await page.mouse.down();
  await page.mouse.move(right.x, right.y, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText('Still noisy here: aperiodicity comes from the analysis.')).toBeVisible();
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Make it a correction' }).click();
  await expect(edits(page).nth(1)).toContainText('Fix tracker');

  await page.keyboard.press('0');
  const inside = await placeOf(page, 0.2, 400);
  await page.mouse.click(inside.x, inside.y);
  await page.keyboard.press('4');
  await expect(page.locator('.f0-surface .ghost.chosen')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(edits(page)).toHaveCount(3);
  await page.keyboard.press(']');
  await expectNoViolation(page);
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  await expect(edits(page)).toHaveCount(4);
  await expect(edits(page).last()).toContainText(/^Drawn through \d+ anchors/);
});

/** The anchors of the first edit, once a melody is drawn, with the tool that takes them. */
async function openMelody(page: Page): Promise<() => Promise<readonly (readonly [number, number])[]>> {
  await openPlanted(page);
  await page.getByRole('radio', { name: /^Draw melody/ }).click();
  await slider(page).focus();
  await page.keyboard.press('1');
  const [from, to] = [await placeOf(page, 0.1, 200), await placeOf(page, 0.3, 200)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y - 30, { steps: 8 });
  await page.mouse.up();
  await expect(edits(page)).toHaveCount(1);
  const drawn = () =>
    page.evaluate(() => {
      const given = window.__sonde?.store.getState().recipe.present.steps[0]?.params['edits'];
      return (given as unknown as { readonly value: readonly (readonly [number, number])[] }[])[0]?.value ?? [];
    });
  await page.keyboard.press('5');
  await expect(page.locator('.f0-anchor')).toHaveCount((await drawn()).length);
  return drawn;
}

test('an anchor of a melody is dragged, with Shift to a semitone of the mean, and comes back with Undo', async ({
  page,
}) => {
  const drawn = await openMelody(page);
  const before = await drawn();
  const [time = 0, hz = 0] = before.at(-1) ?? [];
  const [at, goal] = [await placeOf(page, time, hz), await placeOf(page, time, 1.3 * hz)];
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(goal.x, goal.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await drawn()).at(-1)?.[1] ?? 0).toBeGreaterThan(1.25 * hz);
  expect((await drawn()).slice(0, -1)).toEqual(before.slice(0, -1));
  const taken = await placeOf(page, time, (await drawn()).at(-1)?.[1] ?? 0);
  await page.mouse.move(taken.x, taken.y);
  await page.mouse.down();
  await page.keyboard.down('Shift');
  await page.mouse.move(at.x, at.y + 6, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const mean = await page.evaluate(() => {
    const state = window.__sonde?.store.getState() as { source?: { f0: { value?: { mean: number } } } } | undefined;
    return state?.source?.f0.value?.mean ?? Number.NaN;
  });
  const steps = async () => 12 * Math.log2(((await drawn()).at(-1)?.[1] ?? 0) / mean);
  await expect.poll(async () => Math.abs((await steps()) - Math.round(await steps()))).toBeLessThan(0.01);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await drawn()).toEqual(before);

  // Escape gives it back; what the view leaves behind while it is held is still held.
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(goal.x, goal.y, { steps: 4 });
  await expect(page.locator('.f0-dragged')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('.f0-dragged')).toHaveCount(0);
  await page.mouse.up();
  expect(await drawn()).toEqual(before);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y - 4);
  await page.keyboard.press('Home');
  const end = () => page.evaluate(() => window.__sonde?.store.getState().view.time.end ?? 0);
  while ((await end()) > time) await page.keyboard.press('w');
  await expect(page.locator('.f0-anchor')).not.toHaveCount(0);
  await page.mouse.move(goal.x, goal.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await drawn()).at(-1)?.[1] ?? 0).toBeGreaterThan(1.1 * hz);
  await page.keyboard.press('Control+z');
});

test('the first anchor stays in the hand when the view goes on to the others, and goes with it', async ({ page }) => {
  const drawn = await openMelody(page);
  const before = await drawn();
  const [time = 0, hz = 0] = before[0] ?? [];
  const last = before.at(-1)?.[0] ?? 0;
  const [at, goal] = [await placeOf(page, time, hz), await placeOf(page, time, 1.3 * hz)];
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y - 4);
  const view = () =>
    page.evaluate(() => window.__sonde?.store.getState().view.time ?? { start: Number.NaN, end: Number.NaN });
  await page.keyboard.press('Home');
  await page.keyboard.press('w');
  await page.keyboard.press('w');
  // The last one is in sight all the while.
  await expect.poll(async () => (await view()).end).toBeLessThan(0.5);
  for (let { start } = await view(); start <= time; { start } = await view()) {
    await page.mouse.wheel(40, 0);
    await expect.poll(async () => (await view()).start).toBeGreaterThan(start);
  }
  const { start, end } = await view();
  expect([start > time, start < last, last < end]).toEqual([true, true, true]);
  await expect(page.locator('.f0-anchor')).not.toHaveCount(1);
  await page.mouse.move(goal.x, goal.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await drawn())[0]?.[1] ?? 0).toBeGreaterThan(1.1 * hz);
  const after = await drawn();
  expect(after.slice(1)).toEqual(before.slice(1));

  // Nothing is left in the hand, also where what it held is taken away from it.
  const other = (await page.locator('.f0-anchor').last().boundingBox())!;
  const [x, y] = [other.x + other.width / 2, other.y + other.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 20, { steps: 4 });
  await expect(page.locator('.f0-dragged')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.f0-dragged')).toHaveCount(0);
  await page.mouse.move(x, y - 40, { steps: 4 });
  await page.mouse.up();
  expect(await drawn()).toEqual(before);
});

test('a melody is drawn on the result, and its change of f0 leads there', async ({ page }) => {
  await openPlanted(page);
  await type(page, 'f0', '+12st');
  await rendered(page, '+12st');
  await slider(page).focus();
  await page.keyboard.press('1');
  const result = (await page.locator('[data-view=f0] .pane.result').boundingBox())!;
  const source = (await slider(page).boundingBox())!;
  // Of both sides the same height is the same f0.
  const on = async (time: number, hz: number) => {
    const { x, y } = await placeOf(page, time, hz);
    return { x, y: y - source.y + result.y };
  };
  const [from, to] = [await on(0.1, 480), await on(0.3, 480)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await expect(edits(page)).toHaveCount(1);
  const given = await page.evaluate(() => window.__sonde?.store.getState().recipe.present.steps[0]?.params['edits']);
  expect(given).toMatchObject([{ operation: 'draw', family: 'shape' }]);
  const heard = async () => {
    const f0 = await page.evaluate(() => {
      const state = window.__sonde?.store.getState() as Track | undefined;
      return state?.render.working ? [] : [...(state?.render.result?.rendered.f0?.f0 ?? [])];
    });
    return Math.max(...f0.slice(25, 55).map((hz) => Math.abs(hz / 480 - 1)), f0.length > 55 ? 0 : 1);
  };
  // A px is about half a semitone.
  await expect.poll(heard).toBeLessThan(0.06);
  // With a mean that is restored, it is said.
  await type(page, 'f0', '~200Hz');
  await expect(page.getByText('The change of f0 restores the mean: 200\u00a0Hz')).toBeVisible();
});

test('a key that is let go in another window ends its gesture, and what it did is kept', async ({ page }) => {
  await openPlanted(page);
  await page.keyboard.press('Shift+End');
  await page.keyboard.down('ArrowUp');
  await page.evaluate(() => window.dispatchEvent(new FocusEvent('blur')));
  await expect(page.getByText(/^Saved /).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('.f0-edit')).toHaveCount(1);
});

test('a voice above the usual range is found, drawn and read where the step looks for it', async ({ page }) => {
  await openWorkbench(page);
  const tone = Float64Array.from({ length: 16_000 }, (_, at) => 0.5 * Math.sin((2 * Math.PI * 900 * at) / 16_000));
  await dropSound(page, 'high.wav', Buffer.from(s16Wav({ sampleRate: 16_000, channels: [tone] })));
  await rendered(page, '');
  await page.getByRole('button', { name: 'Edit f0' }).click();
  const pane = page.locator('[data-view=f0] .pane.source');
  await expect(pane.getByText('No voiced frames found between 71 and 800 Hz.')).toBeVisible();
  await pane.getByRole('button', { name: 'Change range' }).click();
  await expect(page.locator('[data-place="f0Floor"] input').first()).toBeFocused();
  const ceiling = page.locator('[data-place="f0Ceiling"] input').first();
  await ceiling.fill('1200');
  await ceiling.press('Enter');
  await expect(pane.getByText(/^No voiced frames/)).toHaveCount(0);
  await slider(page).focus();
  await slider(page).press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /, f0\s(89|90)\d\.\d\shertz/);
});
