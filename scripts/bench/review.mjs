// SPDX-License-Identifier: GPL-2.0-only
// The review of a patch of some 150 lines against the tree's own scripts/checkpatch.pl on the same patch, in turns.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, treeRelease } from './numbers.mjs';

/** How often checkpatch.pl's time the first review may take. */
const FIRST = 3;
/** Megabytes. */
const MEMORY = 200;
const HELPERS = 9;
const FILE = 'drivers/uio/uio.c';

/** Measures, and returns the section as lines of Markdown. */
export async function reviewSection(tree, vmops, rounds, log) {
  if (spawnSync('perl', ['-v']).status !== 0) return ['Not measured: there is no perl for checkpatch.pl.'];
  const folder = mkdtempSync(join(tmpdir(), 'vmops-bench-'));
  try {
    const patch = join(folder, 'windows.patch');
    writeFileSync(patch, patchFor(tree));
    const review = (cache) => [process.execPath, vmops, 'review', '--tree', tree, '--cache', cache, patch];
    const contenders = [
      { name: '`scripts/checkpatch.pl`', command: () => ['perl', 'scripts/checkpatch.pl', patch], times: [] },
      {
        name: '`vmops review`, the first one',
        command: (round) => review(join(folder, `cache${round}`)),
        times: [],
      },
      { name: '`vmops review`, the next one', command: () => review(join(folder, 'cache0')), times: [] },
    ];
    log(`review, ${rounds} rounds`);
    for (let round = 0; round <= rounds; round++) {
      for (const { command, times } of contenders) {
        const [program, ...args] = command(round);
        const started = performance.now();
        const { status, stderr } = spawnSync(program, args, { cwd: tree, encoding: 'utf8' });
        if (status === null || status > 1)
          throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
        // The first round fills the caches.
        if (round > 0) times.push(performance.now() - started);
      }
    }
    const [checkpatch, first, next] = contenders.map(({ times }) => median(times));
    const memory = peakMemory(review(join(folder, 'memory')), tree);
    const told = (isReached) => (isReached ? 'reached' : 'not reached');
    return [
      `A patch of ${readFileSync(patch, 'utf8').split('\n').length} lines to \`${FILE}\` of Linux ${treeRelease(tree)}, with one mistake in it,`,
      `as a plain folder with a warm page cache; ${rounds} rounds, in turns, a new process each time.`,
      '',
      '| command | median | times checkpatch.pl |',
      '|---|---|---|',
      ...contenders.map(
        ({ name, times }) =>
          `| ${name} | ${seconds(median(times))} | ${(median(times) / checkpatch).toFixed(2)} |`,
      ),
      '',
      'The next one finds in the cache what the first one left, and looks whether a file of the folders that it searched',
      'has changed since.',
      '',
      `The goal for the first one (${FIRST} times checkpatch.pl) is ${told(first <= FIRST * checkpatch)}, that for the next one (once) is ${told(next <= checkpatch)}.`,
      ...(memory === null
        ? []
        : [
            `Peak memory of the first one: ${memory} MB; the goal of ${MEMORY} MB is ${told(memory < MEMORY)}.`,
          ]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A patch that adds functions before the fault handler of a driver, one of them with the mistake in its use. */
function patchFor(tree) {
  const lines = readFileSync(join(tree, FILE), 'utf8').split('\n');
  const at = lines.findIndex((line) => /^static vm_fault_t \w+\(struct vm_fault \*vmf\)$/.test(line));
  const body = lines.findIndex((line, index) => index > at && line === '');
  if (at < 3 || body === -1) throw new Error(`${FILE} has another form`);
  const added = [];
  for (let number = 0; number < HELPERS; number++) added.push(...helper(number));
  const before = lines.slice(at - 3, at);
  const handler = lines.slice(at, body + 1);
  const after = lines.slice(body + 1, body + 4);
  const use = ['\tif (vmf->pgoff > 1)', '\t\treturn uio_bench_window_0(vmf->pgoff);', ''];
  const oldCount = before.length + handler.length + after.length;
  return [
    'From: Ann Author <ann@example.org>',
    'Subject: [PATCH] uio: windows',
    'Message-ID: <windows@example.org>',
    '',
    'Windows of a device, one function each.',
    '',
    'Signed-off-by: Ann Author <ann@example.org>',
    '---',
    ` ${FILE} | ${added.length + use.length} +`,
    '',
    `diff --git a/${FILE} b/${FILE}`,
    `--- a/${FILE}`,
    `+++ b/${FILE}`,
    `@@ -${at - 2},${oldCount} +${at - 2},${oldCount + added.length + use.length} @@`,
    ...before.map((line) => ` ${line}`),
    ...added.map((line) => `+${line}`),
    ...handler.map((line) => ` ${line}`),
    ...use.map((line) => `+${line}`),
    ...after.map((line) => ` ${line}`),
    '',
  ].join('\n');
}

function helper(number) {
  return [
    `static int uio_bench_window_${number}(unsigned long offset)`,
    '{',
    '\tint ret = 0;',
    '',
    '\tmight_sleep();',
    `\tif (offset == ${number + 2}) {`,
    '\t\tret = -ENODEV;',
    '\t\tgoto out;',
    '\t}',
    `\tif (offset > ${number + 8})`,
    '\t\tret = -EINVAL;',
    'out:',
    '\treturn ret;',
    '}',
    '',
  ];
}

/** In megabytes, of the process itself and those that it starts; null where GNU time is missing. */
function peakMemory(command, cwd) {
  if (!existsSync('/usr/bin/time')) return null;
  const { stderr } = spawnSync('/usr/bin/time', ['-f', 'peak %M', ...command], { cwd, encoding: 'utf8' });
  const kilobytes = /peak (\d+)\s*$/.exec(stderr)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
