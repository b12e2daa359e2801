/** Reads what a store to vm_flags does, from the shape of its expression. */
import type { Place } from '../text/source.ts';
import type { Pure } from './cfg.ts';
import type { State } from './state.ts';
import type { Sym } from './symbols.ts';

export interface FlagChange {
  set: string[];
  clear: string[];
  /** The old value is not part of the new one. */
  replaces: boolean;
}

/** What `target = value` does to the flags; `value` is the whole right side, with `|=` already spelled out. */
export function flagChange(value: Pure, target: Pure | null): FlagChange {
  const change: FlagChange = { set: [], clear: [], replaces: true };
  read(value, change, target);
  return change;
}

function read(e: Pure, change: FlagChange, target: Pure | null): void {
  if (e.k === 'binary' && e.op === '|') {
    read(e.left, change, target);
    return read(e.right, change, target);
  }
  if (e.k === 'binary' && e.op === '&') {
    const mask = e.right.k === 'unary' && e.right.op === '~' ? e.right.of : null;
    if (!mask) return;
    read(e.left, change, target);
    const cleared = flagNames(mask);
    change.set = change.set.filter((f) => !cleared.includes(f));
    change.clear.push(...cleared);
    return;
  }
  if (e.k === 'name' && /^VMA?_/.test(e.name)) {
    change.set.push(e.name);
    change.clear = change.clear.filter((f) => f !== e.name);
    return;
  }
  if (e.k === 'member' && target?.k === 'member' && e.field === target.field) change.replaces = false;
}

/** The VM_* names in an expression of flags joined by `|`. */
export function flagNames(e: Pure): string[] {
  if (e.k === 'name') return e.name.startsWith('VM_') ? [e.name] : [];
  return e.k === 'binary' && e.op === '|' ? [...flagNames(e.left), ...flagNames(e.right)] : [];
}

export function changeFlags(state: State, vma: Sym, change: FlagChange, place: Place): void {
  if (change.replaces) state.dropFlags(vma);
  for (const flag of change.clear) state.setFlag(vma, flag, false, place);
  for (const flag of change.set) state.setFlag(vma, flag, true, place);
}
