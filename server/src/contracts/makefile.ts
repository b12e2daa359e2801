// SPDX-License-Identifier: GPL-2.0-only
/** The release of a kernel tree, from the text of its top Makefile. */
import type { Release } from './model.ts';

/**
 * Reads VERSION, PATCHLEVEL, SUBLEVEL and EXTRAVERSION. Returns null when the text is not a kernel's Makefile (no
 * numeric VERSION and PATCHLEVEL among its first lines of that form).
 */
export function readMakefileRelease(text: string): { release: Release; extra: string } | null {
  const value = (name: string) =>
    new RegExp(`^[ \\t]*${name}[ \\t]*:?=[ \\t]*([^\\r\\n#]*)`, 'm').exec(text)?.[1]?.trim() ?? '';
  const [major, minor, patch] = ['VERSION', 'PATCHLEVEL', 'SUBLEVEL'].map(value) as [string, string, string];
  // Longer ones are no release.
  if (!/^\d{1,2}$/.test(major) || !/^\d{1,3}$/.test(minor)) return null;
  const release = {
    major: Number(major),
    minor: Number(minor),
    patch: /^\d+$/.test(patch) ? Number(patch) : 0,
  };
  return { release, extra: value('EXTRAVERSION') };
}
