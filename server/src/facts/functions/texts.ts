// SPDX-License-Identifier: GPL-2.0-only
/** The source of a definition, and where it stands. */
import { withoutComments } from '../../syntax/words/skip.ts';
import { tokensIn } from '../../syntax/words/tokens.ts';
import { remembered } from '../../text/remembered.ts';
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition, Program } from '../model.ts';

/** All of a function, from its storage class to its last brace. */
export function wholeOf({ file, item }: FunctionDefinition): string {
  return file.text.slice(item.start, item.end);
}

/** How large a function is, in tokens: what is written about it, and how it is laid out, does not count. */
export const sizeOf = remembered((definition: FunctionDefinition): number => tokensIn(wholeOf(definition)));

/** What stands before the body: type, name and parameters; comments are blanked. */
export function headOf({ file, item }: FunctionDefinition): string {
  return withoutComments(file.text.slice(item.start, item.bodyStart));
}

/** Bodies that are asked for again and again and have comments, which take time to blank. */
const bodies = new WeakMap<FunctionDefinition, string>();

/** What stands between its braces, and these; comments are blanked. */
export function bodyOf(definition: FunctionDefinition): string {
  const known = bodies.get(definition);
  if (known !== undefined) return known;
  const { file, item } = definition;
  const written = file.text.slice(item.bodyStart, item.end);
  const body = withoutComments(written);
  if (body !== written) bodies.set(definition, body);
  return body;
}

/** Where the function has its name. */
export function nameOf({ file, item }: FunctionDefinition): Place {
  return { file, start: item.nameSpan.start, end: item.nameSpan.end };
}

/** The function that a place lies in. */
export function functionAt({ file, start }: Place, program: Program): FunctionDefinition | undefined {
  return program.files.get(file.path)?.functions.find(({ item }) => item.start <= start && start < item.end);
}

/** The folder of a path, with the `/` behind it; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
