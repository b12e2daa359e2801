// SPDX-License-Identifier: GPL-2.0-only
/** Reads the initializer of an ops table. */
import type { Expression, InitializerEntry, InitializerList } from '../../syntax/ast.ts';
import type { SourceFile } from '../../text/source.ts';
import { namedFunctions } from '../functions/values.ts';
import type { TableMember } from '../model.ts';

/** A member without the guards, which only the comparison of all configurations tells. */
export type FoundMember = Omit<TableMember, 'guards'>;

/**
 * Returns the members that an initializer sets, NULL ones too.
 *
 * @param order the struct's members in declaration order, to name positional values; a value past its end, or any
 *   when it is empty, gets `#` and its index for a name
 */
export function readMembers(
  list: InitializerList,
  file: SourceFile,
  order: readonly string[],
): FoundMember[] {
  const found: FoundMember[] = [];
  let position = 0;
  for (const entry of list.entries) {
    const designator = entry.path.at(-1);
    const field = designator?.field ?? null;
    if (designator && field === null) continue;
    if (field !== null && order.includes(field)) position = order.indexOf(field);
    const op = field ?? order[position] ?? `#${position}`;
    position++;
    for (const value of namedFunctions(entry.value, file.text)) {
      found.push({
        op,
        opPlace: { file, start: (designator ?? entry).start, end: (designator ?? entry).end },
        handler: value.name,
        handlerPlace: { file, start: value.span.start, end: value.span.end },
        form: formOf(entry, file.text),
      });
    }
  }
  return found;
}

/** Returns the braces of an initializer, through casts and a compound literal; null when it is something else. */
export function listOf(expression: Expression | null): InitializerList | null {
  switch (expression?.kind) {
    case 'list':
      return expression;
    case 'cast':
    case 'compound':
      return listOf(expression.value);
    default:
      return null;
  }
}

/** One element of an array of tables. */
export interface Element {
  /** Index as written, or counted where it is not. */
  index: string;
  entry: InitializerEntry;
  list: InitializerList;
}

/** Returns the elements of an array's initializer. */
export function readElements(list: InitializerList, text: string): Element[] {
  const found: Element[] = [];
  let next = 0;
  for (const entry of list.entries) {
    const index = entry.path[0]?.index ?? null;
    if (index?.kind === 'number' && index.value !== null) next = index.value;
    const inner = listOf(entry.value);
    const name = index && index.kind !== 'number' ? text.slice(index.start, index.end) : String(next);
    next++;
    if (inner && entry.path.length <= 1) found.push({ index: name, entry, list: inner });
  }
  return found;
}

function formOf(entry: InitializerEntry, text: string): TableMember['form'] {
  const first = entry.path[0];
  if (!first) return 'positional';
  const written = text.slice(entry.start, first.end);
  return written.startsWith('.') || written.startsWith('[') ? 'designated' : 'gnu';
}
