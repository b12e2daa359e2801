// SPDX-License-Identifier: GPL-2.0-only
// The lint of a whole tree against ripgrep and coccinelle, the tools taking turns, a new process each time.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../install.mjs';
import { median, treeRelease } from './numbers.mjs';
import { memoryOf } from './watched.mjs';

/** A semantic patch over a whole tree can take minutes. */
const LIMIT_MS = 300_000;

/** What a run may take, in times of ripgrep. */
const GOAL_FIRST = 2.5;
const GOAL_AGAIN = 1.2;

/** Measures, and returns the section as lines of Markdown. */
export async function lintSection(tree, vmops, rounds, log) {
  const { rgPath } = createRequire(import.meta.url)('@vscode/ripgrep');
  const spatch = spawnSync('spatch', ['--version'], { encoding: 'utf8' }).status === 0;
  const contenders = contendersOf(rgPath, vmops, spatch);
  for (const contender of contenders) {
    log(`warming up ${contender.name}`);
    contender.peak = (await run(contender, tree, true)).peak;
    contender.times = [];
  }
  for (let round = 1; round <= rounds; round++) {
    log(`lint, round ${round} of ${rounds}`);
    for (const contender of contenders) contender.times.push((await run(contender, tree)).milliseconds);
  }
  return lines(contenders, tree, rounds, spatch);
}

function contendersOf(rgPath, vmops, spatch) {
  const lint = [vmops, 'lint', '--fail-on', 'never'];
  const patch = join(projectRoot, 'scripts', 'bench', 'handlers.cocci');
  const semantic = [
    ...['--sp-file', patch, '-D', 'report', '--no-includes', '--very-quiet'],
    ...['-j', String(cpus().length), '--use-coccigrep', '--dir', '.'],
  ];
  return [
    { name: '`rg -l vm_operations_struct`', program: rgPath, args: ['-l', 'vm_operations_struct', '.'] },
    { name: '`vmops lint`', program: process.execPath, args: [...lint, '.'] },
    { name: '`vmops lint --no-cache`', program: process.execPath, args: [...lint, '--no-cache', '.'] },
    ...(spatch ? [{ name: '`spatch` (coccinelle)', program: 'spatch', args: semantic }] : []),
  ];
}

/** Runs one process in the tree; returns its wall time and, when asked for, the peak memory of it and its children. */
function run({ name, program, args }, tree, watchMemory = false) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, {
      cwd: tree,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: LIMIT_MS,
    });
    let peak = 0;
    const timer = watchMemory
      ? setInterval(() => {
          peak = Math.max(peak, memoryOf(child.pid));
        }, 10)
      : undefined;
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code !== 0) reject(new Error(`${name} ended with ${code ?? `no answer in ${LIMIT_MS / 1000} s`}`));
      else resolve({ milliseconds: performance.now() - started, peak });
    });
  });
}

function lines(contenders, tree, rounds, spatch) {
  const baseline = median(contenders[0].times);
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
  const rows = contenders.map(({ name, times, peak }) => {
    const range = `${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`;
    return `| ${name} | ${seconds(median(times))} s | ${range} s | ${(median(times) / baseline).toFixed(1)} | ${Math.round(peak)} MB |`;
  });
  const [, again, first] = contenders.map(({ times }) => median(times) / baseline);
  return [
    `Each tool reads the whole tree of Linux 6.12 (Debian \`linux-source-6.12\`, ${treeRelease(tree)}) in a new process`,
    `with a warm page cache; ${rounds} rounds, the tools taking turns.`,
    '',
    '| tool | median | range | times ripgrep | peak memory |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    'Peak memory is the resident high-water mark of the process and those it starts, watched in a run of its own.',
    'ripgrep only finds the files that name the struct. The semantic patch (`scripts/bench/handlers.cocci`) finds the',
    'tables, the handlers that stand in the same file, and returns of a negative constant; it runs without includes,',
    'on all cores, with coccinelle’s own search for files. It stands for what a kernel developer would write instead,',
    'and knows neither paths nor other files.',
    '',
    '`vmops lint` finds that nothing has changed since its last run over the tree, and says what that said; with',
    '`--no-cache` it makes the run, as the first one does. `docs/performance.md` has what that costs, and why.',
    '',
    goalText(first, again),
    ...(spatch ? [] : ['', 'Coccinelle was not installed on this machine.']),
  ];
}

function goalText(first, again) {
  const word = (times, goal) => `${times <= goal ? 'reached' : 'not reached'} (${times.toFixed(1)})`;
  return [
    `Goals, in times of ripgrep: ${GOAL_FIRST} for the first run, ${word(first, GOAL_FIRST)};`,
    `${GOAL_AGAIN} for the second, ${word(again, GOAL_AGAIN)}.`,
  ].join(' ');
}
