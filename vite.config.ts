import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA, type VitePWAOptions } from 'vite-plugin-pwa';
import { lessIcons } from './scripts/less-icons.ts';
import { lessZod } from './scripts/less-zod.ts';
import { sharedWorkers } from './scripts/shared-workers.ts';
import { shellChunks } from './scripts/shell-chunks.ts';
import { webManifest } from './src/web/manifest.ts';

/** The release that the page says it is, in what it exports. */
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
process.env['VITE_SONDE_VERSION'] = version;

/** Cross-origin isolation, so that a page may use SharedArrayBuffer and precise timers where it helps. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const outDir = 'dist/web';

/**
 * A version is whole or not there: a file that is not the one that was built, as while a server changes, ends its install.
 * Names with a hash need no more; and the libraries among those can be exchanged, as their licences ask for.
 */
async function addIntegrity<E extends { readonly url: string; readonly revision: string | null }>(
  entries: readonly E[],
) {
  const manifest = entries.map(async (entry) => {
    if (entry.revision === null) return entry;
    const bytes = await readFile(join(import.meta.dirname, outDir, entry.url)).catch(() => undefined);
    if (bytes === undefined) return entry;
    return { ...entry, integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}` };
  });
  return { manifest: await Promise.all(manifest) };
}

/** Shell, workers, kernels, codecs, samples and fonts are all kept; the service worker is ours. */
const offline: Partial<VitePWAOptions> = {
  strategies: 'injectManifest',
  srcDir: 'src/web',
  filename: 'sw.ts',
  // The page registers it itself, once the first sound is there.
  injectRegister: false,
  registerType: 'prompt',
  manifest: webManifest,
  includeManifestIcons: false,
  injectManifest: {
    rollupFormat: 'iife',
    globPatterns: ['**/*.{html,js,css,wasm,woff2,wav,svg,png}'],
    maximumFileSizeToCacheInBytes: 8_000_000,
    manifestTransforms: [addIntegrity],
  },
};

export default defineConfig({
  // Relative, so that the built page also works from a sub-folder of any static host.
  base: './',
  // The page speaks English so far: thirty languages of the controls' own words would be a tenth of its program.
  plugins: [
    sharedWorkers(),
    shellChunks(),
    lessZod(),
    lessIcons(),
    react(),
    optimizeLocales.vite({ locales: ['en-US'] }),
    VitePWA(offline),
  ],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', headers: isolation },
  preview: { host: '127.0.0.1', headers: isolation },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Small files must stay files: a strict content security policy blocks data: URLs.
    assetsInlineLimit: 0,
    // Only from the document: chunks that workers share must not look for one. Browsers of this target know it themselves.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    // kB, uncompressed: React and the accessible controls come to a third of that over the wire.
    chunkSizeWarningLimit: 900,
  },
});
