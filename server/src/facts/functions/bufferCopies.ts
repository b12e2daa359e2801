// SPDX-License-Identifier: GPL-2.0-only
/** Copies into a buffer of a caller, or out of it, that nothing compares with its length. */
import type { Binary, Expression, FunctionSyntax, Identifier, Statement } from '../../syntax/ast.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition, Program } from '../model.ts';
import { type Local, readLocals } from './locals.ts';
import { type Node, walk } from './visit.ts';

export interface BufferCopy {
  place: Place;
  callee: string;
  /** Where in the buffer it begins, and how many bytes, as written. */
  at: string;
  bytes: string;
  /** The name that the length of the buffer has there. */
  length: string;
}

const COPIES: ReadonlySet<string> = new Set(['memcpy', 'memmove', 'memcpy_fromio', 'memcpy_toio']);

/** Callees of callees that are handed buffer and length. */
const DEPTH = 2;

/** @param buffer @param length the indexes of the parameters */
export function copiesPastLength(
  definition: FunctionDefinition,
  buffer: number,
  length: number,
  program: Program,
  depth = 0,
): BufferCopy[] {
  const variant = definition.variants()[0];
  const [into, bytes] = [variant?.parameters[buffer]?.name, variant?.parameters[length]?.name];
  if (!variant || !into || !bytes) return [];
  const locals = readLocals(variant);
  const [buffers, lengths] = [namesFor(into, locals), namesFor(bytes, locals)];
  const found: BufferCopy[] = [];
  walk(variant.body, (node) => {
    if (node.kind !== 'call' || node.callee.kind !== 'identifier') return;
    const { args, callee } = node;
    if (!COPIES.has(callee.name)) {
      const [b, l] = [indexOf(args, buffers), indexOf(args, lengths)];
      if (b < 0 || l < 0 || depth >= DEPTH) return;
      for (const below of program.lookup(callee.name, definition.file))
        found.push(...copiesPastLength(below, b, l, program, depth + 1));
      return;
    }
    const end = args.slice(0, 2).find((arg) => mentions(arg, buffers));
    const [, , count] = args;
    if (end === undefined || count === undefined || (count.kind === 'number' && count.value === 1)) return;
    const within = namesBehind(count, variant, locals);
    const index = new Set(namesOf(end).filter((name) => !buffers.has(name)));
    if ([...within].some((name) => lengths.has(name)) || isCompared(variant, lengths, within, index)) return;
    const { file } = definition;
    const text = (e: Expression) => writtenAt({ file, start: e.start, end: e.end });
    found.push({
      place: { file, start: node.start, end: node.end },
      callee: callee.name,
      at: text(end),
      bytes: text(count),
      length: bytes,
    });
  });
  return found;
}

/** The parameter, and locals that are nothing but another name for it. */
function namesFor(name: string, locals: ReadonlyMap<string, Local>): Set<string> {
  const names = new Set([name]);
  for (const [other, { values }] of locals) {
    const [only] = values.map(bare);
    if (values.length === 1 && only?.kind === 'identifier' && only.name === name) names.add(other);
  }
  return names;
}

const bare = (e: Expression): Expression => (e.kind === 'cast' ? bare(e.value) : e);

const isNamed = (e: Expression, names: ReadonlySet<string>) => {
  const inner = bare(e);
  return inner.kind === 'identifier' && names.has(inner.name);
};

const indexOf = (args: readonly Expression[], names: ReadonlySet<string>) =>
  args.findIndex((arg) => isNamed(arg, names));

function namesOf(node: Node): string[] {
  const names: string[] = [];
  walk(node, (one) => {
    if (one.kind === 'identifier') names.push(one.name);
    else if (one.kind === 'opaque' || one.kind === 'opaque-statement') names.push(...one.names);
  });
  return names;
}

const mentions = (node: Node, names: ReadonlySet<string>) => namesOf(node).some((name) => names.has(name));

/** The names that a value is made of, by way of locals; what is counted onto one of them too. */
function namesBehind(
  value: Expression,
  { body }: FunctionSyntax,
  locals: ReadonlyMap<string, Local>,
): ReadonlySet<string> {
  const names = new Set(namesOf(value));
  for (const name of names) {
    for (const one of locals.get(name)?.values ?? []) for (const other of namesOf(one)) names.add(other);
    walk(body, (node) => {
      if (node.kind !== 'assignment' || node.target.kind !== 'identifier' || node.target.name !== name)
        return;
      for (const other of namesOf(node.value)) names.add(other);
    });
  }
  return names;
}

