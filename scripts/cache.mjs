// SPDX-License-Identifier: GPL-2.0-only
// The cache folder: real kernel trees and whatever else is too large for the repository.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `VMOPS_CACHE`, or vmops in the user's cache folder. */
export const cacheFolder =
  process.env.VMOPS_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vmops');

/** The stable series that Debian packages as source, and that the expectations are written for. */
export const SERIES = ['6.12', '6.1'];

/** Where the unpacked tree of a series is. */
export function treeFolder(series) {
  return join(cacheFolder, `linux-${series}`);
}
