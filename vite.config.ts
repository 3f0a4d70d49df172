import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Cross-origin isolation, so that a page may use SharedArrayBuffer and precise timers where it helps. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // Relative, so that the built page also works from a sub-folder of any static host.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', headers: isolation },
  preview: { host: '127.0.0.1', headers: isolation },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Small files must stay files: a strict content security policy blocks data: URLs.
    assetsInlineLimit: 0,
    // kB, uncompressed: React and the accessible controls come to a third of that over the wire.
    chunkSizeWarningLimit: 800,
  },
});
