// SPDX-License-Identifier: GPL-2.0-only
/** Members of a struct that a file has to itself, and that it stores to and never reads. */
import { withoutComments } from '../../syntax/words/skip.ts';
import { occurrences } from '../../text/words.ts';
import type { FileFacts } from '../model.ts';
import { mentionsOf } from '../names/mentions.ts';
import { namesIn } from '../names/words.ts';
import { walk } from './visit.ts';

const hasWord = (text: string, word: string) => !occurrences(text, word).next().done;

/**
 * Whether each mention of the member, but for its declaration, is the target of a plain store.
 *
 * @param type of an object that has it, or of a pointer to such: the name of the struct or of a type for it
 */
export function isOnlyStored(field: string, type: string, facts: FileFacts): boolean {
  const { file, functions, items } = facts;
  if (!file.path.endsWith('.c')) return false;
  const [declared, ...others] = items
    .filter(({ kind, bodyStart }) => kind === 'type' && bodyStart >= 0)
    .map(({ start, end }) => withoutComments(file.text.slice(start, end)))
    .filter((text) => hasWord(text, field));
  if (declared === undefined || others.length > 0) return false;
  const [name = ''] = type.replace('struct ', '').split(' ');
  if (name === '' || !hasWord(declared, name)) return false;
  const stores = new Set<number>();
  for (const definition of functions) {
    if (!namesIn(definition).has(field)) continue;
    for (const { body } of definition.variants())
      walk(body, (node) => {
        if (node.kind !== 'assignment' || node.op !== '=') return;
        if (node.target.kind === 'member' && node.target.property === field) stores.add(node.target.start);
      });
  }
  return stores.size > 0 && mentionsOf(field, file).length === stores.size + 1;
}
