// SPDX-License-Identifier: GPL-2.0-only
// Medians and percentiles, and what machine and tree they come from.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** The middle value, or the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that 95 of 100 do not exceed. */
export function p95(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1];
}

/** The release that a tree's Makefile names. */
export function treeRelease(tree) {
  const makefile = readFileSync(join(tree, 'Makefile'), 'utf8');
  return [...makefile.matchAll(/^(?:VERSION|PATCHLEVEL|SUBLEVEL) *= *(\d+)/gm)]
    .map((match) => match[1])
    .join('.');
}

/** The section on the machine as lines of Markdown. */
export function machine() {
  const { rgPath } = createRequire(import.meta.url)('@vscode/ripgrep');
  const spatch = spawnSync('spatch', ['--version'], { encoding: 'utf8' });
  const system = existsSync('/etc/os-release')
    ? /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
    : process.platform;
  const ripgrep = spawnSync(rgPath, ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0];
  return [
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB of memory`,
    `${system}, kernel ${/^\d+\.\d+/.exec(release())?.[0]}, Node ${process.version}`,
    `load average at the end: ${loadavg()[0]?.toFixed(1)}`,
    [ripgrep, spatch.stdout?.split('\n')[0]].filter(Boolean).join(', '),
  ].map((line) => `- ${line}`);
}
