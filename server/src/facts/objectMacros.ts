/** Object-like macros: `#define NAME words`. */
import type { Item } from '../syntax/items.ts';
import type { SourceFile } from '../text/source.ts';

export interface ObjectMacro {
  name: string;
  file: SourceFile;
  /** As for functions: a macro is seen wherever its file is. */
  isStatic: boolean;
  /** What stands for the name, without comments and line breaks. */
  text: string;
}

/** Returns the object-like macros among items of a file. */
export function objectMacros(file: SourceFile, items: readonly Item[]): ObjectMacro[] {
  return items
    .filter(
      // `#define f(x)` has its parenthesis at once after the name.
      ({ kind, bodyStart, nameSpan }) =>
        kind === 'define' && bodyStart !== -1 && file.text[nameSpan.end] !== '(',
    )
    .map(({ name, bodyStart, end }) => ({
      name,
      file,
      isStatic: false,
      text: replacement(file.text, bodyStart, end),
    }));
}

function replacement(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/\/\*.*?\*\/|\/\/.*$/gs, ' ')
    .replace(/\\\r?\n/g, ' ')
    .trim();
}
