import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The distribution's Chromium where there is one; otherwise the browser that Playwright installed. */
const executablePath =
  process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

/** A free port, found once: workers load this file again and inherit the variable. */
const findPort =
  "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })";
process.env['SONDE_E2E_PORT'] ??= execFileSync(process.execPath, ['-e', findPort], { encoding: 'utf8' }).trim();
const port = process.env['SONDE_E2E_PORT'];
const baseURL = `http://127.0.0.1:${port}/`;

/** The page as it is shipped: built, and served by the agent with its headers. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // One set of pictures for all systems: the page brings its own face.
  snapshotPathTemplate: 'e2e/screens/{arg}{ext}',
  // A picture that is missing is a failure where nobody would look at a new one.
  updateSnapshots: process.env['CI'] ? 'none' : 'missing',
  forbidOnly: Boolean(process.env['CI']),
  workers: 1,
  reporter: 'list',
  webServer: {
    command: `node dist/node/sonde.js agent --port ${port}`,
    url: `${baseURL}api/status`,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    // It takes a third of the time of every journey: `npx playwright test <file> --trace retain-on-failure` keeps one.
    trace: 'off',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      chromiumSandbox: false,
      args: [
        '--autoplay-policy=no-user-gesture-required',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        // Memory is measured when a test asks, not at the next collection, which may be minutes away.
        '--enable-blink-features=ForceEagerMeasureMemory',
        '--no-first-run',
      ],
    },
  },
  projects: [{ name: 'chromium' }],
});
