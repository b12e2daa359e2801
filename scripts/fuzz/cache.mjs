// SPDX-License-Identifier: GPL-2.0-only
// One damaged cache: what a run left in it is damaged by chance, and the next run has to say the same.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../install.mjs';
import { mutated } from './inputs.mjs';

const SECONDS = 60;
const VMOPS = join(projectRoot, 'server', 'bin', 'vmops.js');

/** A tree that has been linted, its whole cache, and what the lint told; made once. */
let sound = null;

/** Damages a copy of the cache; `error` is what went wrong, `input` what was done to which file. */
export async function cacheRun(random) {
  sound ??= await fill();
  const { tree, kept, told } = sound;
  const cache = mkdtempSync(join(tmpdir(), 'vmops-fuzz-'));
  const input = [];
  try {
    cpSync(kept, cache, { recursive: true, preserveTimestamps: true });
    const files = filesOf(cache);
    for (let i = random.size(files.length); i > 0; i--) {
      const path = random.pick(files);
      const isSealed = random.chance(0.5);
      input.push({ path, isSealed });
      const [text, other] = [path, random.pick(files)].map((one) => readFileSync(join(cache, one), 'latin1'));
      const damaged = isSealed ? sealed(random, text) : mutated(random, text, other);
      writeFileSync(join(cache, path), damaged, 'latin1');
    }
    const after = await lint(tree, cache);
    const isSame = after.told === told;
    return {
      error: after.error ?? (isSame ? null : `says something else: ${after.told.slice(0, 400)}`),
      input,
    };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Lints a tree that is large enough to be remembered, until its last change lies far enough behind. */
async function fill() {
  const home = mkdtempSync(join(tmpdir(), 'vmops-fuzz-'));
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  const [tree, kept] = [join(home, 'linux'), join(home, 'cache')];
  cpSync(join(projectRoot, 'test/sample'), tree, { recursive: true });
  for (let n = 0; n < 60; n++) writeFileSync(join(tree, `drivers/frame/user${n}.c`), 'extern int vm_ops;\n');
  for (;;) {
    const { told, error } = await lint(tree, kept);
    if (error !== null) throw new Error(error);
    if (filesOf(kept).some((path) => path.startsWith('runs'))) return { tree, kept, told };
  }
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return paths.filter((path) => statSync(join(folder, path)).isFile());
}

/** Cut short or emptied, with a digest that fits: as another version may have written it. */
function sealed(random, text) {
  const content = text.slice(text.indexOf('\n') + 1);
  const changed = random.pick([
    () => '',
    () => 'null',
    () => '{}',
    () => '[[], null]',
    () => content.slice(0, random.below(content.length + 1)),
  ])();
  return `${createHash('sha256').update(Buffer.from(changed, 'latin1')).digest('hex')}\n${changed}`;
}

/** What one run tells, with its exit code; `error` where it hung, died, or told of a mistake of its own. */
function lint(tree, cache) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [VMOPS, 'lint', '--severity', 'information', '--format', 'json', '--cache', cache, '.'],
      { cwd: tree, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, SECONDS * 1000);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const told = `${code ?? signal}: ${out.replace(/"milliseconds": \d+/, '')}${err}`;
      const error = hung
        ? `took longer than ${SECONDS} s`
        : code === 1
          ? null
          : `ended with ${told.slice(0, 400)}`;
      resolve({ told, error });
    });
  });
}
