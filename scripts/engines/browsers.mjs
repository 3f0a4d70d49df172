/** The two browsers, each through the driver that can drive it. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { findCommand, MissingEngine, requireCommand } from './missing.mjs';

/** Longer than the slowest machine needs for everything. */
const PATIENCE_MS = 30 * 60_000;

/** @returns {string} Chromium's path: the distribution's, or the one that Playwright keeps. @throws MissingEngine */
export function chromiumPath() {
  const known = findCommand([process.env['CHROMIUM_PATH'], 'chromium', 'chromium-browser']);
  if (known) return known;
  const kept = chromium.executablePath();
  if (existsSync(kept)) return kept;
  try {
    return requireCommand(['chromium'], 'chromium');
  } catch (thrown) {
    if (!(thrown instanceof MissingEngine)) throw thrown;
    throw new MissingEngine(`${thrown.message}, or run npx playwright install chromium`);
  }
}

/**
 * Opens a page and calls a function in it.
 * @template T
 * @param {'chromium' | 'firefox'} name
 * @param {string} url
 * @param {(argument: string) => Promise<T>} compute runs in the page; may use nothing from around it
 * @param {string} argument
 * @returns {Promise<{ version: string, result: T }>} @throws MissingEngine
 */
export async function inBrowser(name, url, compute, argument) {
  const browser =
    name === 'chromium'
      ? await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: false })
      : await puppeteer.launch({
          browser: 'firefox',
          executablePath: requireCommand([process.env['FIREFOX_PATH'], 'firefox', 'firefox-esr'], 'firefox-esr'),
          headless: true,
          protocolTimeout: PATIENCE_MS,
        });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    const result = await page.evaluate(compute, argument);
    return { version: versionOf(await browser.version()), result };
  } finally {
    await browser.close();
  }
}

/** `firefox/153.7.0` and `150.0.1` alike to the number. */
function versionOf(text) {
  return text.replace(/^\D*/, '');
}
