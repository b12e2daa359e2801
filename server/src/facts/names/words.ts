// SPDX-License-Identifier: GPL-2.0-only
/** Which names a piece of source says; comments, strings and keywords say none. */
import { namesOf } from '../../syntax/words/names.ts';
import type { Place, SourceFile } from '../../text/source.ts';
import { wholeOf } from '../functions/texts.ts';
import type { FunctionDefinition, Program } from '../model.ts';

const ofFunctions = new WeakMap<FunctionDefinition, ReadonlySet<string>>();
const ofFiles = new WeakMap<SourceFile, ReadonlySet<string>>();

/** The names in a function, its type and parameters included. */
export function namesIn(definition: FunctionDefinition): ReadonlySet<string> {
  return remembered(ofFunctions, definition, () => wholeOf(definition));
}

/** The names in all of a file, whichever `#if` they stand under. */
export function namesInFile(file: SourceFile): ReadonlySet<string> {
  return remembered(ofFiles, file.current, () => file.current.text);
}

/** Whether a file says a name: quick, for names that few say. */
export function isNamedIn(name: string, file: SourceFile): boolean {
  return file.current.text.includes(name) && namesInFile(file).has(name);
}

/** A function, and all whose names it says: those that it calls are among them. */
export function withNamed(definition: FunctionDefinition, program: Program): FunctionDefinition[] {
  const named = [...namesIn(definition)].flatMap((word) => program.peek(word, definition.file));
  return [definition, ...named];
}

/** Says whether the function says a name, or one of those whose names it says does. */
export function isSaidWithin(definition: FunctionDefinition, name: string, program: Program): boolean {
  return withNamed(definition, program).some((one) => namesIn(one).has(name));
}

/** The names at a place: those of an expression or a statement. */
export function namesAt({ file, start, end }: Place): ReadonlySet<string> {
  return namesOf(file.text.slice(start, end));
}

function remembered<K extends object>(
  known: WeakMap<K, ReadonlySet<string>>,
  key: K,
  text: () => string,
): ReadonlySet<string> {
  let names = known.get(key);
  if (!names) {
    names = namesOf(text());
    known.set(key, names);
  }
  return names;
}
