// SPDX-License-Identifier: GPL-2.0-only
/** Which lines of C do something: a label, a brace or a bare declaration is not worth a word of a reply. */

/** Whether a line of C, without its mark, does something. */
export function doesSomething(line: string): boolean {
  const code = line.replace(/\/\*.*?\*\/|\/\/.*$/g, '').trim();
  return code !== '' && !NOTHING.test(code) && !DECLARATION.test(code);
}

/** Braces, labels, lines of a comment, `else`, `do`. */
const NOTHING = /^(?:[{}()\s;,]+|\w+:|default:|\*.*|\/\*.*|\}?\s*else\s*\{?|do\s*\{?)$/;
/** `u64 pgoff, base;` */
const DECLARATION = /^(?!return\b|goto\b)\w[\w\s]*[\s*]+\w+(?:\[\w*\])?(?:,\s*\**\w+)*;$/;
