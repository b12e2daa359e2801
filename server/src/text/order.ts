// SPDX-License-Identifier: GPL-2.0-only
/** Orders texts and numbers. */

/** Code-unit order: no locale may change a report, or a file that is kept. */
export function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
