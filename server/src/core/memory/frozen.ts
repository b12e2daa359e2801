// SPDX-License-Identifier: GPL-2.0-only
/** Findings as JSON and back: places name their files by number. */
import { SourceFile } from '../../text/source.ts';

/** Stands for a file: its number in the list. */
const FILE = '$file';

export interface Frozen {
  /** Stored paths. */
  files: string[];
  value: unknown;
}

/** Returns plain data in which each file is a number. */
export function freeze(value: unknown): Frozen {
  const numbers = new Map<string, number>();
  const plain = (one: unknown): unknown => {
    if (one instanceof SourceFile) {
      const number = numbers.get(one.path) ?? numbers.size;
      numbers.set(one.path, number);
      return { [FILE]: number };
    }
    if (Array.isArray(one)) return one.map(plain);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, plain(inner)]));
  };
  const plainValue = plain(value);
  return { files: [...numbers.keys()], value: plainValue };
}

/** As it was before `freeze`, with these files in the place of the numbers. */
export function thaw(value: unknown, files: readonly SourceFile[]): unknown {
  if (Array.isArray(value)) return value.map((one) => thaw(one, files));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === FILE) return files[entries[0][1]];
  return Object.fromEntries(entries.map(([key, inner]) => [key, thaw(inner, files)]));
}
