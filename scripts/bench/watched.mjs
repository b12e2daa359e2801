// SPDX-License-Identifier: GPL-2.0-only
// One process, watched: how long it takes, what processor time it and its children take, and how much memory. Linux only.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Clock ticks a second, as /proc counts: the same on every Linux that Node runs on. */
const TICK_MS = 10;

/** Runs a program; rejects when it ends with another code than 0. Times in milliseconds, memory in MB. */
export function watched(program, args, cwd, isGood = (code) => code === 0) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const before = childrenTime();
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, memoryOf(child.pid));
    }, 10);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      const wall = performance.now() - started;
      if (!isGood(code)) reject(new Error(`${program} ${args.join(' ')} ended with ${code}`));
      else resolve({ wall, processor: childrenTime() - before, peak });
    });
  });
}

/** Processor time of the children of this process that have ended, and of theirs. */
function childrenTime() {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** Resident high-water mark of a process and all below it; a process that has gone counts 0. */
export function memoryOf(pid) {
  try {
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return children.reduce((sum, child) => sum + memoryOf(child), kilobytes / 1024);
  } catch {
    return 0;
  }
}
