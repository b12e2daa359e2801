// SPDX-License-Identifier: GPL-2.0-only
/** The source of a definition, and where it stands. */
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';

export { withoutComments } from '../../syntax/words/skip.ts';

/** All of a function, from its storage class to its last brace. */
export function wholeOf({ file, item }: FunctionDefinition): string {
  return file.text.slice(item.start, item.end);
}

/** What stands before the body: type, name and parameters. */
export function headOf({ file, item }: FunctionDefinition): string {
  return file.text.slice(item.start, item.bodyStart);
}

export function bodyOf({ file, item }: FunctionDefinition): string {
  return file.text.slice(item.bodyStart, item.end);
}

/** Where the function has its name. */
export function nameOf({ file, item }: FunctionDefinition): Place {
  return { file, start: item.nameSpan.start, end: item.nameSpan.end };
}

/** The folder of a path, with the `/` behind it; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
