/**
 * The web app manifest: what makes the page an application of its own. The colours are those of the light theme; the page's own
 * `theme-color` follows the theme once it runs.
 */
export const webManifest = {
  start_url: './',
  scope: './',
  name: 'Sonde, a voice laboratory',
  short_name: 'Sonde',
  description: 'Change f0, vocal-tract length and duration of speech, simulate cochlear implants, build stimulus sets.',
  lang: 'en',
  dir: 'ltr' as const,
  display: 'standalone' as const,
  theme_color: '#fbfaf8',
  background_color: '#f4f3f0',
  categories: ['education', 'music', 'productivity'],
  icons: [
    { src: 'icons/sonde.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/sonde-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/sonde-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/sonde-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' as const },
  ],
  // A second sound goes to the window that is open.
  launch_handler: { client_mode: ['focus-existing' as const, 'auto' as const] },
  file_handlers: [{ action: './', accept: { 'audio/wav': ['.wav', '.wave'], 'audio/flac': ['.flac'] } }],
};
