// SPDX-License-Identifier: GPL-2.0-only
/** Members of a struct that a file has to itself, and that it stores to and never reads. */
import type { Expression } from '../../syntax/ast.ts';
import { withoutComments } from '../../syntax/words/skip.ts';
import { occurrences } from '../../text/words.ts';
import type { FileFacts } from '../model.ts';
import { mentionsOf } from '../names/mentions.ts';
import { namesIn } from '../names/words.ts';
import { walk } from './visit.ts';

const hasWord = (text: string, word: string) => !occurrences(text, word).next().done;

/**
 * What is stored to a member; null unless each mention of it, but for its declaration, is the target of a plain store.
 *
 * @param type of an object that has it, or of a pointer to such: the name of the struct or of a type for it
 */
export function onlyStores(field: string, type: string, facts: FileFacts): Expression[] | null {
  const { file, functions, items } = facts;
  if (!file.path.endsWith('.c')) return null;
  const [declared, ...others] = items
    .filter(({ kind, bodyStart }) => kind === 'type' && bodyStart >= 0)
    .map(({ start, end }) => withoutComments(file.text.slice(start, end)))
    .filter((text) => hasWord(text, field));
  if (declared === undefined || others.length > 0) return null;
  const [name = ''] = type.replace('struct ', '').split(' ');
  if (name === '' || !hasWord(declared, name)) return null;
  const stores = new Map<number, Expression>();
  for (const definition of functions) {
    if (!namesIn(definition).has(field)) continue;
    for (const { body } of definition.variants())
      walk(body, (node) => {
        if (node.kind !== 'assignment' || node.op !== '=') return;
        if (node.target.kind === 'member' && node.target.property === field)
          stores.set(node.target.start, node.value);
      });
  }
  return stores.size > 0 && mentionsOf(field, file).length === stores.size + 1 ? [...stores.values()] : null;
}
