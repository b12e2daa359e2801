// SPDX-License-Identifier: GPL-2.0-only
/** Tells what a top-level piece of C is from its few outermost tokens. */
import type { Guard } from '../ast.ts';
import { skipBlank } from '../words/skip.ts';
import {
  declaratorInside,
  functionName,
  isMacroCall,
  lastName,
  type Name,
  tagName,
  tokenName,
  typedefName,
} from './declaredNames.ts';
import { type Draft, functionNameToken, TokenKind, tokenText } from './draft.ts';
import type { Item, ItemKind } from './items.ts';

/** Appends the item or items that a finished draft stands for to `items`. */
export function classify(text: string, draft: Draft, end: number, guards: Guard[], items: Item[]): void {
  const word = (i: number): string => tokenText(text, draft, i);
  let isStatic = false;
  let isTypedef = false;
  const head = draft.bodyTokens === -1 ? draft.count : draft.bodyTokens;
  for (let i = 0; i < head; i++) {
    if (draft.kinds[i] !== TokenKind.word) continue;
    const length = (draft.ends[i] as number) - (draft.starts[i] as number);
    if (length === 6 && word(i) === 'static') isStatic = true;
    else if (length === 6 && word(i) === 'STATIC') isStatic = true;
    else if (length === 7 && word(i) === 'typedef') isTypedef = true;
  }
  const push = (kind: ItemKind, name: Name | null, bodyStart: number, itemEnd = end): void => {
    const start = name?.start ?? draft.start;
    items.push({
      kind,
      start: draft.start,
      end: itemEnd,
      name: name ? (name.prefix ?? '') + text.slice(name.start, name.end) : '',
      nameSpan: { start, end: name?.end ?? start },
      bodyStart,
      isStatic,
      guards,
    });
  };

  if (draft.body === 'function') {
    push('function', functionName(text, draft), draft.bodyStart);
    return;
  }
  if (isTypedef) {
    push('type', typedefName(text, draft), draft.bodyStart);
    return;
  }
  if (draft.body === 'type' || (draft.assignAt !== -1 && hasTypeBody(draft))) {
    const tag = tagName(text, draft);
    const variable = lastName(
      text,
      draft,
      draft.bodyTokens,
      draft.assignAt === -1 ? draft.count : draft.assignTokens,
    );
    if (!variable) {
      push('type', tag, draft.bodyStart);
      return;
    }
    if (tag) push('type', tag, draft.bodyStart, draft.bodyEnd);
    push('variable', variable, draft.assignAt === -1 ? -1 : skipBlank(text, draft.assignAt + 1));
    return;
  }
  if (draft.assignAt !== -1) {
    push('variable', lastName(text, draft, 0, draft.assignTokens), skipBlank(text, draft.assignAt + 1));
    return;
  }
  const named = functionNameToken(text, draft);
  if (named !== -1) {
    const inside = declaratorInside(text, draft, named);
    if (inside) {
      push(inside.isFunction ? 'prototype' : 'variable', inside, -1);
    } else if (isMacroCall(text, draft, named)) {
      push('other', tokenName(draft, named), -1);
    } else {
      push('prototype', tokenName(draft, named), -1);
    }
    return;
  }
  const first = draft.kinds[0] === TokenKind.word ? word(0) : '';
  const isTag = first === 'struct' || first === 'union' || first === 'enum';
  if (isTag && draft.count === 2) {
    push('type', tokenName(draft, 1), -1);
    return;
  }
  const name = draft.body === null && draft.count > 1 ? lastName(text, draft, 0, draft.count) : null;
  push(name ? 'variable' : 'other', name, draft.bodyStart);
}

function hasTypeBody(draft: Draft): boolean {
  return draft.bodyStart !== -1 && draft.bodyStart < draft.assignAt;
}
