// SPDX-License-Identifier: GPL-2.0-only
/** Completion: ops that a table has not set yet, functions that fit one, and the results that are legal where a handler returns. */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { LoadedFile } from '../../facts/file/loadedFile.ts';
import { jobsOf } from '../../workspace/scope.ts';
import type { CursorPosition } from '../cursor/cursorPosition.ts';
import { plainFile } from '../cursor/target.ts';
import type { Session } from '../session/session.ts';
import { handlers, ops } from './tableCompletion.ts';

/** Returns what fits at a position; nothing in places that vmops does not know. */
export function completion({ session, path, position }: CursorPosition, snippets: boolean): CompletionItem[] {
  const file = plainFile(session, path);
  const facts = session.file(path);
  if (!file || !facts) return [];
  const offset = file.offsetAt({ line: position.line + 1, column: position.character + 1 });
  const line = file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const here = { session, facts, file, offset, position, snippets };
  const member = /^\s*(\.?)\w*$/.exec(line);
  if (member) return ops(here, member[1] === '.');
  const entry = /^\s*\.(\w+)\s*=\s*&?\w*$/.exec(line);
  if (entry) return handlers(here, entry[1] as string);
  if (/\breturn\s+\w*$/.test(line) || /\b(?:ret|err|result)\s*\|?=\s*\w*$/.test(line))
    return results(session, facts, offset);
  return [];
}

function results(session: Session, facts: LoadedFile, offset: number): CompletionItem[] {
  const { file } = facts;
  const at = file.fromCurrent(offset);
  const ops = jobsOf(session.handlers)
    .filter(({ definition: { file: own, item } }) => own === file && item.start <= at && at <= item.end)
    .map(({ op }) => op);
  const found = new Map<string, CompletionItem>();
  for (const op of ops) {
    for (const { name, meaning } of session.kernel.ops.get(op)?.results ?? []) {
      // Every op of a function that serves several must accept the result.
      if (!ops.every((other) => session.kernel.ops.get(other)?.results.some((one) => one.name === name)))
        continue;
      const label = name === '0' ? '0' : `VM_FAULT_${name}`;
      found.set(label, {
        label,
        kind: CompletionItemKind.EnumMember,
        detail: `result of ${[...new Set(ops)].join(' and ')}`,
        documentation: meaning,
        sortText: String(found.size).padStart(3, '0'),
      });
    }
  }
  return [...found.values()];
}
