/** Reads the members of a struct definition without a parser: enough for headers such as mm.h. */
import type { Span } from '../text/source.ts';
import type { Guard, Parameter } from './ast.ts';
import { constantGuard, negate, readCondition, readDirective, startsDirective } from './directives.ts';
import type { Item } from './items.ts';
import { closingOffset, skipQuoted, splitAtCommas, withoutComments } from './skip.ts';
import { normalizeType, readDeclaredName, readParameters } from './types.ts';

/** One member of a struct. */
export interface TypeMember extends Span {
  name: string;
  nameSpan: Span;
  /** Type as text in one spelling; of a pointer to a function, the whole `int (*)(...)`. */
  type: string;
  /** What a pointer to a function takes and returns; null for other members. */
  prototype: { returns: string; parameters: Parameter[] } | null;
  /** The `#if` arms inside the struct that the member stands in, outermost first. */
  guards: Guard[];
}

interface Arm {
  earlier: Guard[];
  own: Guard | null;
}

/**
 * Returns the members of a `type` item, those of unnamed structs and unions inside it among them. A member in
 * several `#if` arms is listed once per arm. Offsets are absolute. An item without a body has none.
 */
export function parseTypeMembers(text: string, item: Item): TypeMember[] {
  if (item.kind !== 'type' || item.bodyStart === -1) return [];
  const members: TypeMember[] = [];
  const close = Math.min(bodyEnd(text, item), item.end);
  readMembers(text, item.bodyStart + 1, close, [], members);
  return members;
}

function bodyEnd(text: string, item: Item): number {
  const body = withoutComments(text.slice(item.bodyStart, item.end));
  return item.bodyStart + closingOffset(body, 0) - 1;
}

function readMembers(text: string, from: number, to: number, arms: Arm[], into: TypeMember[]): void {
  let start = -1;
  let depth = 0;
  let i = from;
  while (i < to) {
    const c = text.charCodeAt(i);
    if (c === 47 && (text.charCodeAt(i + 1) === 42 || text.charCodeAt(i + 1) === 47)) {
      const isBlock = text.charCodeAt(i + 1) === 42;
      const close = text.indexOf(isBlock ? '*/' : '\n', i + 2);
      i = close === -1 ? to : close + (isBlock ? 2 : 0);
    } else if (c === 35 && startsDirective(text, i)) {
      i = directive(text, i, arms);
    } else if (c === 34 || c === 39) {
      i = skipQuoted(text, i);
    } else if (c === 59 && depth === 0) {
      if (start !== -1) readMember(text, start, i, arms, into);
      start = -1;
      i++;
    } else {
      if (c > 32 && start === -1) start = i;
      if (c === 40 || c === 123 || c === 91) depth++;
      else if (c === 41 || c === 125 || c === 93) depth--;
      i++;
    }
  }
}

function directive(text: string, at: number, arms: Arm[]): number {
  const found = readDirective(text, at);
  const arm = arms[arms.length - 1];
  if (/^if/.test(found.name)) {
    arms.push({ earlier: [], own: readCondition(text, found) });
  } else if (/^el/.test(found.name) && arm) {
    if (arm.own) arm.earlier.push(negate(arm.own));
    arm.own = found.name === 'else' ? null : readCondition(text, found);
  } else if (found.name === 'endif') {
    arms.pop();
  }
  return found.end;
}

/** Reads the declaration between `start` and its semicolon: members, or an unnamed struct with members inside. */
function readMember(text: string, start: number, end: number, arms: Arm[], into: TypeMember[]): void {
  const guards = arms.flatMap((arm) => (arm.own ? [...arm.earlier, arm.own] : arm.earlier));
  if (guards.some((guard) => constantGuard(guard) === false)) return;
  const code = withoutDirectives(withoutComments(text.slice(start, end)));
  const group = /^\s*struct_group(?:_tagged|_attr)?\s*\(/.exec(code);
  if (group) {
    // struct_group(NAME, members): the members are the struct's own.
    const comma = code.indexOf(',', group[0].length);
    if (comma !== -1)
      readMembers(text, start + comma + 1, start + closingOffset(code, group[0].length - 1) - 1, arms, into);
    return;
  }
  const open = code.indexOf('{');
  if (open !== -1 && /^[\w\s]*$/.test(code.slice(0, open))) {
    const close = closingOffset(code, open);
    const name = readDeclaredName(`struct x ${code.slice(close)}`);
    if (name.at === -1) {
      readMembers(text, start + open + 1, start + close - 1, arms, into);
      return;
    }
    const at = start + close + name.at - 'struct x '.length;
    into.push({
      start,
      end,
      name: name.name,
      nameSpan: { start: at, end: at + name.name.length },
      type: normalizeType(code.slice(0, open)),
      prototype: null,
      guards,
    });
    return;
  }
  let specifiers = '';
  for (const piece of splitAtCommas(code, 0, code.length)) {
    const source = specifiers + code.slice(piece.start, piece.end);
    const declared = readDeclaredName(source);
    if (declared.at === -1) continue;
    const at = start + piece.start + declared.at - specifiers.length;
    into.push({
      start: start + piece.start,
      end: start + piece.end,
      name: declared.name,
      nameSpan: { start: at, end: at + declared.name.length },
      type: declared.type,
      prototype: readPrototype(source, declared.at, start + piece.start - specifiers.length),
      guards,
    });
    if (specifiers === '') specifiers = `${/^[^*([]*?(?=[\s*]*\w+\s*(?:[[:(]|$))/.exec(source)?.[0] ?? ''} `;
  }
}

/** The prototype of `returns (*name)(parameters)`, whose name stands at `at`; null for other declarators. */
function readPrototype(source: string, at: number, base: number): TypeMember['prototype'] {
  const before = /\(\s*\*[\s*]*(?:const\s+|__\w+\s+)*$/.exec(source.slice(0, at));
  if (!before) return null;
  const open = source.indexOf('(', source.indexOf(')', at));
  if (open === -1) return null;
  const close = closingOffset(source, open) - 1;
  return {
    returns: normalizeType(source.slice(0, before.index)),
    parameters: readParameters(source, open, close, base),
  };
}

/** Blanks directive lines, which separate nothing here. */
function withoutDirectives(code: string): string {
  return code.includes('#') ? code.replace(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length)) : code;
}
