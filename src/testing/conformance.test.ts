import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const top = new URL('../../', import.meta.url);

test('the published conformance table is about the committed binary', async () => {
  const binary = await readFile(new URL('public/wasm/sonde.wasm', top));
  const table = await readFile(new URL('CONFORMANCE.md', top), 'utf8');
  const digest = createHash('sha256').update(binary).digest('hex');
  expect(table, 'publish it again with `npm run conformance -- --update --arm64 all`').toContain(
    `\`public/wasm/sonde.wasm\`: ${binary.length} bytes, SHA-256 \`${digest}\``,
  );
});
