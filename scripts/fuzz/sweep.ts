// SPDX-License-Identifier: GPL-2.0-only
/** Puts each file of a tree through items, facts and lowering by itself. */
import { join } from 'node:path';
import { lower } from '../../server/src/analysis/lower/lower.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import { isSkipped, readSource } from '../../server/src/io/read.ts';
import { walkSources } from '../../server/src/io/search/walk.ts';

/** What one file may take of the processor, and the process after it of memory. */
const MILLISECONDS = 10_000;
const MEGABYTES = 1024;

/** Prints what was read, what was lost and what took longest; returns whether all stayed within the bounds. */
export async function sweep(root: string, every: number): Promise<boolean> {
  const skipped: string[] = [];
  const paths = walkSources(root, [''], [], ({ path, reason }) => skipped.push(`${path}: ${reason}`));
  const failed: string[] = [];
  const times: [number, string][] = [];
  let [files, bytes, items, functions, tables, most] = [0, 0, 0, 0, 0, 0];
  const began = performance.now();
  for (let i = 0; i < paths.length; i += every) {
    const path = paths[i] as string;
    const file = readSource(join(root, path), path);
    if (isSkipped(file)) {
      skipped.push(`${file.path}: ${file.reason}`);
      continue;
    }
    files++;
    bytes += file.text.length;
    const start = process.cpuUsage();
    try {
      const facts = createProgram().addFile(file);
      items += facts.items.length;
      tables += facts.tables.length + facts.installations.length;
      for (const definition of facts.functions) {
        functions++;
        for (const variant of definition.variants()) lower(variant);
      }
    } catch (error) {
      failed.push(`${path}: ${String(error)}`);
    }
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1000;
    const memory = process.memoryUsage().rss / 1024 / 1024;
    most = Math.max(most, memory);
    times.push([spent, path]);
    if (spent > MILLISECONDS) failed.push(`${path}: took ${Math.round(spent)} ms`);
    if (memory > MEGABYTES) failed.push(`${path}: the process has ${Math.round(memory)} MB`);
    if (files % 100 === 0) await new Promise(setImmediate);
  }
  times.sort((a, b) => b[0] - a[0]);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `sweep: ${files} files, ${Math.round(bytes / 1024 / 1024)} MB, ${items} items, ${functions} functions, ${tables} tables and installations in ${seconds} s, at most ${Math.round(most)} MB`,
  );
  for (const [spent, path] of times.slice(0, 5)) console.log(`  ${Math.round(spent)} ms  ${path}`);
  for (const line of skipped) console.log(`  skipped: ${line}`);
  for (const line of failed) console.log(`  FAILED: ${line}`);
  return failed.length === 0;
}
