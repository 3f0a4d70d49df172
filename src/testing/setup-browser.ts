import { CODEC_LIBRARIES } from '../web/workers/codec-libraries.ts';
import { installLibraries } from './codec-libraries.ts';
import { installFixtureReader } from './fixture.ts';

installFixtureReader(async (path) => {
  const response = await fetch(`/${path}`);
  // Vite answers an unknown path with its index page, which must not be taken for a fixture.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage) throw new Error(`no fixture at ${path}`);
  return new Uint8Array(await response.arrayBuffer());
});

installLibraries(CODEC_LIBRARIES);
