// SPDX-License-Identifier: GPL-2.0-only
/** Array declarators in the text of a struct or of variables, without a parser. */
import { escaped } from '../../text/words.ts';
import { withoutComments } from './skip.ts';

/**
 * Returns what stands in the brackets of the declarators of that name: `16` for `pfn[16]`. Of an array of arrays the
 * first bound; empty where nothing in the text declares it.
 */
export function arrayBounds(text: string, name: string): string[] {
  if (!text.includes(name)) return [];
  const declarator = new RegExp(
    `[\\s*,]${escaped(name)}\\s*\\[([^\\]]{0,400})\\](?:\\[[^\\]]{0,400}\\])*\\s*[;,=]`,
    'g',
  );
  return [...withoutComments(text).matchAll(declarator)].map((match) => (match[1] as string).trim());
}
