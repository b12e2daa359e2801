// SPDX-License-Identifier: GPL-2.0-only
/** Readers of structs of operations and of struct vm_fault as a header defines them. Pure text. */

import { blank } from '../../syntax/words/skip.ts';
import type { Prototype } from '../model.ts';
import { normalType, parameterName, prototypeOf, splitParameters } from '../prototype.ts';
import { blankComments, closingOf, directivesIn, findBody, guardsAt } from './text.ts';

/** One member of the struct as the header declares it. Offsets of its name. */
export interface HeaderMember {
  name: string;
  kind: 'callback' | 'data';
  /** For data, `returns` is its type. */
  prototype: Prototype;
  /** What the header calls the parameters; null where it does not say. */
  names: (string | null)[];
  /** The #if conditions around it inside the struct, or null. */
  guard: string | null;
  start: number;
  end: number;
}

/** The struct with the offsets of its name. */
export interface OperationsStruct {
  members: HeaderMember[];
  /** Not every callback in it could be read: brackets do not match, or a `;` is missing. */
  isBroken: boolean;
  start: number;
  end: number;
}

/** One field of struct vm_fault as declared. */
export interface HeaderField {
  name: string;
  type: string;
  /** Inside the const group (5.12+): a handler cannot assign it. */
  isConst: boolean;
  start: number;
  end: number;
}

/** Reads struct vm_operations_struct of any release; null when the text does not define it. */
export function readOperationsStruct(text: string): OperationsStruct | null {
  const struct = readStruct(text, 'vm_operations_struct');
  if (!struct) return null;
  const members = new Map<string, HeaderMember>();
  for (const member of struct.members) {
    const other = members.get(member.name);
    if (other) other.guard = null;
    else members.set(member.name, { ...member });
  }
  return { ...struct, members: [...members.values()] };
}

/**
 * Reads a struct of any name: its members in the order of their declaration, one that both arms of an #if declare
 * twice. A member whose type is a typedef of a function (`bh_end_io_t *b_end_io`) is a callback where the same text
 * has the typedef. Null when the text does not define the struct, or its braces do not match.
 */
function readStruct(text: string, name: string): OperationsStruct | null {
  return readCleanStruct(blankComments(text), name);
}

