import { readFile } from 'node:fs/promises';
import { installFixtureReader } from './fixture.ts';

const top = new URL('../../', import.meta.url);

installFixtureReader(async (path) => new Uint8Array(await readFile(new URL(path, top))));
