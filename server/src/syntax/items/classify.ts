// SPDX-License-Identifier: GPL-2.0-only
/** Tells what a top-level piece of C is from its few outermost tokens. */
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
import { functionNameToken, type ItemBuilder, TokenKind, tokenText } from './itemBuilder.ts';
import type { Item, ItemKind } from './items.ts';

/** Appends the item or items that a finished builder stands for to `items`. */
export function classify(
  text: string,
  builder: ItemBuilder,
  end: number,
  { guards, decided }: Pick<Item, 'guards' | 'decided'>,
  items: Item[],
): void {
  const word = (i: number): string => tokenText(text, builder, i);
  let isStatic = false;
  let isTypedef = false;
  const head = builder.bodyTokens === -1 ? builder.count : builder.bodyTokens;
  for (let i = 0; i < head; i++) {
    if (builder.kinds[i] !== TokenKind.word) continue;
    const length = (builder.ends[i] as number) - (builder.starts[i] as number);
    if (length === 6 && word(i) === 'static') isStatic = true;
    else if (length === 6 && word(i) === 'STATIC') isStatic = true;
    else if (length === 7 && word(i) === 'typedef') isTypedef = true;
  }
  const push = (kind: ItemKind, name: Name | null, bodyStart: number, itemEnd = end): void => {
    const start = name?.start ?? builder.start;
    items.push({
      kind,
      start: builder.start,
      end: itemEnd,
      name: name ? (name.prefix ?? '') + text.slice(name.start, name.end) : '',
      nameSpan: { start, end: name?.end ?? start },
      bodyStart,
      isStatic,
      guards,
      decided,
      ...(kind === 'function' && builder.lacksBraces ? { isTorn: true } : {}),
    });
  };

  if (builder.body === 'function') {
    push('function', functionName(text, builder), builder.bodyStart);
    return;
  }
  if (isTypedef) {
    push('type', typedefName(text, builder), builder.bodyStart);
    return;
  }
  if (builder.body === 'type' || (builder.assignAt !== -1 && hasTypeBody(builder))) {
    const tag = tagName(text, builder);
    const variable = lastName(
      text,
      builder,
      builder.bodyTokens,
      builder.assignAt === -1 ? builder.count : builder.assignTokens,
    );
    if (!variable) {
      push('type', tag, builder.bodyStart);
      return;
    }
    if (tag) push('type', tag, builder.bodyStart, builder.bodyEnd);
    push('variable', variable, builder.assignAt === -1 ? -1 : skipBlank(text, builder.assignAt + 1));
    return;
  }
  if (builder.assignAt !== -1) {
    push('variable', lastName(text, builder, 0, builder.assignTokens), skipBlank(text, builder.assignAt + 1));
    return;
  }
  const named = functionNameToken(text, builder);
  if (named !== -1) {
    const inside = declaratorInside(text, builder, named);
    if (inside) {
      push(inside.isFunction ? 'prototype' : 'variable', inside, -1);
    } else if (isMacroCall(text, builder, named)) {
      push('other', tokenName(builder, named), -1);
    } else {
      push('prototype', tokenName(builder, named), -1);
    }
    return;
  }
  const first = builder.kinds[0] === TokenKind.word ? word(0) : '';
  const isTag = first === 'struct' || first === 'union' || first === 'enum';
  if (isTag && builder.count === 2) {
    push('type', tokenName(builder, 1), -1);
    return;
  }
  const name = builder.body === null && builder.count > 1 ? lastName(text, builder, 0, builder.count) : null;
  push(name ? 'variable' : 'other', name, builder.bodyStart);
}

function hasTypeBody(builder: ItemBuilder): boolean {
  return builder.bodyStart !== -1 && builder.bodyStart < builder.assignAt;
}
