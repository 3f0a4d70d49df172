import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching';
import type { PrecacheNews } from './services/precache-news.ts';

/**
 * The page without a network. What a version consists of is fetched when that version is installed, each file checked
 * against its hash, and answered from there; nothing else is kept, so that the agent's answers always come from the agent.
 */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] };

const files = [...self.__WB_MANIFEST];
let done = 0;
/** The file that is being fetched, or that ended the install: they come one after the other. */
let asked = self.location.href;

const controller = new PrecacheController({
  plugins: [
    {
      async requestWillFetch({ request }) {
        asked = request.url;
        return request;
      },
      async handlerDidComplete({ event, error }) {
        if (event.type !== 'install' || error) return;
        done++;
        await tell({ type: 'precached', fraction: done / files.length });
      },
    },
  ],
});
controller.addToCacheList(files);

// An address of the page may carry `?debug`, and no file's content depends on what is asked of it.
const route = new PrecacheRoute(controller, { cleanURLs: false, ignoreURLParametersMatching: [/./] });

self.addEventListener('install', (event) => {
  controller.install(event).catch((failure: unknown) => tell({ type: 'precache-failed', reason: reasonOf(failure) }));
});

self.addEventListener('activate', (event) => event.waitUntil(takeOver(event)));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const sameOrigin = url.origin === self.location.origin;
  if (request.method !== 'GET' || !sameOrigin) return;
  const match = route.match({ event, request, url, sameOrigin });
  if (match) event.respondWith(route.handler.handle({ event, request, url, params: match as Record<string, string> }));
  else if (/\/assets\/[^/]+$/.test(url.pathname)) event.respondWith(ofAnEarlierVersion(request));
});

self.addEventListener('message', (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type === 'activate') event.waitUntil(self.skipWaiting());
});

/** Files of the version before go when no page can need them: another tab may still run it. */
async function takeOver(event: ExtendableEvent): Promise<void> {
  await self.clients.claim();
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length <= 1) await controller.activate(event);
}

async function ofAnEarlierVersion(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: controller.strategy.cacheName });
  return kept ?? fetch(request);
}

function reasonOf(failure: unknown): string {
  if ((failure as Error).name === 'QuotaExceededError') return 'there is no space left for it.';
  return `${new URL(asked).pathname} could not be fetched as it was built.`;
}

async function tell(news: PrecacheNews): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage(news);
}
