// SPDX-License-Identifier: GPL-2.0-only
/** `--cache` and `--no-cache`. */
import { resolve } from 'node:path';
import { version } from '../../../../package.json';
import { userCacheFolder } from '../../io/cacheFile.ts';

/** The folder that runs remember in; null for none. */
export function cacheFolderOf(cache: string | boolean | undefined): string | null {
  return typeof cache === 'string' ? resolve(cache) : cache === false ? null : userCacheFolder();
}

/** What tells this program from others that use the same folder. */
export function programParts(): string[] {
  return [version, BUILD_ID, process.env.VMOPS_PARSER ?? ''];
}
