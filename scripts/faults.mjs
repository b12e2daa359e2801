// SPDX-License-Identifier: GPL-2.0-only
// What is around a run breaks: npm run faults [-- --times N]. Linux only. Repeats what depends on chance N times (5).
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rgPath } from '@vscode/ripgrep';
import { projectRoot } from './install.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const times = Number(values.times);
const base = mkdtempSync(join(tmpdir(), 'vmops-faults-'));
const command = join(projectRoot, 'server/bin/vmops.js');
const tree = join(base, 'tree');
const COPIES = 60;
makeTree(tree);

/** As many copies of a driver as make a run last a second, and worth keeping. */
function makeTree(folder) {
  cpSync(join(projectRoot, 'test/sample'), folder, { recursive: true });
  for (let i = 0; i < COPIES; i++)
    cpSync(join(folder, 'drivers/ring'), join(folder, `drivers/ring${i}`), { recursive: true });
}

function vmops(args, { env = {}, stdout = 'pipe', shell } = {}) {
  const words = [process.execPath, command, ...args];
  const options = {
    cwd: base,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', stdout, 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  };
  return shell
    ? spawnSync('sh', ['-c', `${shell}; exec "$@"`, 'sh', ...words], options)
    : spawnSync(words[0], words.slice(1), options);
}

function lint(args = [], options = {}) {
  return vmops(['lint', 'tree', '--format', 'json', ...args], options);
}

const findingsOf = (text) => JSON.stringify(JSON.parse(text).findings);
const whole = lint(['--cache', join(base, 'first')]);
const findings = findingsOf(whole.stdout);

/** What is wrong with a run that must be as if nothing had happened, or null. */
function differs({ status, stdout, stderr }) {
  if (status !== whole.status) return `exit ${status}: ${stderr.slice(0, 300)}`;
  return findingsOf(stdout) === findings ? null : 'other findings';
}

/** What is wrong with a run that may fail, but not badly. */
function isRude({ status, signal, stderr }, codes) {
  if (/internal error|^ +at /m.test(stderr)) return stderr.slice(0, 400);
  return codes.includes(status) ? null : `exit ${status ?? signal}: ${stderr.slice(0, 300)}`;
}

const cacheOf = (name, make) => {
  const folder = join(base, name);
  lint(['--cache', folder]);
  const kept = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const paths = kept
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  if (paths.length === 0) return 'nothing was kept';
  for (const path of paths) {
    rmSync(path);
    make(path);
  }
  return differs(lint(['--cache', folder]));
};
const fifo = (path) => spawnSync('mkfifo', [path]);
const repeat = (run) => {
  for (let i = 0; i < times; i++) {
    const wrong = run(i);
    if (wrong) return wrong;
  }
  return null;
};
const started = (args) =>
  spawn(process.execPath, [command, 'lint', 'tree', '--format', 'json', ...args], {
    cwd: base,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends runs at some point of their way; the next one must be whole. */
async function ended(signal, codes) {
  const cache = join(base, `cache-${signal}`);
  for (let i = 0; i < times; i++) {
    const child = started(['--cache', cache]);
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    const end = new Promise((resolve) =>
      child.on('exit', (status, by) => resolve({ status, signal: by, stderr: said })),
    );
    await later((1500 * (i + 0.5)) / times);
    child.kill(signal);
    const result = await end;
    const wrong = isRude(result, [
      ...codes,
      whole.status,
      result.signal === signal ? result.status : undefined,
    ]);
    if (wrong) return wrong;
  }
  return differs(lint(['--cache', cache]));
}

async function changing(change) {
  const copy = join(base, 'changing');
  for (let i = 0; i < times; i++) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(tree, copy, { recursive: true });
    const child = spawn(process.execPath, [command, 'lint', 'changing'], {
      cwd: base,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const end = new Promise((resolve) =>
      child.on('exit', (status, signal) => resolve({ status, signal, stderr })),
    );
    await later((1200 * (i + 0.5)) / times);
    change(copy);
    const wrong = isRude({ ...(await end), stderr }, [0, 1, 2]);
    if (wrong) return wrong;
  }
  return null;
}

const FAULTS = {
  'full disk': () => {
    const full = openSync('/dev/full', 'w');
    const result = lint([], { stdout: full });
    closeSync(full);
    return /no space left/.test(result.stderr) ? isRude(result, [2]) : `said: ${result.stderr.slice(0, 300)}`;
  },
  'a cache of pipes': () => cacheOf('pipes', fifo),
  'a cache of links to /dev/zero': () => cacheOf('zero', (path) => symlinkSync('/dev/zero', path)),
  'a cache of noise': () =>
    cacheOf('noise', (path) =>
      writeFileSync(path, Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i * 31) & 255))),
    ),
  'a cache of empty files': () => cacheOf('empty', (path) => writeFileSync(path, '')),
  'a cache that is a file': () => {
    writeFileSync(join(base, 'plain'), '');
    return differs(lint(['--cache', join(base, 'plain')]));
  },
  'a cache that cannot be written': () => differs(lint(['--cache', '/proc/vmops'])),
  'a read-only cache': () => {
    const folder = join(base, 'read-only');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    return differs(lint(['--cache', folder]));
  },
  'two runs on one cache': async () => {
    for (let i = 0; i < times; i++) {
      const cache = join(base, `shared${i}`);
      const other = started(['--cache', cache]);
      const end = new Promise((resolve) => other.on('exit', resolve));
      const wrong =
        differs(lint(['--cache', cache])) ?? ((await end) === whole.status ? null : 'the other one failed');
      if (wrong) return wrong;
    }
    return null;
  },
  'killed runs': () => ended('SIGKILL', [null]),
  'interrupted runs': () => ended('SIGINT', [null, 130]),
  'a tree that vanishes': () => changing((folder) => rmSync(folder, { recursive: true, force: true })),
  'a tree that moves away and comes back': () =>
    changing((folder) => {
      renameSync(folder, `${folder}.away`);
      renameSync(`${folder}.away`, folder);
    }),
  'files that change': () =>
    changing((folder) => {
      for (let i = 0; i < COPIES; i++)
        writeFileSync(join(folder, `drivers/ring${i}/ring.c`), '}'.repeat(i * 100));
    }),
  'twenty descriptors': () => {
    const result = lint([], { shell: 'ulimit -n 20' });
    return result.status === whole.status ? differs(result) : isRude(result, [2]);
  },
  'a ripgrep that dies': () =>
    repeat(() => {
      const script = join(base, 'rg');
      writeFileSync(
        script,
        `#!/bin/sh\ncase "$*" in --version) exec "${rgPath}" --version;; *) kill -9 $$;; esac\n`,
      );
      chmodSync(script, 0o755);
      const result = lint([], { env: { VMOPS_RIPGREP: script } });
      return result.status === whole.status ? differs(result) : isRude(result, [2]);
    }),
};

let failures = 0;
for (const [name, run] of Object.entries(FAULTS)) {
  let wrong;
  try {
    wrong = await run();
  } catch (error) {
    wrong = `${error}`;
  }
  if (wrong) failures++;
  console.log(wrong ? `FAILED  ${name}: ${wrong}` : `ok      ${name}`);
}
rmSync(base, { recursive: true, force: true });
process.exitCode = failures > 0 ? 1 : 0;
