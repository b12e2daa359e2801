// SPDX-License-Identifier: GPL-2.0-only
/** As what a function stands where core comes in to map. */

import type { Item } from '../../syntax/items/items.ts';
import type { FileFacts, FunctionDefinition, Program } from '../model.ts';
import type { MappingEntry } from './mappingEntries.ts';

/** An entry with the file that it stands in. */
export interface EntryOf {
  entry: MappingEntry;
  facts: FileFacts;
}

/** Returns the entries that name a function, in the order of the program. */
export function entriesOf(definition: FunctionDefinition, program: Program): EntryOf[] {
  const { name, isStatic, file } = definition;
  const found: EntryOf[] = [];
  // A static function of a source file stands in that file alone.
  const own = isStatic && !file.path.endsWith('.h') ? program.files.get(file.path) : null;
  if (own === undefined) return found;
  for (const facts of own === null ? program.files.values() : [own]) {
    for (const entry of facts.entries)
      if (entry.function === name && program.lookup(name, facts.file).includes(definition))
        found.push({ entry, facts });
  }
  return found;
}

/** Names of the functions that stand in initializers among these items: the other members say how they are called. */
export function mappedThrough(facts: FileFacts, items: readonly Item[]): string[] {
  const variables = items.filter(({ kind }) => kind === 'variable');
  if (variables.length === 0) return [];
  const isIn = ({ place: { start } }: MappingEntry) =>
    variables.some((item) => item.start <= start && start < item.end);
  return facts.entries.flatMap((entry) => (entry.function !== null && isIn(entry) ? [entry.function] : []));
}
