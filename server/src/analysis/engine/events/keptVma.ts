// SPDX-License-Identifier: GPL-2.0-only
/** What a function does that may end a pointer to the VMA: it sets fields to NULL, and hands objects to opaque callees. */
import type { Sym, Symbols } from '../../state/symbols.ts';
import type { Frame } from '../frame.ts';
import type { Events } from './events.ts';

/** @param atLast only where a count has come to its end */
export function noteCleared({ cleared }: Events, field: string, atLast: boolean): void {
  cleared.set(field, atLast && (cleared.get(field) ?? true));
}

/** An opaque callee is handed `arg`: of a callee it is for the caller to say whose object that is. */
export function noteHandedOn(x: Frame, arg: Sym): void {
  const { events, depth } = x;
  const { symbols } = x.context;
  if (events.handsOn) return;
  if (depth === 0) {
    events.handsOn = [...x.vmas].some((vma) => symbols.reaches(vma, arg));
    return;
  }
  const roots = new Set<number>();
  if (addRoots(arg, roots, symbols)) for (const root of roots) events.handedParameters.add(root);
  else events.handsOn = true;
}

/** Collects the parameters that lead to a value; false where something else may. */
function addRoots(sym: Sym, roots: Set<number>, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'parameter':
      roots.add(shape.index);
      return true;
    case 'initial':
    case 'address': {
      const owner = symbols.ownerOf(shape.loc);
      return owner === null ? isLocal(shape.loc, symbols) : addRoots(owner, roots, symbols);
    }
    case 'pure':
      return shape.operands.every((operand) => addRoots(operand, roots, symbols));
    case 'binary':
      return addRoots(shape.left, roots, symbols) && addRoots(shape.right, roots, symbols);
    default:
      return symbols.constantOf(sym) !== null;
  }
}

/** A variable of the function itself that it has not set: it leads nowhere. */
function isLocal(loc: number, symbols: Symbols): boolean {
  let shape = symbols.locShape(loc);
  while (shape.kind === 'part') shape = symbols.locShape(shape.of);
  return shape.kind === 'variable' && shape.local;
}
