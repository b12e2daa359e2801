// SPDX-License-Identifier: GPL-2.0-only
/** What of a file the parser did not understand. */

import { isHalfBlock } from '../../syntax/items/halfBlocks.ts';
import { MOST_CHARACTERS } from '../../syntax/parse.ts';
import { isUnclosed } from '../../syntax/words/unclosed.ts';
import type { FileFacts, FunctionDefinition } from '../model.ts';
import { walk } from './visit.ts';

/** Why nothing of a function is known but its name; null where it was read. */
export function whyUnread(definition: FunctionDefinition): string | null {
  if (definition.variants().length > 0) return null;
  const { start, end } = definition.item;
  return end - start > MOST_CHARACTERS
    ? `it is longer than ${MOST_CHARACTERS / 1024} KB`
    : 'its body could not be found';
}

/** Whether the parser did not understand a part of a function. */
export function isBroken(definition: FunctionDefinition): boolean {
  if (definition.item.isTorn) return true;
  return definition.variants().some(({ body }) => {
    let found = false;
    walk(body, ({ kind }) => {
      if (kind === 'opaque' || kind === 'opaque-statement') found = true;
    });
    return found;
  });
}

/** Whether the last initializer of a file has no end, so that what stands behind its `{` was read as a part of it. */
export function isOpenAtEnd({ file: { text }, items }: FileFacts): boolean {
  const last = items.at(-1);
  if (last?.kind !== 'variable' || last.end < text.trimEnd().length) return false;
  return isUnclosed(text, last.nameSpan.start);
}

/** The macros of a file that have a part of a block. */
export function halfBlocksIn({ file: { text }, items }: FileFacts): string[] {
  return items.filter((item) => isHalfBlock(text, item)).map(({ name }) => name);
}