/** The same for a text whose comments are blank already: a header has several. */
export function readCleanStruct(clean: string, name: string): OperationsStruct | null {
  const body = findBody(clean, new RegExp(`\\bstruct\\s+${name}\\b(?=\\s*\\{)`));
  if (!body) return null;
  const guardAt = guardsAt(directivesIn(clean, body.from, body.to));
  const members: HeaderMember[] = [];
  /** Those that no compiler sees. */
  const left: HeaderMember[] = [];
  for (const part of memberDeclarations(clean, body.from, body.to)) {
    const member = readMember(part.text, part.start);
    if (!member) continue;
    const guard = guardAt(member.start);
    (NEVER.test(guard ?? '') ? left : members).push({ ...throughTypedef(clean, member), guard });
  }
  const start = clean.indexOf(name, body.start);
  const heads = clean.slice(body.from, body.to).match(/\(\s*\*\s*(?:const\s+)?\w+\s*\)\s*\(/g) ?? [];
  const known = new Set([...members, ...left].map((member) => member.name));
  const isBroken = heads.some((head) => !known.has(/(?<!\w)\w+(?=\s*\)\s*\($)/.exec(head)?.[0] as string));
  return { members, isBroken, start, end: start + name.length };
}

/** `#if 0` around it, perhaps with others. */
const NEVER = /(?:^|&& )0(?: &&|$)/;

/** Declarations of members, those of a struct or union without a name among them: they are members of the whole. */
function memberDeclarations(text: string, from: number, to: number): { text: string; start: number }[] {
  return declarationsIn(text, from, to).flatMap((part) => {
    const open = /^\s*(?:struct|union)\s*\{/.exec(part.text)?.[0].length;
    const close = open === undefined ? -1 : closingOf(part.text, open - 1);
    if (open === undefined || close === -1 || part.text.slice(close + 1).trim() !== '') return [part];
    return memberDeclarations(text, part.start + open, part.start + close);
  });
}

/** A pointer to a typedef of a function as the callback that it is. */
function throughTypedef<T extends Omit<HeaderMember, 'guard'>>(text: string, member: T): T {
  if (member.kind === 'callback') return member;
  const type = /^(\w+)( \*)?$/.exec(member.prototype.returns);
  if (!type || !text.includes('typedef')) return member;
  const star = type[2] ? '' : '\\*\\s*';
  const head = new RegExp(
    `\\btypedef\\s+([\\w\\s*]*?[\\s*])(?:\\(\\s*${star}${type[1]}\\s*\\)|${type[2] ? type[1] : '(?!)'})\\s*(?=\\()`,
  ).exec(text);
  if (!head) return member;
  const open = head.index + head[0].length;
  const close = closingOf(text, open);
  if (close === -1) return member;
  const parameters = text.slice(open + 1, close);
  return {
    ...member,
    kind: 'callback',
    prototype: prototypeOf(head[1] as string, parameters),
    names: splitParameters(parameters).map(parameterName),
  };
}

/** Reads the fields of struct vm_fault, those in unions and const groups too; empty when the text does not define it. */
export function readVmFaultStruct(text: string): HeaderField[] {
  const clean = blankComments(text);
  const body = findBody(clean, /\bstruct\s+vm_fault\b(?=\s*\{)/);
  return body ? fieldsIn(clean, body.from, body.to, false) : [];
}

function fieldsIn(text: string, from: number, to: number, isConst: boolean): HeaderField[] {
  const fields: HeaderField[] = [];
  for (const part of declarationsIn(text, from, to)) {
    const brace = part.text.indexOf('{');
    if (brace !== -1) {
      const close = closingOf(part.text, brace);
      const inConst = isConst || /\bconst\b/.test(part.text.slice(0, brace));
      if (close !== -1) fields.push(...fieldsIn(text, part.start + brace + 1, part.start + close, inConst));
      continue;
    }
    const member = readMember(part.text, part.start);
    if (member)
      fields.push({
        name: member.name,
        type: member.prototype.returns,
        isConst,
        start: member.start,
        end: member.end,
      });
  }
  return fields;
}

/** Splits at semicolons outside brackets; preprocessor lines are blanked and vendors' KABI macros unwrapped. */
function declarationsIn(text: string, from: number, to: number): { text: string; start: number }[] {
  let inside = text.slice(from, to);
  for (const line of directivesIn(text, from, to)) {
    inside = replaceAt(inside, line.start - from, line.end - from, blank(text.slice(line.start, line.end)));
  }
  inside = unwrapKabi(inside);
  const parts: { text: string; start: number }[] = [];
  let at = 0;
  for (let i = 0; i < inside.length; i++) {
    const c = inside[i] as string;
    if (c === '(' || c === '{' || c === '[') {
      const close = closingOf(inside, i);
      if (close === -1) break;
      i = close;
    } else if (c === ';') {
      parts.push({ text: inside.slice(at, i), start: from + at });
      at = i + 1;
    }
  }
  return parts;
}

/**
 * Vendor kernels wrap members to keep their binary interface: `RH_KABI_REPLACE(old, new)`, `ANDROID_KABI_USE(1, new)`,
 * `RH_KABI_EXTEND(new)`, `RH_KABI_RESERVE(1)`. The last argument is what is compiled; a reserve is nothing.
 */
function unwrapKabi(text: string): string {
  let result = text;
  const macro = /\b\w{0,30}KABI_\w{1,60}\s*\(/g;
  for (let match = macro.exec(result); match; match = macro.exec(result)) {
    const open = match.index + match[0].length - 1;
    const close = closingOf(result, open);
    if (close === -1) break;
    let from = open + 1;
    for (let i = from; i < close; i++) {
      if (result[i] === '(') i = closingOf(result, i);
      else if (result[i] === ',') from = i + 1;
    }
    const declared = /\b[A-Za-z_]\w*[\s*]+\w|\(\s*\*/.test(result.slice(from, close));
    const kept = declared
      ? `${blank(result.slice(match.index, from))}${result.slice(from, close)};`
      : blank(result.slice(match.index, close + 1));
    result = replaceAt(result, match.index, close + 1, kept);
  }
  return result;
}

function readMember(text: string, offset: number): Omit<HeaderMember, 'guard'> | null {
  const callback = /\(\s*\*\s*(?:const\s+)?(\w+)\s*\)\s*\(/.exec(text);
  if (callback) {
    const name = callback[1] as string;
    const open = callback.index + callback[0].length - 1;
    const close = closingOf(text, open);
    if (close === -1) return null;
    const start = offset + callback.index + callback[0].indexOf(name);
    const parameters = text.slice(open + 1, close);
    const prototype = prototypeOf(text.slice(0, callback.index), parameters);
    const names = splitParameters(parameters).map(parameterName);
    return { name, kind: 'callback', prototype, names, start, end: start + name.length };
  }
  const data = /^([\s\S]*?[\s*])([A-Za-z_]\w*)\s*((?:\[[^\]]*\]|:\s*\d+)?)$/.exec(text.trimEnd());
  if (!data || /[(){}]/.test(text) || /^\s*(?:(?:struct|union|enum)\s*)?$/.test(data[1] as string))
    return null;
  const name = data[2] as string;
  const start = offset + (data[1] as string).length;
  return {
    name,
    kind: 'data',
    prototype: { returns: normalType(data[1] as string), parameters: [] },
    names: [],
    start,
    end: start + name.length,
  };
}

function replaceAt(text: string, from: number, to: number, replacement: string): string {
  return text.slice(0, from) + replacement + text.slice(to);
}
