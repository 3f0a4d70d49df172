/** What the service worker tells the pages while it fetches a version. */
export type PrecacheNews =
  | { readonly type: 'precached'; readonly fraction: number }
  | { readonly type: 'precache-failed'; readonly reason: string };

export function isPrecacheNews(data: unknown): data is PrecacheNews {
  const type = (data as { readonly type?: unknown } | null)?.type;
  return type === 'precached' || type === 'precache-failed';
}
