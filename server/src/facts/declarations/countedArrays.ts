// SPDX-License-Identifier: GPL-2.0-only
/** Arrays of as many elements as a field beside them says: `u32 *slots; int num_slots;`. */
import { withoutComments } from '../../syntax/words/skip.ts';
import { escaped } from '../../text/words.ts';
import { folderOf } from '../functions/texts.ts';
import type { FileFacts, Program } from '../model.ts';

/**
 * Says whether a struct of the folder has a pointer of that name, and beside it the number of its elements by a name that
 * says so; false where another struct of the folder has an array of that name.
 */
export function isCountedArray(name: string, path: string, program: Program): boolean {
  const folder = folderOf(path);
  let isCounted = false;
  for (const facts of program.files.values()) {
    if (folderOf(facts.file.path) !== folder) continue;
    const found = readIn(facts, name);
    if (found === 'array') return false;
    isCounted ||= found === 'counted';
  }
  return isCounted;
}

function readIn({ file: { text }, items }: FileFacts, name: string): 'array' | 'counted' | null {
  if (!text.includes(name)) return null;
  const array = new RegExp(`[\\s*]${escaped(name)}\\s*\\[`);
  const pointer = new RegExp(`\\*\\s*${escaped(name)}\\s*;`);
  const count = new RegExp(
    `\\b(?:(?:n|nr|num|max|no_of)_?(?:\\w+_)?${escaped(name)}|${escaped(name)}_(?:n|nr|num|cnt|count|max))\\s*;`,
  );
  let isCounted = false;
  for (const { kind, start, end } of items) {
    if (kind !== 'type') continue;
    const written = text.slice(start, end);
    if (!written.includes(name)) continue;
    const plain = withoutComments(written);
    if (array.test(plain)) return 'array';
    isCounted ||= pointer.test(plain) && count.test(plain);
  }
  return isCounted ? 'counted' : null;
}
