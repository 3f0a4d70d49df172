import { createElement } from 'react';
import { prerender } from 'react-dom/static';
import { expect, test } from 'vitest';
import { later } from '../components/later.tsx';
import { strings } from '../strings.ts';

async function shown(Part: ReturnType<typeof later>): Promise<string> {
  const { prelude } = await prerender(createElement(Part));
  return new Response(prelude).text();
}

test('a part whose program cannot be fetched says so and leaves the page, and is fetched again the next time', async () => {
  let tries = 0;
  const Part = later(() => {
    tries++;
    return tries === 1 ? Promise.reject(new TypeError('no network')) : Promise.resolve(() => 'the part');
  });
  expect(await shown(Part)).toContain(strings.part.notFetched);
  expect(await shown(Part)).toContain('the part');
});
