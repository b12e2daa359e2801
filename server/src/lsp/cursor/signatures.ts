// SPDX-License-Identifier: GPL-2.0-only
/** The parameters of functions that handlers are and call, by name: from their definition, or from the tree's headers. */

import { blankComments, closingOf } from '../../contracts/headers/text.ts';
import { INSERT_PARAMETERS } from '../../contracts/insertParameters.ts';
import { declaredParameters, parameterNames } from '../../contracts/parameterNames.ts';
import { normalType, splitParameters } from '../../contracts/prototype.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { isSkipped } from '../../io/read.ts';
import { onOneLine } from '../../text/words.ts';
import type { Session } from '../session/session.ts';

/** A function as it is declared. */
export interface Signature {
  name: string;
  returns: string;
  /** With their names: `unsigned long addr`. */
  parameters: string[];
  /** The op that it is a handler of, or null. */
  op: string | null;
}

/** Headers that declare what handlers and mapping functions call. */
const HEADERS = ['mm', 'huge_mm', 'pagemap', 'dma-mapping', 'dax', 'iomap', 'vmalloc', 'fs'].map(
  (name) => `include/linux/${name}.h`,
);

/** The headers of a session as text without comments; read once. */
const headers = new WeakMap<Session, string[]>();
const known = new WeakMap<Session, Map<string, Signature | null>>();

/** Returns the signature of a function as a file means its name, or null. */
export function signatureOf(name: string, path: string, session: Session): Signature | null {
  return handlerSignature(name, session) ?? definedSignature(name, path, session) ?? declared(name, session);
}

/** Returns the names of the parameters of a library function; empty where none is known. */
export function argumentNames(name: string, session: Session): string[] {
  return declared(name, session)?.parameters.map((one) => /(\w+)\W*$/.exec(one)?.[1] ?? '') ?? [];
}

/** A handler has the prototype of its op: what it should be, whatever is written. */
function handlerSignature(name: string, session: Session): Signature | null {
  const entry = session.handlers.find(({ member }) => member.handler === name);
  const contract = entry && session.kernel.ops.get(entry.member.op);
  if (!contract || contract.result === 'data') return null;
  const { op, prototype } = contract;
  const parameters = declaredParameters(prototype, parameterNames(contract, session.kernel));
  return { name, returns: prototype.returns, parameters, op };
}

function definedSignature(name: string, path: string, session: Session): Signature | null {
  const facts = session.file(path);
  const definition = facts && session.program.peek(name, facts.file)[0];
  return definition ? writtenSignature(definition) : null;
}

/** What a definition says of itself. */
function writtenSignature(definition: FunctionDefinition): Signature | null {
  const syntax = definition.variants()[0];
  if (!syntax) return null;
  const parameters = syntax.parameters.map(({ type, name }) =>
    `${type}${type.endsWith('*') ? '' : ' '}${name}`.trim(),
  );
  return { name: definition.name, returns: syntax.returnType, parameters, op: null };
}

function declared(name: string, session: Session): Signature | null {
  let signatures = known.get(session);
  if (!signatures) {
    signatures = new Map();
    known.set(session, signatures);
  }
  const before = signatures.get(name);
  if (before !== undefined) return before;
  const found =
    headersOf(session)
      .map((text) => declarationIn(text, name))
      .find((one) => one !== null) ??
    usual(name) ??
    null;
  signatures.set(name, found);
  return found;
}

function usual(name: string): Signature | null {
  const [returns, ...parameters] = Object.hasOwn(INSERT_PARAMETERS, name)
    ? (INSERT_PARAMETERS[name] ?? [])
    : [];
  return returns === undefined ? null : { name, returns, parameters, op: null };
}

function headersOf(session: Session): string[] {
  let texts = headers.get(session);
  if (!texts) {
    texts = session.inTree
      ? HEADERS.map((path) => session.peek(path)).flatMap((file) =>
          isSkipped(file) ? [] : [blankComments(file.text)],
        )
      : [];
    headers.set(session, texts);
  }
  return texts;
}

/** The declaration, or inline definition, of a function in a header. */
function declarationIn(text: string, name: string): Signature | null {
  for (let at = text.indexOf(`${name}(`); at !== -1; at = text.indexOf(`${name}(`, at + 1)) {
    if (/\w/.test(text[at - 1] ?? ' ')) continue;
    const open = at + name.length;
    const close = closingOf(text, open);
    const before = text.slice(Math.max(0, at - 200), at);
    const head = before.slice(
      Math.max(...['\n\n', ';', '}', '{'].map((mark) => before.lastIndexOf(mark) + 1)),
    );
    const type = head
      .split('\n')
      .filter((line) => !/^\s*#/.test(line))
      .join(' ')
      .replace(/\b(?:extern|static|inline|__always_inline)\b/g, ' ');
    if (close === -1 || !/^[\w\s*]*\w[\w\s*]*$/.test(type) || /\b(?:return|define)\b/.test(type)) continue;
    const parameters = splitParameters(text.slice(open + 1, close)).map((one) => onOneLine(one));
    return { name, returns: normalType(type), parameters, op: null };
  }
  return null;
}
