import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** The distribution's Chromium where there is one; otherwise the browser that Playwright installed. */
const chromium =
  process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

const launch = {
  ...(chromium === undefined ? {} : { executablePath: chromium }),
  chromiumSandbox: false,
  args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
};

/** Core's suite runs twice, in Node and in a real Chromium: the same tests, the same bytes. */
const core = ['src/core/**/*.test.ts', 'src/testing/parity/**/*.test.ts'];

/**
 * What the browser's tests import from packages, named beforehand: Vite that finds one in mid-run reloads the page, and
 * the tests in it.
 */
const optimizeDeps = {
  include: [
    'zod',
    'fast-check',
    'comlink',
    'idb',
    ...['wasm-media-encoders', 'mpg123-decoder', '@wasm-audio-decoders/ogg-vorbis', 'opus-decoder'],
    ...['blake2', 'sha2', 'utils'].map((name) => `@noble/hashes/${name}.js`),
  ],
};

/** A machine of two processors has work for both: the runner would leave one of them to itself. */
const maxWorkers = Math.max(availableParallelism() - 1, 2);

/** After Node's: what is played and drawn in a browser keeps time, for which it needs the machine. */
const inBrowser = { sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: core,
          environment: 'node',
          maxWorkers,
          setupFiles: ['src/testing/setup-node.ts'],
        },
      },
      {
        extends: true,
        optimizeDeps,
        test: {
          ...inBrowser,
          name: 'core-chromium',
          include: core,
          setupFiles: ['src/testing/setup-browser.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launch }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'web',
          include: ['src/web/**/*.test.{ts,tsx}'],
          exclude: ['src/web/**/*.browser.test.ts'],
          maxWorkers,
          setupFiles: ['src/testing/setup-node.ts'],
          environment: 'node',
        },
      },
      {
        // What only a browser has: workers, audio, the page thread's own timing.
        extends: true,
        plugins: [react()],
        optimizeDeps,
        worker: { format: 'es' },
        test: {
          ...inBrowser,
          name: 'web-chromium',
          include: ['src/web/**/*.browser.test.ts'],
          setupFiles: ['src/testing/setup-browser.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...launch, args: [...launch.args, '--autoplay-policy=no-user-gesture-required'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          include: ['src/{agent,cli}/**/*.test.ts', 'src/testing/*.test.ts', 'scripts/*.test.ts'],
          globalSetup: ['src/testing/setup-command.ts'],
          environment: 'node',
          maxWorkers,
        },
      },
    ],
  },
});
