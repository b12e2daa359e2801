// SPDX-License-Identifier: GPL-2.0-only
/** Finds direct stores to the flags of a VMA, in functions that this file defines. */
import type { Assignment, Expression, FunctionSyntax, Guard } from '../../syntax/ast.ts';
import type { Place, SourceFile, Span } from '../../text/source.ts';
import { contradict } from '../file/guards.ts';
import { readLocals } from '../functions/locals.ts';
import { wholeOf } from '../functions/texts.ts';
import { walk } from '../functions/visit.ts';
import type { FileFacts, FunctionDefinition } from '../model.ts';

export interface FlagStore {
  /** The assignment. */
  place: Place;
  definition: FunctionDefinition;
  /** The `#if` arms around it. */
  guards: Guard[];
  /** `=`, `|=`, `&=` or another compound operator. */
  op: Assignment['op'];
  vma: Place;
  value: Place;
  /** The flags that `&= ~(A | B)` clears; null for any other store. */
  cleared: Place | null;
  /** It is a statement of its own: nothing uses its value. */
  isStatement: boolean;
  /** Those of the arms whose other arm calls vm_flags_set() or its kin, or defines it itself. */
  besideCalls: Guard[];
}

/** What to parse: most files and functions have no such store. */
const STORE = /->\s*vm_flags\s*[|&^]?=(?!=)/;
const NAME = /^vm_flags_(?:init|set|clear|mod|reset)$/;
const CALL = /\bvm_flags_(?:init|set|clear|mod|reset)\s*\(/;
const VMA = 'struct vm_area_struct *';
const FAULT = 'struct vm_fault *';

/**
 * Returns the stores to `vma->vm_flags` where `vma` is declared as a pointer to a VMA, or is the `vma` of a fault.
 * Other structs have a field of that name too. Parses nothing where the text has no such store.
 */
export function flagStores({ file, functions }: FileFacts): FlagStore[] {
  if (!STORE.test(file.text)) return [];
  const found: FlagStore[] = [];
  const callingFlags = functions.filter((one) => CALL.test(wholeOf(one)));
  for (const definition of functions) {
    if (!STORE.test(wholeOf(definition))) continue;
    const variants = definition.variants();
    const stores = new Map<number, { store: Store; within: Guard[][] }>();
    for (const variant of variants) {
      for (const store of storesIn(variant)) {
        const known = stores.get(store.assignment.start) ?? { store, within: [] };
        known.within.push(variant.configuration);
        stores.set(store.assignment.start, known);
      }
    }
    const twins = NAME.test(definition.name)
      ? definition.guards
      : callingFlags.flatMap((other) => armsAgainst(definition, other));
    for (const { store, within } of stores.values()) {
      const { assignment, vma, isStatement } = store;
      const arms = within.length < variants.length ? shared(within) : [];
      found.push({
        place: { file, start: assignment.start, end: assignment.end },
        definition,
        guards: [...definition.guards, ...arms],
        op: assignment.op,
        vma: placeOf(file, vma),
        value: placeOf(file, assignment.value),
        cleared: clearedBy(file, assignment),
        isStatement,
        besideCalls: [...twins, ...arms.filter((arm) => otherArmCalls(arm, variants))],
      });
    }
  }
  return found;
}

/** The arms of a function that are decided the other way for another of its name. */
function armsAgainst({ name, guards }: FunctionDefinition, other: FunctionDefinition): Guard[] {
  return other.name === name ? guards.filter((guard) => contradict([guard], other.guards)) : [];
}

/** Some call for flags stands only where the condition is decided the other way. */
function otherArmCalls({ condition, taken }: Guard, variants: FunctionSyntax[]): boolean {
  const calls = { own: new Set<number>(), other: new Set<number>() };
  for (const { configuration, body } of variants) {
    const guard = configuration.find((one) => one.condition === condition);
    const into = guard === undefined ? undefined : guard.taken === taken ? calls.own : calls.other;
    if (into === undefined) continue;
    walk(body, (node) => {
      if (node.kind === 'call' && node.callee.kind === 'identifier' && NAME.test(node.callee.name))
        into.add(node.start);
    });
  }
  return [...calls.other].some((call) => !calls.own.has(call));
}

function clearedBy(file: SourceFile, { op, value }: Assignment): Place | null {
  if (op !== '&=' || value.kind !== 'unary' || value.op !== '~' || !isSetOfNames(value.operand)) return null;
  return placeOf(file, value.operand);
}

function isSetOfNames(e: Expression): boolean {
  return (
    e.kind === 'identifier' ||
    (e.kind === 'binary' && e.op === '|' && isSetOfNames(e.left) && isSetOfNames(e.right))
  );
}

function placeOf(file: SourceFile, { start, end }: Span): Place {
  return { file, start, end };
}

/** What all the configurations say. */
function shared([first = [], ...others]: Guard[][]): Guard[] {
  return first.filter(({ condition, taken }) =>
    others.every((other) => other.some((guard) => guard.condition === condition && guard.taken === taken)),
  );
}

interface Store {
  assignment: Assignment;
  vma: Expression;
  isStatement: boolean;
}

function storesIn(variant: FunctionSyntax): Store[] {
  const locals = readLocals(variant);
  const result: Store[] = [];
  const statements = new Set<number>();
  walk(variant.body, (node) => {
    if (node.kind === 'expression') statements.add(node.expression.start);
    if (node.kind !== 'assignment' || node.target.kind !== 'member') return;
    const { object, property, arrow } = node.target;
    if (property !== 'vm_flags' || !arrow || !isVma(object, (name) => locals.get(name)?.type)) return;
    result.push({ assignment: node, vma: object, isStatement: statements.has(node.start) });
  });
  return result;
}

function isVma(e: Expression, typeOf: (name: string) => string | undefined): boolean {
  if (e.kind === 'identifier') return [VMA, `const ${VMA}`].includes(typeOf(e.name) ?? '');
  if (e.kind !== 'member' || e.property !== 'vma' || !e.arrow || e.object.kind !== 'identifier') return false;
  return typeOf(e.object.name) === FAULT;
}