/**
 * Something may hold what is copied against the length. Whether there is anything left to do does not, by the index or by
 * what has no part in how much is copied; nor does a test that refuses a length which is too large.
 */
function isCompared(
  { body }: FunctionSyntax,
  lengths: ReadonlySet<string>,
  within: ReadonlySet<string>,
  index: ReadonlySet<string>,
): boolean {
  const harmless = new Set<number>();
  const pass = (node: Node) => {
    walk(node, (one) => {
      if (one.kind === 'identifier' && lengths.has(one.name)) harmless.add(one.start);
    });
  };
  const tellsNothing = (e: Expression) => {
    const other = bare(e);
    if (other.kind === 'number') return other.value === 0;
    return other.kind === 'identifier' && (index.has(other.name) || !within.has(other.name));
  };
  const test = (e: Expression | null) => {
    for (const part of e === null ? [] : partsOf(e)) {
      if (isNamed(part, lengths) || (part.kind === 'unary' && isNamed(part.operand, lengths))) pass(part);
      if (part.kind !== 'binary') continue;
      if (isNamed(part.left, lengths) && tellsNothing(part.right)) pass(part.left);
      if (isNamed(part.right, lengths) && tellsNothing(part.left)) pass(part.right);
    }
  };
  walk(body, (node) => {
    if (node.kind === 'if' || node.kind === 'while' || node.kind === 'do' || node.kind === 'for')
      test(node.test);
    if (node.kind === 'if' && leaves(node.yes))
      for (const part of partsOf(node.test)) {
        const large = part.kind === 'binary' ? largerOf(part) : null;
        if (large !== null && mentions(large.large, lengths) && !mentions(large.small, lengths))
          pass(large.large);
      }
    if (node.kind === 'return' && node.value !== null) pass(node.value);
    if (node.kind === 'assignment' && node.op === '-=' && isNamed(node.target, lengths)) pass(node.target);
    if (node.kind === 'declaration')
      for (const { name, init } of node.declarators) if (init && lengths.has(name)) pass(init);
  });
  let isElsewhere = false;
  walk(body, (node) => {
    if (node.kind === 'opaque' || node.kind === 'opaque-statement') isElsewhere ||= mentions(node, lengths);
    if (node.kind === 'identifier') isElsewhere ||= isOther(node, lengths, harmless);
  });
  return isElsewhere;
}

const isOther = ({ name, start }: Identifier, lengths: ReadonlySet<string>, harmless: ReadonlySet<number>) =>
  lengths.has(name) && !harmless.has(start);

/** The operands of `&&` and `||`. */
const partsOf = (e: Expression): Expression[] =>
  e.kind === 'binary' && (e.op === '&&' || e.op === '||') ? [...partsOf(e.left), ...partsOf(e.right)] : [e];

/** Which side is the larger one where the comparison holds. */
function largerOf({ op, left, right }: Binary): { large: Expression; small: Expression } | null {
  if (op === '>' || op === '>=') return { large: left, small: right };
  return op === '<' || op === '<=' ? { large: right, small: left } : null;
}

/** A statement behind which the function does not go on. */
function leaves(statement: Statement): boolean {
  const last = statement.kind === 'block' ? statement.statements.at(-1) : statement;
  return last?.kind === 'return' || last?.kind === 'goto';
}

/** An element of a caller's buffer whose index counts up to its length, which is one of bytes. */
export interface BufferElement {
  place: Place;
  /** As written. */
  text: string;
  /** What is counted up, the pointer's type and how many bytes an element has. */
  counter: string;
  type: string;
  bytes: number;
  /** The name of the buffer's length. */
  length: string;
}

const BYTES: ReadonlyMap<string, number> = new Map([
  ...['u64', 's64', '__u64', 'uint64_t', 'int64_t', 'long', 'unsigned long', '__le64', '__be64'].map(
    (type) => [type, 8] as const,
  ),
  ...['unsigned long long', 'long long'].map((type) => [type, 8] as const),
  ...[
    'u32',
    's32',
    '__u32',
    'uint32_t',
    'int32_t',
    'int',
    'unsigned int',
    'unsigned',
    '__le32',
    '__be32',
  ].map((type) => [type, 4] as const),
  ...['u16', 's16', '__u16', 'uint16_t', 'int16_t', 'short', 'unsigned short', '__le16', '__be16'].map(
    (type) => [type, 2] as const,
  ),
]);

