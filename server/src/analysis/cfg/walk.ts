// SPDX-License-Identifier: GPL-2.0-only
/** Walks over the expressions of a graph. */
import type { Instruction, Pure } from './cfg.ts';

/** Calls `visit` for the expression and everything inside it. */
export function walk(e: Pure, visit: (part: Pure) => void): void {
  visit(e);
  switch (e.k) {
    case 'member':
      return walk(e.object, visit);
    case 'index':
      walk(e.object, visit);
      return walk(e.index, visit);
    case 'deref':
    case 'address':
    case 'unary':
      return walk(e.of, visit);
    case 'binary':
      walk(e.left, visit);
      return walk(e.right, visit);
    case 'operator':
      for (const o of e.operands) walk(o, visit);
      return;
    default:
      return;
  }
}

/** Says whether the expression, or anything inside it, is such. */
export function hasPart(e: Pure, is: (part: Pure) => boolean): boolean {
  let found = false;
  walk(e, (part) => {
    found ||= is(part);
  });
  return found;
}

/** Says whether a name is in the expression. */
export const hasName = (e: Pure, name: string) =>
  hasPart(e, (part) => part.k === 'name' && part.name === name);

/** 0 or NULL, as it is compared with. */
export const isNone = (e: Pure): boolean =>
  (e.k === 'int' && e.value === 0) || (e.k === 'name' && e.name === 'NULL');

/** The expressions of an instruction, those of a guard too; what is stored stands before where. */
export function operandsOf(i: Instruction): Pure[] {
  switch (i.op) {
    case 'assign':
      return [i.value, i.target];
    case 'call':
    case 'guard':
      return i.args;
    case 'read':
      return [i.value];
    default:
      return [];
  }
}
