#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-only
// Starts the bundle: with the flags of V8 that suit it, and with code that V8 compiled in an earlier run.

const fs = require('node:fs');
const { join } = require('node:path');

/** Commands whose compiled code is kept, each apart: a lint needs more of the bundle than a page of help. */
const COMMANDS = ['lint', 'review', 'explain-handler', 'tables', 'docs', 'docs-check', 'report'];
/** Files of compiled code that are kept: of this version and of those before. */
const MOST = 16;
/** Length of a SHA-256. */
const DIGEST = 32;

const words = process.argv.slice(2);
const bundle = join(__dirname, '..', 'out', 'vmops.cjs');
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) printVersion();
else if (fs.existsSync(bundle)) start();
else {
  process.stderr.write(`vmops: not built yet: run "npm start" once in ${join(__dirname, '..', '..')}\n`);
  process.exitCode = 2;
}

/** Answers without the bundle, which takes as long to load as Node itself. */
function printVersion() {
  try {
    fs.writeSync(1, `${require('../../package.json').version}\n`);
  } catch (error) {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`vmops: the output cannot be written: ${error.code}\n`);
    process.exitCode = 2;
  }
}

function start() {
  const { setFlagsFromString } = require('node:v8');
  // A run makes many short-lived states: a young generation that need not grow first saves a fifth of its time. It ends
  // before most code is worth optimising: quick first code, and patience with the second, save a quarter of the CPU's.
  setFlagsFromString('--min-semi-space-size=32');
  setFlagsFromString('--max-semi-space-size=32');
  setFlagsFromString('--always-sparkplug');
  // For the same reason calls are hardly inlined: the second code is made of most functions once, and made faster.
  if (words[0] !== 'lsp') setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
  // Later versions of V8 have no such flag, and say so aloud.
  if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=300000');
  // A language server lives for days: its heap may grow by half of what lives in it before it is swept, not fourfold.
  if (words[0] === 'lsp') setFlagsFromString('--heap-growing-percent=50');

  const folder = codeFolder();
  if (folder === null) require(bundle);
  else startFrom(folder);
}

/** Where compiled code is kept; null where it is not to be, or would not pay. */
function codeFolder() {
  const { XDG_CACHE_HOME: given, NODE_V8_COVERAGE: coverage, VMOPS_DEBUG: debug } = process.env;
  if (words.includes('--no-cache') || words[0] === 'lsp' || coverage || debug) return null;
  if (process.versions.electron || process.execArgv.length > 0) return null;
  const { isAbsolute } = require('node:path');
  if (given && isAbsolute(given)) return join(given, 'vmops', 'code');
  if (process.platform === 'win32' || process.platform === 'darwin') return null;
  try {
    return join(require('node:os').homedir(), '.cache', 'vmops', 'code');
  } catch {
    return null;
  }
}

/** Runs the bundle with the code that is kept of it; where none is, keeps what this run compiles. */
function startFrom(folder) {
  const { createHash } = require('node:crypto');
  const { Script } = require('node:vm');
  const Module = require('node:module');
  const bytes = fs.readFileSync(bundle);
  const command = COMMANDS.includes(words[0]) ? words[0] : 'other';
  const key = createHash('sha256').update(bytes);
  for (const part of [bundle, process.version, process.arch, command]) key.update(`\0${part}`);
  const path = join(folder, `${key.digest('hex').slice(0, 32)}.bin`);
  const digestOf = (code) => createHash('sha256').update(code).digest();
  const kept = readKept(path, digestOf);
  // The bundle is plain ASCII: esbuild escapes what is not.
  const text = `(function (exports, require, module, __filename, __dirname) {${bytes.toString('latin1')}\n})`;
  const script = new Script(text, { filename: bundle, ...(kept && { cachedData: kept }) });
  if (!kept || script.cachedDataRejected)
    process.once('exit', () => keep(folder, path, script.createCachedData(), digestOf));
  const program = new Module(bundle, module);
  program.filename = bundle;
  program.paths = module.paths;
  const run = script.runInThisContext();
  run.call(
    program.exports,
    program.exports,
    Module.createRequire(bundle),
    program,
    bundle,
    join(bundle, '..'),
  );
}

/** V8 believes what it is given: a file that is cut or damaged is none. */
function readKept(path, digestOf) {
  try {
    if (!fs.statSync(path).isFile()) return null;
    const all = fs.readFileSync(path);
    const code = all.subarray(DIGEST);
    return digestOf(code).equals(all.subarray(0, DIGEST)) ? code : null;
  } catch {
    return null;
  }
}

/** That it cannot be written is nobody's concern: the next start is a bit slower. */
function keep(folder, path, code, digestOf) {
  const own = `${path}.${process.pid}`;
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(own, Buffer.concat([digestOf(code), code]), { flag: 'wx' });
    fs.renameSync(own, path);
    const all = fs.readdirSync(folder).map((name) => join(folder, name));
    if (all.length <= MOST) return;
    const byAge = all.map((one) => [fs.statSync(one).mtimeMs, one]).sort(([a], [b]) => b - a);
    for (const [, old] of byAge.slice(MOST)) fs.rmSync(old, { force: true });
  } catch {
    fs.rmSync(own, { force: true });
  }
}
