// SPDX-License-Identifier: GPL-2.0-only
/** The language servers that an editor runs, as Linux tells of them. */
import { readdirSync, readFileSync } from 'node:fs';

/** Returns process id and environment of each server whose extension is installed below `home`. */
export function languageServers(home) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const words = wordsOf(pid, 'cmdline');
      if (!words.includes('lsp') || !words.some((word) => word.startsWith(home))) return [];
      const variables = wordsOf(pid, 'environ').map((word) => word.split(/=(.*)/s, 2));
      return [{ pid: Number(pid), environment: Object.fromEntries(variables) }];
    });
}

/** What the kernel has in a file of a process; nothing of one that has ended. */
function wordsOf(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}
