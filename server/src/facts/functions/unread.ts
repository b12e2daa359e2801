// SPDX-License-Identifier: GPL-2.0-only
import { MOST_CHARACTERS } from '../../syntax/parse.ts';
import type { FunctionDefinition } from '../model.ts';

/** Why nothing of a function is known but its name; null where it was read. */
export function whyUnread(definition: FunctionDefinition): string | null {
  if (definition.variants().length > 0) return null;
  const { start, end } = definition.item;
  return end - start > MOST_CHARACTERS
    ? `it is longer than ${MOST_CHARACTERS / 1024} KB`
    : 'its body could not be found';
}
