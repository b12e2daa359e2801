// SPDX-License-Identifier: GPL-2.0-only
/** The structs that a file defines. */
import { withoutComments } from '../../syntax/words/skip.ts';
import type { FileFacts } from '../model.ts';

/** Returns what stands between the braces of the definitions of that name, comments left out. */
export function structBodies(name: string, facts: FileFacts): string[] {
  return definitionsOf(name, facts).map(({ bodyStart, end }) =>
    withoutComments(facts.file.text.slice(bodyStart + 1, end)),
  );
}

export const definesStruct = (name: string, facts: FileFacts): boolean =>
  definitionsOf(name, facts).length > 0;

const definitionsOf = (name: string, { items }: FileFacts) =>
  items.filter((item) => item.kind === 'type' && item.name === name && item.bodyStart >= 0);
