/** Reads what a new value of vm_flags changes, from the symbol it is made of. */
import type { Place } from '../../text/source.ts';
import type { State } from './state.ts';
import type { Loc, Sym, Symbols } from './symbols.ts';

export interface FlagChange {
  set: string[];
  clear: string[];
  /** The old value is not part of the new one. */
  replaces: boolean;
  /** Some part of the value was not understood: it may set anything. */
  unknown: boolean;
}

/** What storing `value` does to flags; `old` says which symbols are what the field held before. */
export function flagChange(value: Sym, symbols: Symbols, isOld: (sym: Sym) => boolean): FlagChange {
  const change: FlagChange = { set: [], clear: [], replaces: true, unknown: false };
  read(value, change, symbols, isOld);
  return change;
}

function read(sym: Sym, change: FlagChange, symbols: Symbols, isOld: (sym: Sym) => boolean): void {
  if (isOld(sym)) {
    change.replaces = false;
    return;
  }
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary' && shape.op === '|') {
    read(shape.left, change, symbols, isOld);
    return read(shape.right, change, symbols, isOld);
  }
  if (shape.kind === 'binary' && shape.op === '&') {
    const mask = symbols.shape(shape.right);
    if (mask.kind !== 'pure' || mask.name !== '~') {
      change.unknown = true;
      return;
    }
    read(shape.left, change, symbols, isOld);
    const cleared = flagNames(mask.operands[0] as Sym, symbols);
    change.set = change.set.filter((f) => !cleared.includes(f));
    change.clear.push(...cleared);
    return;
  }
  const name = flagName(sym, symbols);
  if (name === null) {
    change.unknown ||= symbols.constantOf(sym) !== '0';
    return;
  }
  change.set.push(name);
  change.clear = change.clear.filter((f) => f !== name);
}

/** The VM_* names in flags joined by `|`. */
function flagNames(sym: Sym, symbols: Symbols): string[] {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary' && shape.op === '|')
    return [...flagNames(shape.left, symbols), ...flagNames(shape.right, symbols)];
  const name = flagName(sym, symbols);
  return name === null ? [] : [name];
}

/** VM_IO and the like; `VMA_IO_BIT` of 7.0 is VM_IO too. */
function flagName(sym: Sym, symbols: Symbols): string | null {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'initial') return null;
  const loc = symbols.locShape(shape.loc);
  if (loc.kind !== 'variable' || !/^VMA?_[A-Z]/.test(loc.name)) return null;
  return loc.name.replace(/^VMA_(\w+)_BIT$/, 'VM_$1');
}

/** True for what `loc` held at first, or what flags tests have read from it since. */
export function heldBy(loc: Loc, state: State, symbols: Symbols): (sym: Sym) => boolean {
  const now = state.load(loc);
  return (sym) => {
    if (sym === now) return true;
    const shape = symbols.shape(sym);
    return shape.kind === 'initial' && shape.loc === loc;
  };
}

export function changeFlags(state: State, vma: Sym, change: FlagChange, place: Place): void {
  if (change.replaces) state.dropFlags(vma);
  if (change.unknown) state.setFlag(vma, '*', null, place);
  for (const flag of change.clear) state.setFlag(vma, flag, false, place);
  for (const flag of change.set) state.setFlag(vma, flag, true, place);
}
