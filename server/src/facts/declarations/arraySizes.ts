// SPDX-License-Identifier: GPL-2.0-only
/** How many elements an array has that a file declares: a variable, or a member of a struct. */
import { arrayBounds } from '../../syntax/words/arrays.ts';
import type { SourceFile } from '../../text/source.ts';
import type { FileFacts, Program } from '../model.ts';
import { plainNumber } from './enumerators.ts';

const known = new WeakMap<FileFacts, Map<string, number | null>>();

/** Returns the number of elements of the array of that name; null when the file does not say, or has several. */
export function elementsOf(name: string, file: SourceFile, program: Program): number | null {
  const facts = program.files.get(file.path);
  if (!facts) return null;
  let sizes = known.get(facts);
  if (!sizes) {
    sizes = new Map();
    known.set(facts, sizes);
  }
  let size = sizes.get(name);
  if (size === undefined) {
    size = read(name, facts, program);
    sizes.set(name, size);
  }
  return size;
}

function read(name: string, { file, items }: FileFacts, program: Program): number | null {
  const bounds = items
    .filter(({ kind }) => kind === 'type' || kind === 'variable')
    .flatMap(({ start, end }) => arrayBounds(file.text.slice(start, end), name));
  const [bound] = bounds;
  if (bound === undefined || bounds.length > 1) return null;
  const macros = program.macrosNamed(bound, file);
  const text = macros.length === 0 ? bound : macros.length === 1 ? (macros[0]?.text ?? '') : '';
  return plainNumber(text) ?? program.constantNamed(bound, file);
}
