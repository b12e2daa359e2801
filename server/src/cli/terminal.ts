// SPDX-License-Identifier: GPL-2.0-only
/** What the process writes to: colour, progress, and pipes that close early. */
import { fstatSync, writeSync } from 'node:fs';
import pc from 'picocolors';
import type { Colors } from 'picocolors/types';
import type { Loaded, Progress } from '../core/request.ts';
import { EXIT } from './errors.ts';
import { printable } from './paths.ts';

export type ColorMode = 'auto' | 'always' | 'never';

/** Returns painters for standard output. `auto` is colour on a terminal unless NO_COLOR is set. */
export function outputColors(mode: ColorMode): Colors {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const auto = !NO_COLOR && (Boolean(FORCE_COLOR) || (process.stdout.isTTY === true && TERM !== 'dumb'));
  return pc.createColors(mode === 'always' || (mode === 'auto' && auto));
}

/** Ends quietly when the reader of standard output has gone, as after `| head`, and with a line when the disk is full. */
export function endOnClosedOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.clean);
    refuse(error);
  });
  // Where standard error is closed, the exit code still tells.
  process.stderr.on('error', () => {});
}

/** Prints one line of trouble on standard error. */
export function complain(message: string): void {
  process.stderr.write(`vmops: ${printable(message)}\n`);
}

/** Writes to standard output, all of it: a file on a full disk takes the first part and says nothing. */
export function writeOut(text: string): void {
  if (!isFile(1)) {
    process.stdout.write(text);
    return;
  }
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  } catch (error) {
    refuse(error as NodeJS.ErrnoException);
  }
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Ends the process: what was to be said cannot be. */
function refuse(error: NodeJS.ErrnoException): void {
  complain(`the output cannot be written: ${error.message.replace(/^[A-Z]+: |, write$/g, '')}`);
  process.exit(EXIT.trouble);
}

/** Says which inputs and which files on the way could not be read, a line each. */
export function complainOfFiles(
  { badInputs, skippedFiles }: Pick<Loaded, 'badInputs' | 'skippedFiles'>,
  display: (path: string) => string,
): void {
  for (const { path, reason } of badInputs) complain(`${printable(path)}: ${reason}`);
  for (const { path, reason } of skippedFiles) complain(`${display(path)}: skipped: ${reason}`);
}

/** A progress line on standard error, only on a terminal; `clear` takes it away before other output. */
export interface ProgressLine {
  update: ((progress: Progress) => void) | undefined;
  clear: () => void;
}

/** Returns the progress line; it writes at most ten times a second. */
export function progressLine(quiet: boolean): ProgressLine {
  if (quiet || process.stderr.isTTY !== true) return { update: undefined, clear: () => {} };
  let last = 0;
  const update = ({ step, done, total }: Progress) => {
    if (performance.now() - last < 100) return;
    last = performance.now();
    const words = { search: 'searching the tree', read: 'reading', analyse: 'analysing' }[step];
    const count = total > 0 ? ` ${done}/${total}` : done > 0 ? ` ${done}` : '';
    process.stderr.write(`\r\x1b[Kvmops: ${words}${count}`);
  };
  const clear = () => {
    if (last > 0) process.stderr.write('\r\x1b[K');
    last = 0;
  };
  return { update, clear };
}
