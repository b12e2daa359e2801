// SPDX-License-Identifier: GPL-2.0-only
// The check of one file against what a kernel developer runs on one, the tools taking turns.
import { spawnSync } from 'node:child_process';
import { median } from './numbers.mjs';
import { watched } from './watched.mjs';

const FILES = ['fs/btrfs/file.c', 'mm/memory.c', 'drivers/uio/uio.c'];

/** Measures, and returns the section as lines of Markdown. */
export async function fileSection(tree, vmops, rounds, log) {
  const hasPerl = spawnSync('perl', ['-v'], { stdio: 'ignore' }).status === 0;
  const rows = [];
  for (const file of FILES) {
    const contenders = [
      { name: 'vmops lint', program: process.execPath, args: [vmops, 'lint', '--no-cache', file], runs: [] },
      ...(hasPerl
        ? [{ name: 'checkpatch.pl', program: 'perl', args: ['scripts/checkpatch.pl', '-f', file], runs: [] }]
        : []),
    ];
    log(`${file}, ${rounds} rounds`);
    for (let round = 0; round < rounds; round++)
      for (const one of contenders)
        one.runs.push(await watched(one.program, one.args, tree, (code) => code === 0 || code === 1));
    for (const { name, runs } of contenders) {
      const of = (key) => median(runs.map((run) => run[key]));
      const seconds = (key) => `${(of(key) / 1000).toFixed(2)} s`;
      rows.push(
        `| \`${file}\` | \`${name}\` | ${seconds('wall')} | ${seconds('processor')} | ${Math.round(of('peak'))} MB |`,
      );
    }
  }
  return [
    `A new process each time, nothing kept, ${rounds} rounds, the median. vmops searches the whole tree for what the file has`,
    'to do with; `scripts/checkpatch.pl -f` reads the file alone.',
    '',
    '| file | tool | wall | processor | peak memory |',
    '|---|---|---|---|---|',
    ...rows,
    ...(hasPerl ? [] : ['', 'Perl was not installed on this machine.']),
  ];
}
