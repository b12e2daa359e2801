// SPDX-License-Identifier: GPL-2.0-only
/**
 * Ops of the kernel's other structs of operations, in C: what the documents and the headers of the tree say of the one
 * under the cursor, and those that a table has not set yet.
 */
import { type CompletionItem, CompletionItemKind, type Hover, MarkupKind } from 'vscode-languageserver';
import { formatPrototype } from '../../contracts/prototype.ts';
import { contractOf } from '../../contracts/structContracts.ts';
import { OTHER_STRUCTS } from '../../facts/tables/structTables.ts';
import { plainLink } from '../../report/pages/markdown.ts';
import { structOpPage } from '../../report/pages/structOp.ts';
import { linksInto } from '../pages/markdown.ts';
import { positionOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import type { CursorPosition } from './cursorPosition.ts';
import { plainFile } from './target.ts';
import { wordAt } from './words.ts';

/** Returns the page of `.op =` in the initializer of another struct of operations, or null. */
export async function structHover({ session, path, position }: CursorPosition): Promise<Hover | null> {
  const file = plainFile(session, path);
  const word = file && wordAt(file, position);
  if (!file || !word || !/\.\s*$/.test(word.before) || !/^\s*=/.test(word.after)) return null;
  const around = structAround(session, path, word.start);
  const contracts = around && (await session.structContracts());
  const contract = contracts && contractOf(contracts, around.struct, word.text);
  if (!contract) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: structOpPage(contract, linksInto(session.base)) },
    range: { start: positionOf(file, word.start), end: positionOf(file, word.end) },
  };
}

/** Returns the ops that a table of another struct has not set yet, behind a dot that begins a line. */
export async function structCompletion({
  session,
  path,
  position,
}: CursorPosition): Promise<CompletionItem[]> {
  const file = plainFile(session, path);
  if (!file) return [];
  const offset = file.offsetAt({ line: position.line + 1, column: position.character + 1 });
  const line = file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const around = /^\s*\.\w*$/.test(line) ? structAround(session, path, offset) : null;
  const contracts = around && (await session.structContracts());
  if (!contracts) return [];
  const written = new Set([...around.text.matchAll(/\.\s*(\w+)\s*=/g)].map((match) => match[1]));
  const ops = [...(contracts.get(around.struct)?.values() ?? [])];
  return ops.flatMap((contract, at): CompletionItem[] => {
    const { op, member } = contract;
    if (member?.kind !== 'callback' || written.has(op)) return [];
    return [
      {
        label: op,
        kind: CompletionItemKind.Field,
        detail: formatPrototype(op, member.prototype),
        documentation: { kind: MarkupKind.Markdown, value: structOpPage(contract, plainLink) },
        insertText: `${op} = `,
        sortText: String(at).padStart(3, '0'),
      },
    ];
  });
}

/** The struct whose initializer a plain offset stands in, at its own level of braces, and the text of all of it. */
function structAround(
  session: Session,
  path: string,
  offset: number,
): { struct: string; text: string } | null {
  const facts = session.file(path);
  if (!facts) return null;
  const { file, items } = facts;
  const at = file.fromCurrent(offset);
  const item = items.find(({ start, end }) => start <= at && at <= end);
  if (item?.kind !== 'variable' || item.bodyStart === -1) return null;
  const head = file.text.slice(item.start, item.nameSpan.start);
  const struct = head.match(/\w+/g)?.find((word) => OTHER_STRUCTS.has(word));
  if (struct === undefined) return null;
  let depth = 0;
  for (const character of file.text.slice(item.bodyStart, at))
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
  return depth === 1 ? { struct, text: file.text.slice(item.bodyStart, item.end) } : null;
}
