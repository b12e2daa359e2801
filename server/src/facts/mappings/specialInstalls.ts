// SPDX-License-Identifier: GPL-2.0-only
/** Finds the calls that install a `struct vm_special_mapping`: its handlers work on a VMA with the flags of that call. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { type Local, pointees, readLocals } from '../functions/locals.ts';
import { sourceOf } from '../functions/values.ts';
import { walk } from '../functions/visit.ts';

export interface SpecialInstall {
  /** The function that calls. */
  function: string;
  /** What the mapping may be, as of `SpecialHandler`. */
  objects: string[];
  /** The flags that the call may hand over, and whether that is all of them. */
  flags: ReadonlySet<string>;
  isWhole: boolean;
  place: Place;
}

const CALL = '_install_special_mapping';
const FLAGS = 3;
const MAPPING = 4;

/** Returns the calls of a file whose mapping is a variable that it names. */
export function extractSpecialInstalls(syntax: FileSyntax): SpecialInstall[] {
  const { text } = syntax.file;
  if (!text.includes(CALL)) return [];
  const found = new Map<number, SpecialInstall>();
  for (const item of itemsMatching(text, syntax.items, ['function'], new RegExp(`\\b${CALL}\\b`, 'g')))
    for (const variant of syntax.functionVariants(item)) {
      const locals = readLocals(variant);
      walk(variant.body, (node) => {
        if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.callee.name !== CALL) return;
        const flags = node.args[FLAGS];
        const mapping = node.args[MAPPING];
        if (flags === undefined || mapping === undefined) return;
        const objects = pointees(mapping, locals, text).flatMap((one) => objectsAt(one.expression, syntax));
        const said = new Set<string>();
        const isWhole = readFlags(flags, { locals, variant, said });
        if (objects.length > 0)
          found.set(node.start, {
            function: item.name,
            objects: [...new Set(objects)],
            flags: said,
            isWhole,
            place: syntax.place(flags),
          });
      });
    }
  return [...found.values()];
}

/** The variable, the element of an array, or what the file puts into a member. */
function objectsAt(expression: Expression, syntax: FileSyntax): string[] {
  if (expression.kind === 'member') return [...storedIn(expression.property, syntax)];
  const object = objectOf(expression, syntax.file.text);
  return object === null ? [] : [object];
}

function objectOf(expression: Expression, text: string): string | null {
  if (expression.kind === 'unary' && expression.op === '&') return objectOf(expression.operand, text);
  if (expression.kind === 'identifier') return expression.name;
  return expression.kind === 'index' && expression.object.kind === 'identifier'
    ? `${expression.object.name}[${sourceOf(expression.index, text)}]`
    : null;
}

/** The objects whose addresses a file stores into members of that name, in initializers and in functions. */
function storedIn(member: string, syntax: FileSyntax): Set<string> {
  const { text } = syntax.file;
  const found = new Set<string>();
  const add = (value: Expression) => {
    const object = objectOf(value, text);
    if (object !== null) found.add(object);
  };
  const pattern = new RegExp(`\\b${member}\\s*=(?!=)`, 'g');
  for (const item of itemsMatching(text, syntax.items, ['variable'], pattern))
    for (const { declarator } of syntax.variableVariants(item))
      if (declarator.init)
        walk(declarator.init, (node) => {
          if (node.kind !== 'list') return;
          for (const { path, value } of node.entries) if (path.at(-1)?.field === member) add(value);
        });
  for (const item of itemsMatching(text, syntax.items, ['function'], pattern))
    for (const { body } of syntax.functionVariants(item))
      walk(body, (node) => {
        if (node.kind !== 'assignment' || node.op !== '=') return;
        if (node.target.kind === 'member' && node.target.property === member) add(node.value);
      });
  return found;
}

interface Reading {
  locals: ReadonlyMap<string, Local>;
  variant: FunctionSyntax;
  said: Set<string>;
}

/** Adds the flags that an expression may have; says whether nothing of it stayed unread. */
function readFlags(expression: Expression, reading: Reading): boolean {
  switch (expression.kind) {
    case 'cast':
      return readFlags(expression.value, reading);
    case 'number':
      return expression.value === 0;
    case 'conditional':
      return [expression.yes ?? expression.test, expression.no]
        .map((one) => readFlags(one, reading))
        .every(Boolean);
    case 'binary':
      if (expression.op !== '|') return false;
      return [expression.left, expression.right].map((one) => readFlags(one, reading)).every(Boolean);
    case 'identifier': {
      const { name } = expression;
      const local = reading.locals.get(name);
      if (local !== undefined) return readLocal(name, local, reading);
      reading.said.add(name);
      return true;
    }
    default:
      return false;
  }
}

/** A variable that is set once, and to which flags are added alone. */
function readLocal(name: string, { values, isParameter }: Local, { variant, said }: Reading): boolean {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0 || isParameter) return false;
  const parts = [value];
  let isAdded = true;
  walk(variant.body, (node) => {
    if (node.kind === 'unary' && node.op === '&' && isNamed(node.operand, name)) isAdded = false;
    if (node.kind !== 'assignment' || node.op === '=' || !isNamed(node.target, name)) return;
    if (node.op === '|=') parts.push(node.value);
    else isAdded = false;
  });
  if (!isAdded) return false;
  // Of other variables nothing is followed.
  return parts.map((part) => readFlags(part, { locals: new Map(), variant, said })).every(Boolean);
}

const isNamed = (node: Expression, name: string) => node.kind === 'identifier' && node.name === name;
