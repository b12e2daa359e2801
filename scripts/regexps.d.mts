// SPDX-License-Identifier: GPL-2.0-only
export interface FoundRegExp {
  place: string;
  path: string;
  source: string;
  flags: string;
}

export function regexpsIn(root: string, folders: readonly string[]): FoundRegExp[];
