// SPDX-License-Identifier: GPL-2.0-only
/** What an expression leads by to an object: the variable that it starts at, the field that it ends in, what made it. */
import { nameOf } from '../cfg/called.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { callBehind } from '../cfg/graphFacts.ts';
import { ALLOCATORS } from '../models/allocators.ts';

/** `pages` of `pool->pages` and `pool->pages[n]`; null of anything else. */
export function fieldOf(e: Pure): string | null {
  if (e.k === 'index') return fieldOf(e.object);
  return e.k === 'member' ? e.field : null;
}

/** `p` of `p`, `&p->ref` and `p->refs`. */
export function rootOf(e: Pure): string | null {
  switch (e.k) {
    case 'name':
      return e.name;
    case 'address':
    case 'deref':
      return rootOf(e.of);
    case 'member':
    case 'index':
      return rootOf(e.object);
    default:
      return null;
  }
}

/** As `rootOf`, of what leads to the object itself, not to what one of its fields holds. */
export function handleOf(e: Pure): string | null {
  return e.k === 'name' || e.k === 'address' ? rootOf(e) : null;
}

/** It is one of some variables, or of some results of calls. */
export function isOneOf(e: Pure, held: ReadonlySet<string | number>): boolean {
  return e.k === 'temp' ? held.has(e.id) : e.k === 'name' && held.has(e.name);
}

/** The call of an allocator that a value comes from; null of any other value. */
export function allocationOf(value: Pure, graph: Graph): CallInstruction | null {
  const call = callBehind(value, graph);
  return call !== undefined && ALLOCATORS.has(nameOf(call)) ? call : null;
}
