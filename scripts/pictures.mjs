/**
 * `node scripts/pictures.mjs`: takes the README's pictures of the workbench, light and dark, from what `npm run build` made.
 * Run it when the page looks different; the results are committed.
 */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumPath } from './engines/browsers.mjs';

const top = new URL('../', import.meta.url);
const folder = new URL('e2e/pictures/', top);
const SIZE = { width: 1440, height: 900 };
/** Device pixels per CSS pixel, and how much WebP may leave out. */
const SCALE = 1.5;
const QUALITY = 0.82;

/** The agent on a port that was free, and where it listens. */
async function startAgent() {
  const agent = spawn(process.execPath, ['dist/node/sonde.js', 'agent', '--port', '0'], { cwd: fileURLToPath(top) });
  for await (const line of createInterface({ input: agent.stdout })) {
    const [address] = /http:\/\/\S+/.exec(line) ?? [];
    if (address) return { agent, address };
  }
  throw new Error('the agent did not say where it listens');
}

/** Browsers write WebP themselves. */
async function asWebp(page, png) {
  const base64 = await page.evaluate(
    async ([data, quality]) => {
      const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
      const picture = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      canvas.getContext('2d').drawImage(picture, 0, 0);
      const webp = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
      let text = '';
      for (const byte of webp) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [png.toString('base64'), QUALITY],
  );
  return Buffer.from(base64, 'base64');
}

/** A talker an octave lower with a longer tract, and the pointer on what it looks like. */
async function setScene(page) {
  for (const [param, text] of [
    ['f0', '-12st'],
    ['vtl', '+3.8st'],
  ]) {
    await page.locator(`[data-param=${param}]`).fill(text);
    await page.locator(`[data-param=${param}]`).press('Enter');
  }
  await page.waitForFunction(() => {
    const { render } = window.__sonde.store.getState();
    return !render.working && render.result?.recipe.steps[0]?.params.vtl === '+3.8st';
  });
  await page.evaluate(() => document.activeElement?.blur());
  const map = await page.locator('.map.result canvas').boundingBox();
  await page.mouse.move(map.x + map.width * 0.36, map.y + map.height * 0.62);
  await page.getByText('Ready offline').waitFor();
  // Tiles that are still on their way have no other sign.
  await page.waitForTimeout(2000);
}

const { agent, address } = await startAgent();
const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: false });
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({
      viewport: SIZE,
      deviceScaleFactor: SCALE,
      colorScheme,
      reducedMotion: 'reduce',
    });
    await page.goto(`${address}?debug`);
    await page.waitForFunction(() => window.__sonde?.store.getState().render.result !== undefined);
    await setScene(page);
    const png = await page.screenshot();
    const blank = await browser.newPage();
    await writeFile(new URL(`workbench-${colorScheme}.webp`, folder), await asWebp(blank, png));
    await page.context().close();
    await blank.context().close();
  }
} finally {
  await browser.close();
  agent.kill();
}
