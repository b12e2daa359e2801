/** Tells what a top-level piece of C is from its few outermost tokens. */
import attributes from '../../../grammars/macros/attributes.json';
import type { Guard } from './ast.ts';
import type { Item, ItemKind } from './items.ts';
import { BASIC_TYPES } from './names.ts';
import { skipBlank } from './skip.ts';

/** Kinds of the outermost tokens of an item. */
export const TokenKind = { word: 1, parens: 2, brackets: 3, other: 4 } as const;

/** An item under way: its tokens outside of all brackets, and where its body and `=` stand (-1 without). */
export interface Draft {
  start: number;
  count: number;
  kinds: number[];
  starts: number[];
  ends: number[];
  assignAt: number;
  /** How many tokens stand before the `=` and before the `{`. */
  assignTokens: number;
  bodyTokens: number;
  bodyStart: number;
  bodyEnd: number;
  body: 'function' | 'type' | 'initializer' | 'other' | 'linkage' | null;
  /** Arms of an #if inside it disagree about the braces. */
  torn: boolean;
}

const ATTRIBUTES = new Set<string>([...attributes.call, ...attributes.cleanup]);
const BARE_ATTRIBUTES = new Set<string>(attributes.bare);
const STORAGE = new Set([
  'static',
  'extern',
  'inline',
  '__inline',
  '__inline__',
  '__always_inline',
  'const',
  ...attributes.storage,
]);
const TYPE_WORDS = new Set([
  ...BASIC_TYPES,
  'static',
  'extern',
  'inline',
  'struct',
  'union',
  'enum',
  'typedef',
]);
/** Words before parentheses that are neither a declared name nor an attribute. */
const TYPE_CALLS = new Set([
  'typeof',
  '__typeof__',
  '__typeof',
  '_Alignas',
  '_Atomic',
  'asm',
  '__asm__',
  '__asm',
]);

/**
 * Returns the index of the token that names a function: the first word before parentheses that is no attribute,
 * or of the type word before a parenthesised declarator such as `int (*f(void))(int)`. -1 without one.
 */
export function functionNameToken(text: string, draft: Draft): number {
  const { kinds, starts, ends } = draft;
  const count = draft.bodyTokens === -1 ? draft.count : draft.bodyTokens;
  for (let i = 0; i + 1 < count; i++) {
    if (kinds[i] !== TokenKind.word || kinds[i + 1] !== TokenKind.parens) continue;
    const word = text.slice(starts[i], ends[i]);
    if (ATTRIBUTES.has(word) || TYPE_CALLS.has(word)) continue;
    return i;
  }
  for (let i = 1; i < count; i++) {
    // `int *(*f(void))(int)`: the declarator stands in the first parentheses.
    if (kinds[i] === TokenKind.parens && kinds[i - 1] === TokenKind.other) return i - 1;
  }
  return -1;
}

/** Appends the item or items that a finished draft stands for to `items`. */
export function classify(text: string, draft: Draft, end: number, guards: Guard[], items: Item[]): void {
  const word = (i: number): string => text.slice(draft.starts[i], draft.ends[i]);
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
      push('other', { start: draft.starts[named] as number, end: draft.ends[named] as number }, -1);
    } else {
      push('prototype', { start: draft.starts[named] as number, end: draft.ends[named] as number }, -1);
    }
    return;
  }
  const first = draft.kinds[0] === TokenKind.word ? word(0) : '';
  const isTag = first === 'struct' || first === 'union' || first === 'enum';
  if (isTag && draft.count === 2) {
    push('type', { start: draft.starts[1] as number, end: draft.ends[1] as number }, -1);
    return;
  }
  const name = draft.body === null && draft.count > 1 ? lastName(text, draft, 0, draft.count) : null;
  push(name ? 'variable' : 'other', name, draft.bodyStart);
}

interface Name {
  start: number;
  end: number;
  prefix?: string;
}

function hasTypeBody(draft: Draft): boolean {
  return draft.bodyStart !== -1 && draft.bodyStart < draft.assignAt;
}

/** The tag of a struct, union or enum definition: the last plain word before its `{`. */
function tagName(text: string, draft: Draft): Name | null {
  for (let i = draft.bodyTokens - 1; i > 0; i--) {
    if (draft.kinds[i] !== TokenKind.word) continue;
    const word = text.slice(draft.starts[i], draft.ends[i]);
    if (word === 'struct' || word === 'union' || word === 'enum') return null;
    if (draft.kinds[i + 1] === TokenKind.parens && i + 1 < draft.bodyTokens) continue;
    if (BARE_ATTRIBUTES.has(word)) continue;
    return { start: draft.starts[i] as number, end: draft.ends[i] as number };
  }
  return null;
}

