// SPDX-License-Identifier: GPL-2.0-only
/** Completion: ops that a table has not set yet, and the results that are legal where a handler returns. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import { formatPrototype } from '../contracts/prototype.ts';
import { handlerName, skeleton } from '../contracts/skeletons.ts';
import type { LoadedFile } from '../facts/loadedFile.ts';
import { aboveItem } from '../text/layout.ts';
import type { SourceFile } from '../text/source.ts';
import { jobsOf } from '../workspace/scope.ts';
import type { CursorPosition } from './cursorPosition.ts';
import { opText } from './pages/op.ts';
import { insert } from './places.ts';
import type { Session } from './session.ts';
import { plainFile } from './target.ts';

/** Returns what fits at a position; nothing in places that vmops does not know. */
export function completion({ session, path, position }: CursorPosition, snippets: boolean): CompletionItem[] {
  const file = plainFile(session, path);
  const facts = session.file(path);
  if (!file || !facts) return [];
  const offset = file.offsetAt({ line: position.line + 1, column: position.character + 1 });
  const line = file.text.slice(file.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const member = /^\s*(\.?)\w*$/.exec(line);
  if (member) return ops(session, file, offset, position, member[1] === '.', snippets);
  if (/\breturn\s+\w*$/.test(line) || /\b(?:ret|err|result)\s*\|?=\s*\w*$/.test(line))
    return results(session, facts, offset);
  return [];
}

function ops(
  session: Session,
  file: SourceFile,
  offset: number,
  position: Position,
  hasDot: boolean,
  snippets: boolean,
): CompletionItem[] {
  const { text } = file;
  const head = text.slice(0, offset);
  const table = [
    ...head.matchAll(/\bstruct\s+vm_operations_struct\s+(\w+)(?:\s*\[\w*\])?[^=;{}]*=\s*\{/g),
  ].at(-1);
  if (!table) return [];
  const inside = head.slice(table.index + table[0].length);
  if (depthOf(inside) !== 0) return [];
  const rest = text.slice(offset);
  const body = `${inside}\n${rest.slice(0, Math.max(rest.indexOf('}'), 0))}`;
  const set = new Set([...body.matchAll(/\.(\w+)\s*=/g)].map((match) => match[1]));
  const name = table[1] as string;
  const above = aboveItem(text, table.index);
  const found: CompletionItem[] = [];
  for (const [op, contract] of session.kernel.ops) {
    if (set.has(op) || contract.result === 'data') continue;
    const handler = handlerName(name, op);
    const value = snippets ? `.${op} = \${1:${handler}},` : `.${op} = ${handler},`;
    const start = position.character - (/\.?\w*$/.exec(head) as RegExpExecArray)[0].length;
    const exists = new RegExp(`\\b${handler}\\s*\\(`).test(text);
    found.push({
      label: `.${op}`,
      kind: CompletionItemKind.Field,
      detail: formatPrototype(op, contract.prototype),
      documentation: { kind: MarkupKind.Markdown, value: opText(contract, session) },
      filterText: hasDot ? `.${op}` : op,
      sortText: String(found.length).padStart(3, '0'),
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: {
        range: { start: { line: position.line, character: start }, end: position },
        newText: value,
      },
      ...(exists
        ? {}
        : {
            additionalTextEdits: [insert(file, above, `${skeleton(handler, contract, session.kernel)}\n`)],
          }),
    });
  }
  return found;
}

/** Braces open minus braces closed. */
function depthOf(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth++;
    else if (char === '}' && --depth < 0) return depth;
  }
  return depth;
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
