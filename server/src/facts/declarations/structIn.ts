// SPDX-License-Identifier: GPL-2.0-only

/** The struct that a written type names, `file_operations` of `static const struct file_operations *`; null without one. */
export function structIn(type: string): string | null {
  return /\bstruct (\w+)/.exec(type)?.[1] ?? null;
}
