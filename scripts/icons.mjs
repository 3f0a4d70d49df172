/**
 * `node scripts/icons.mjs`: draws the page's icons as pixels, for systems that take no SVG, from public/icons/sonde.svg and,
 * where the system cuts the shape, sonde-maskable.svg. Run it when a drawing changes; the results are committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { chromiumPath } from './engines/browsers.mjs';

const ICONS = [
  { from: 'sonde', to: 'sonde-192', size: 192 },
  { from: 'sonde', to: 'sonde-512', size: 512 },
  { from: 'sonde-maskable', to: 'sonde-maskable-512', size: 512 },
  { from: 'sonde-maskable', to: 'apple-touch-icon', size: 180 },
];
const folder = new URL('../public/icons/', import.meta.url);

const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: false });
for (const { from, to, size } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(new URL(`${from}.svg`, folder), 'utf8');
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await writeFile(new URL(`${to}.png`, folder), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
