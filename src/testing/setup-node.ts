import { readFile } from 'node:fs/promises';
import { CODEC_LIBRARIES } from '../agent/host/codec-libraries.ts';
import { installLibraries } from './codec-libraries.ts';
import { installFixtureReader } from './fixture.ts';

const top = new URL('../../', import.meta.url);

installFixtureReader(async (path) => new Uint8Array(await readFile(new URL(path, top))));

installLibraries(CODEC_LIBRARIES);
