// SPDX-License-Identifier: GPL-2.0-only
/** Entries of page tables, which code may write by hand. */
import type { Pure } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';

/** A store to an entry, `*ptep = pte`, may be what makes it writable; the state is changed. */
export function noteEntryStore(x: Frame, target: Pure, state: State): void {
  if (isEntry(x, target)) doubtInstalled(state);
}

/** An opaque callee that is handed the address of an entry may write it; the state is changed. */
export function noteEntryHanded(x: Frame, args: readonly Pure[], state: State): void {
  if (args.some((arg) => isEntryPointer(x, arg))) doubtInstalled(state);
}

function doubtInstalled(state: State): void {
  if (state.installed === 'no') state.installed = 'unknown';
}

/** `*ptep`, `ptep[i]` or `ptep->pte`. */
function isEntry(x: Frame, e: Pure): boolean {
  switch (e.k) {
    case 'deref':
      return isEntryPointer(x, e.of);
    case 'index':
      return isEntryPointer(x, e.object);
    case 'member':
      return e.arrow ? isEntryPointer(x, e.object) : isEntry(x, e.object);
    default:
      return false;
  }
}

/** `ptep`, `ptep + i`, `&ptep->pte` or `vmf->pte`. */
function isEntryPointer(x: Frame, e: Pure): boolean {
  switch (e.k) {
    case 'name':
      return ENTRY_POINTERS.has(x.graph.types.get(e.name) ?? '');
    case 'binary':
      return isEntryPointer(x, e.left) || isEntryPointer(x, e.right);
    case 'address':
      return isEntry(x, e.of);
    case 'member':
      return e.arrow && LEVELS.has(e.field);
    default:
      return false;
  }
}

const LEVELS: ReadonlySet<string> = new Set(['pte', 'pmd', 'pud', 'p4d', 'pgd']);
const ENTRY_POINTERS: ReadonlySet<string> = new Set([...LEVELS].map((level) => `${level}_t *`));
