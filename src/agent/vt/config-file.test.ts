import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../core/base/errors.ts';
import { type FoundConfig, findConfig } from './config-file.ts';
import { defaultVtConfig } from './vt-config.ts';

/** As VTServer's package has it. */
const SHIPPED = {
  host: '127.0.0.1',
  port: 1996,
  logfile: '/var/log/vt_server.log',
  loglevel: 'INFO',
  cachefolder: '/var/cache/vt_server',
  cacheformat: 'flac',
  cacheformatoptions: {},
  lame: '/usr/bin/lame',
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonde-config-'));
  for (const name of ['here', 'local', 'etc']) await mkdir(join(folder, name));
});

afterEach(() => rm(folder, { recursive: true }));

async function put(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function find(path?: string): Promise<FoundConfig | undefined> {
  const originalFolders = [join(folder, 'local'), join(folder, 'etc')];
  return findConfig({ folder: join(folder, 'here'), originalFolders, path });
}

async function refusal(path?: string): Promise<AppError> {
  return await find(path).then(
    () => Promise.reject(new Error('the configuration was accepted')),
    (error) => error,
  );
}

describe('where the configuration is found', () => {
  it('is nowhere at first', async () => {
    expect(await find()).toBeUndefined();
  });

  it("is VTServer's order, then Sonde's own file before all of them, then the one that is named", async () => {
    const places = ['here/vt_server.conf.json', 'etc/vt_server.conf.json', 'local/vt_server.conf.json'];
    for (const [index, place] of places.entries()) {
      const path = await put(place, { ...SHIPPED, port: index + 1 });
      expect(await find()).toMatchObject({ path, vt: { port: index + 1 } });
    }
    const own = await put('here/sonde.conf.json', { vtServer: { port: 4 } });
    expect(await find()).toMatchObject({ path: own, vt: { port: 4 } });
    await put('here/other.json', { vtServer: { port: 5 } });
    expect(await find('other.json')).toMatchObject({ vt: { port: 5 } });
  });

  it('must exist when it is named', async () => {
    await put('here/sonde.conf.json', {});
    expect(await refusal('absent.json')).toMatchObject({ code: 'file-not-found' });
  });

  it('may be nowhere, and the door still on its own port', () => {
    expect(defaultVtConfig(folder)).toMatchObject({ host: 'localhost', port: 1996 });
  });

  it('may leave the door closed', async () => {
    const path = await put('here/sonde.conf.json', {});
    expect(await find()).toEqual({ path });
  });
});

describe("VTServer's file", () => {
  it('is read as it is', async () => {
    await put('etc/vt_server.conf.json', SHIPPED);
    const { vt } = (await find())!;
    const { host, port, logfile, loglevel, cachefolder, cacheformat } = SHIPPED;
    expect(vt).toMatchObject({
      cacheformat,
      host,
      port,
      logfile,
      loglevel,
      cachefolder,
      precision: 'pcm16',
      revision: '2025',
    });
    expect(vt?.warnings).toEqual([]);
    expect(vt?.roots).toEqual([join(folder, 'here')]);
  });

  it("has VTServer's defaults where it says nothing", async () => {
    await put('etc/vt_server.conf.json', {});
    const { logfile, cachefolder, loglevel } = SHIPPED;
    expect((await find())?.vt).toMatchObject({ host: 'localhost', port: 1996, logfile, cachefolder, loglevel });
  });

  it('says which format is written instead of one that cannot be', async () => {
    await put('etc/vt_server.conf.json', { cacheformat: 'mat5' });
    const { vt } = (await find())!;
    expect(vt).toMatchObject({ cacheformat: 'flac', warnings: [expect.stringMatching(/"mat5" cannot be written/)] });
  });

  it('may have keys of its own, which are told and ignored', async () => {
    await put('etc/vt_server.conf.json', { cacheformat: 'wav', colour: 'blue' });
    expect((await find())?.vt?.warnings).toEqual(['colour: an unknown key, which is ignored.']);
  });

  it('may say anything of lame, which is not used', async () => {
    await put('etc/vt_server.conf.json', { lame: null });
    expect((await find())?.vt?.warnings).toEqual([]);
  });
});

describe("Sonde's file", () => {
  it('has paths relative to itself, and reads years as numbers', async () => {
    const path = await put('etc/own.json', {
      vtServer: { roots: ['sounds', '/'], cachefolder: 'cache', logfile: 'vt.log', revision: 2021, loglevel: 'debug' },
    });
    const at = (name: string): string => join(folder, 'etc', name);
    const expected = { roots: [at('sounds'), '/'], cachefolder: at('cache'), logfile: at('vt.log') };
    expect((await find(path))?.vt).toMatchObject({ ...expected, revision: '2021', loglevel: 'DEBUG' });
  });

  it('says where the page is, with or without a door', async () => {
    await put('here/sonde.conf.json', { http: { host: '::1', port: 2997 } });
    expect(await find()).toMatchObject({ http: { host: '::1', port: 2997 } });
    await put('here/sonde.conf.json', { http: { port: -1 } });
    expect((await refusal()).issues.map(({ path }) => path)).toEqual(['http.port']);
  });

  it('tells of keys that mean nothing where they stand', async () => {
    await put('here/sonde.conf.json', { port: 1, http: { root: '.' }, vtServer: { sound: 1 } });
    const names = (await find())?.vt?.warnings.map((warning) => warning.split(':')[0]);
    expect(names?.filter((name) => name !== 'cacheformat')).toEqual(['port', 'http.root', 'vtServer.sound']);
  });

  it('logs to stderr and keeps results with the user unless it says otherwise', async () => {
    await put('here/sonde.conf.json', { vtServer: {} });
    const { vt } = (await find())!;
    expect(vt?.logfile).toBe(null);
    expect(vt?.cachefolder).toMatch(/sonde\/vt$/);
  });

  it('is refused with all its problems at once, each with its place', async () => {
    await put('here/sonde.conf.json', {
      vtServer: { port: '1996', roots: [], loglevel: 'LOUD', precision: 'pcm8', workers: 0, connections: 1.5 },
    });
    const error = await refusal();
    expect(error.code).toBe('config-invalid');
    const names = ['port', 'loglevel', 'roots', 'precision', 'workers', 'connections'];
    expect(error.issues.map(({ path }) => path)).toEqual(names.map((name) => `vtServer.${name}`));
    for (const name of names) expect(error.message).toContain(`vtServer.${name}: expected `);
    expect(error.message).not.toMatch(/Invalid|Too (small|big)/);
  });

  it.each([
    ['no JSON', '{\n  "vtServer": {port: 1}\n}', /line 2/],
    ['no object', '[]', /got an empty list/],
    ['nothing', '', /line 1/],
  ])('is refused when it is %s', async (_name, text, message) => {
    await put('here/sonde.conf.json', text);
    expect(await refusal()).toMatchObject({ code: 'config-invalid', message: expect.stringMatching(message) });
  });
});
