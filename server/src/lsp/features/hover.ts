// SPDX-License-Identifier: GPL-2.0-only
/** Hover: what the thing under the cursor means in this release. */
import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { CursorPosition } from '../cursor/cursorPosition.ts';
import { plainFile, type Target, targetAt } from '../cursor/target.ts';
import { handlerPage } from '../pages/handler.ts';
import { libraryPage } from '../pages/library.ts';
import { mappingPage } from '../pages/mapping.ts';
import { faultCodePage, faultFieldPage, faultFlagPage, insertPage, vmaFlagPage } from '../pages/names.ts';
import { opPage } from '../pages/op.ts';
import { structPage } from '../pages/struct.ts';
import { tablePage } from '../pages/table.ts';
import { positionOf } from '../places.ts';

/** Returns the page of what stands at a position, or null. */
export function hover({ session, path, position }: CursorPosition): Hover | null {
  const target = targetAt(session, path, position);
  const file = plainFile(session, path);
  const value = target && pageOf(target, { session, path, position });
  if (!target || !value || !file) return null;
  const { start, end } = target.word;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: { start: positionOf(file, start), end: positionOf(file, end) },
  };
}

function pageOf(target: Target, { session, path }: CursorPosition): string | null {
  const { kernel } = session;
  switch (target.kind) {
    case 'op':
      return opPage(target.op, session);
    case 'handler':
      return handlerPage(target.name, path, session);
    case 'table':
      return tablePage(target.table, session);
    case 'fault-code':
      return faultCodePage(target.name, kernel);
    case 'fault-flag':
      return faultFlagPage(target.name, kernel);
    case 'vma-flag':
      return vmaFlagPage(target.name, kernel);
    case 'fault-field':
      return faultFieldPage(target.name, kernel);
    case 'struct':
      return structPage(session);
    case 'mapping':
      return mappingPage(target.name, path, session);
    case 'function':
      return insertPage(target.name, path, session) ?? libraryPage(target.name, path, session);
  }
}