/** @param buffer @param length the indexes of the parameters */
export function elementsPastLength(
  definition: FunctionDefinition,
  buffer: number,
  length: number,
): BufferElement[] {
  const variant = definition.variants()[0];
  const [into, bytes] = [variant?.parameters[buffer]?.name, variant?.parameters[length]?.name];
  if (!variant || !into || !bytes || changes(variant, bytes)) return [];
  const locals = readLocals(variant);
  const found: BufferElement[] = [];
  const { file } = definition;
  walk(variant.body, (loop) => {
    if (loop.kind !== 'for' && loop.kind !== 'while' && loop.kind !== 'do') return;
    const counter = loop.test === null ? null : counterTo(loop.test, bytes);
    if (counter === null) return;
    walk(loop.body, (node) => {
      if (node.kind !== 'index' || !isCounter(node.index, counter)) return;
      const type = typeOf(node.object, into, locals);
      const size = BYTES.get(type ?? '');
      if (type === null || size === undefined) return;
      const place = { file, start: node.start, end: node.end };
      found.push({ place, text: writtenAt(place), counter, type, bytes: size, length: bytes });
    });
  });
  return found;
}

/** What a loop counts up to the length as it is: `i < len`. */
function counterTo(test: Expression, length: string): string | null {
  if (test.kind !== 'binary' || (test.op !== '<' && test.op !== '!=' && test.op !== '<=')) return null;
  const [left, right] = [bare(test.left), bare(test.right)];
  return left.kind === 'identifier' && right.kind === 'identifier' && right.name === length
    ? left.name
    : null;
}

function isCounter(e: Expression, counter: string): boolean {
  const inner = e.kind === 'update' && !e.prefix ? e.operand : bare(e);
  return inner.kind === 'identifier' && inner.name === counter;
}

/** What the buffer is taken for there: by a cast, or as another name for it has it. */
function typeOf(e: Expression, buffer: string, locals: ReadonlyMap<string, Local>): string | null {
  if (e.kind === 'cast') {
    const inner = bare(e);
    return inner.kind === 'identifier' && isBuffer(inner.name, buffer, locals) ? pointedTo(e.type) : null;
  }
  if (e.kind !== 'identifier' || e.name === buffer || !isBuffer(e.name, buffer, locals)) return null;
  return pointedTo(locals.get(e.name)?.type ?? '');
}

function isBuffer(name: string, buffer: string, locals: ReadonlyMap<string, Local>): boolean {
  if (name === buffer) return true;
  const values = (locals.get(name)?.values ?? []).map(bare);
  return values.length > 0 && values.every((one) => one.kind === 'identifier' && one.name === buffer);
}

function pointedTo(type: string): string | null {
  if (!type.endsWith('*')) return null;
  const inner = type.slice(0, -1).trim();
  return inner.startsWith('const ') ? inner.slice('const '.length) : inner;
}

/** The length may be one of elements: anything but a sum is stored to it. */
function changes({ body }: FunctionSyntax, name: string): boolean {
  let is = false;
  walk(body, (node: Node | Statement) => {
    const target = node.kind === 'assignment' ? node.target : node.kind === 'update' ? node.operand : null;
    if (target?.kind !== 'identifier' || target.name !== name) return;
    is ||= node.kind !== 'assignment' || node.op !== '=' || !isDifference(node.value);
  });
  return is;
}

/** What is left: `vma->vm_end - addr`. */
const isDifference = (e: Expression): boolean =>
  e.kind === 'binary' && e.op === '-' && ![e.left, e.right].some((side) => side.kind === 'binary');

/** Says whether some configuration of a function names one of its parameters. */
export function usesParameter(definition: FunctionDefinition, index: number): boolean {
  return definition.variants().some(({ parameters, body }) => {
    const name = parameters[index]?.name;
    let isUsed = false;
    walk(body, (node) => {
      if (node.kind === 'identifier') isUsed ||= node.name === name;
      else if (node.kind === 'opaque' || node.kind === 'opaque-statement')
        isUsed ||= name !== undefined && node.names.includes(name);
    });
    return isUsed;
  });
}
