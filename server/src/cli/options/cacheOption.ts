// SPDX-License-Identifier: GPL-2.0-only
/** `--cache` and `--no-cache`. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { version } from '../../../../package.json';
import { userCacheFolder } from '../../io/cacheFile.ts';
import { printable } from '../../text/printable.ts';
import { complain } from '../terminal.ts';

/** What the user named; what can be no folder is complained of, and the run does without. */
export function readCacheOption(folder: string): string | false {
  if (mayBeFolder(folder)) return folder;
  complain(`--cache: ${printable(folder)} is no folder: nothing is remembered`);
  return false;
}

function mayBeFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true;
  } catch {
    return false;
  }
}

/** The folder that runs remember in; null for none. */
export function cacheFolderOf(cache: string | boolean | undefined): string | null {
  return typeof cache === 'string' ? resolve(cache) : cache === false ? null : userCacheFolder();
}

/** What tells this program from others that use the same folder. */
export function programParts(): string[] {
  return [version, BUILD_ID, process.env.VMOPS_PARSER ?? ''];
}
