// SPDX-License-Identifier: GPL-2.0-only
// How long the command takes before it does anything, against Node alone; the two take turns.
import { spawnSync } from 'node:child_process';
import { median } from './numbers.mjs';

const GOAL = 1.3;

/** Measures, and returns the section as lines of Markdown. */
export async function startSection(_tree, vmops, rounds, log) {
  const contenders = [
    { name: '`node -e 0`', args: ['-e', '0'], times: [] },
    { name: '`vmops --version`', args: [vmops, '--version'], times: [] },
    { name: '`vmops --help`', args: [vmops, '--help'], times: [] },
  ];
  log(`start, ${rounds} rounds`);
  for (let round = 0; round <= rounds; round++) {
    for (const { args, times } of contenders) {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
      // The first round fills the caches.
      if (round > 0) times.push(performance.now() - started);
    }
  }
  const [node, version] = contenders.map(({ times }) => median(times));
  return [
    `A new process each time, ${rounds} rounds, the commands taking turns.`,
    '',
    '| command | median | times `node -e 0` |',
    '|---|---|---|',
    ...contenders.map(
      ({ name, times }) =>
        `| ${name} | ${median(times).toFixed(0)} ms | ${(median(times) / node).toFixed(2)} |`,
    ),
    '',
    `The goal of ${GOAL} for the version is ${version <= GOAL * node ? 'reached' : 'not reached'}.`,
  ];
}