/** The declared name among tokens `from` to `to`: the last word that is no attribute, type word or its argument. */
function lastName(text: string, draft: Draft, from: number, to: number): Name | null {
  for (let i = to - 1; i >= from; i--) {
    const kind = draft.kinds[i];
    if (kind === TokenKind.parens && i > 0) {
      const before = text.slice(draft.starts[i - 1], draft.ends[i - 1]);
      if (ATTRIBUTES.has(before) || TYPE_CALLS.has(before)) {
        i--;
        continue;
      }
      const inside = /^\(\s*\*[\s*]*(?:const\s+)?(\w+)/.exec(text.slice(draft.starts[i], draft.ends[i]));
      if (inside) return innerName(draft.starts[i] as number, inside);
      // DEFINE_PER_CPU(type, name) and kin: the last word among the arguments.
      const last =
        draft.kinds[i - 1] === TokenKind.word
          ? /(\w+)\W*$/.exec(text.slice(draft.starts[i], draft.ends[i]))
          : null;
      if (last && draft.kinds[i - 2] !== TokenKind.parens) return innerName(draft.starts[i] as number, last);
      continue;
    }
    if (kind !== TokenKind.word) continue;
    const word = text.slice(draft.starts[i], draft.ends[i]);
    if (BARE_ATTRIBUTES.has(word) || ATTRIBUTES.has(word)) continue;
    if (TYPE_WORDS.has(word)) return null;
    if (word.startsWith('__') && i - 2 >= from && followsName(text, draft, i)) continue;
    // What stands behind a definition's `}` or a lone macro word is an attribute when it looks like one.
    if (from > 0 && /^(__\w+|[A-Z][A-Z0-9_]+)$/.test(word) && i === from && to - from === 1) {
      return word.startsWith('__')
        ? null
        : { start: draft.starts[i] as number, end: draft.ends[i] as number };
    }
    return { start: draft.starts[i] as number, end: draft.ends[i] as number };
  }
  return null;
}

/** Whether token `i` stands behind a declared name: `struct foo name __x`, `foo_t *name __x`. */
function followsName(text: string, draft: Draft, i: number): boolean {
  if (draft.kinds[i - 1] !== TokenKind.word) return false;
  if (TYPE_WORDS.has(text.slice(draft.starts[i - 1], draft.ends[i - 1]))) return false;
  if (draft.kinds[i - 2] === TokenKind.other) return true;
  return (
    draft.kinds[i - 2] === TokenKind.word &&
    !TYPE_WORDS.has(text.slice(draft.starts[i - 2], draft.ends[i - 2]))
  );
}

function innerName(base: number, match: RegExpExecArray): Name {
  const start = base + match.index + match[0].indexOf(match[1] as string);
  return { start, end: start + (match[1] as string).length };
}

function typedefName(text: string, draft: Draft): Name | null {
  for (let i = 0; i + 1 < draft.count; i++) {
    if (draft.kinds[i] !== TokenKind.parens) continue;
    const pointer = /^\(\s*\*\s*(\w+)/.exec(text.slice(draft.starts[i], draft.ends[i]));
    if (pointer) return innerName(draft.starts[i] as number, pointer);
    if (draft.kinds[i + 1] !== TokenKind.parens) continue;
    const plain = /^\(\s*(\w+)\s*\)$/.exec(text.slice(draft.starts[i], draft.ends[i]));
    if (plain) return innerName(draft.starts[i] as number, plain);
  }
  const function_ = draft.bodyStart === -1 ? functionNameToken(text, draft) : -1;
  if (function_ > 0)
    return { start: draft.starts[function_] as number, end: draft.ends[function_] as number };
  return lastName(text, draft, Math.max(draft.bodyTokens, 1), draft.count);
}

/** The name in a parenthesised declarator: `int (*name)(...)`, `int (*name(int))(...)`, `int (name)(...)`. */
function declaratorInside(
  text: string,
  draft: Draft,
  named: number,
): (Name & { isFunction: boolean }) | null {
  const before = text.slice(draft.starts[named], draft.ends[named]);
  const group = text.slice(draft.starts[named + 1], draft.ends[named + 1]);
  const isPointer = /^\(\s*\*/.test(group);
  if (!isPointer && !TYPE_WORDS.has(before) && draft.kinds[named] === TokenKind.word) return null;
  const match = /^\(\s*[\s*]*(?:__\w+\s+|const\s+)*(\w+)\s*(\(?)/.exec(group);
  if (!match) return null;
  return {
    ...innerName(draft.starts[named + 1] as number, match),
    isFunction: match[2] === '(' || !isPointer,
  };
}

/** `DEFINE_MUTEX(x)`, `module_init(f)`: nothing but storage words stands before the name. */
function isMacroCall(text: string, draft: Draft, named: number): boolean {
  for (let i = 0; i < named; i++) {
    const word = text.slice(draft.starts[i], draft.ends[i]);
    if (draft.kinds[i] === TokenKind.parens) continue;
    if (!STORAGE.has(word) && !ATTRIBUTES.has(word) && !BARE_ATTRIBUTES.has(word)) return false;
  }
  return true;
}

function functionName(text: string, draft: Draft): Name | null {
  const named = functionNameToken(text, draft);
  if (named === -1) return null;
  const inside = declaratorInside(text, draft, named);
  if (inside) return inside;
  const plain = { start: draft.starts[named] as number, end: draft.ends[named] as number };
  const word = text.slice(plain.start, plain.end);
  if (!/^[A-Z][A-Z0-9_]+$/.test(word) || !isMacroCall(text, draft, named)) return plain;
  // A macro that expands to the head of a definition is named by its first argument.
  const argument = /^\(\s*(\w+)/.exec(text.slice(draft.starts[named + 1], draft.ends[named + 1]));
  if (!argument) return plain;
  const name = innerName(draft.starts[named + 1] as number, argument);
  return /SYSCALL_DEFINE\d$/.test(word) ? { ...name, prefix: 'sys_' } : name;
}
