// SPDX-License-Identifier: GPL-2.0-only
/** Reads the flags of a VMA in symbols: what a value stored to `vm_flags` changes, and what a test of one says. */

import type { Place } from '../../text/source.ts';
import type { VmaFlags } from './knownFlags.ts';
import { narrowFlagsOf } from './properties/vmaFlags.ts';
import type { State } from './state.ts';
import type { Loc, Sym, Symbols } from './symbols.ts';

/** A value of flags: those of a VMA, some set and some cleared. */
interface FlagValue {
  /** Whose flags they were; null for a value that has none of a VMA in it. */
  vma: Sym | null;
  set: Set<string>;
  clear: Set<string>;
  /** Some part of it was not understood: it may set or clear anything. */
  isOpen: boolean;
}

/** Fields that hold the flags of a VMA, or of a `vm_area_desc`. */
export const FLAG_FIELDS: ReadonlySet<string> = new Set(['vm_flags', '__vm_flags', 'vma_flags']);

/** Names that stand for several flags. */
const SEVERAL: Record<string, readonly string[]> = {
  VM_NONE: [],
  VM_ACCESS_FLAGS: ['VM_READ', 'VM_WRITE', 'VM_EXEC'],
  VM_SPECIAL: ['VM_IO', 'VM_DONTEXPAND', 'VM_PFNMAP', 'VM_MIXEDMAP'],
};

/** Functions that test flags: those of `mask` are as `set` says, the others of it clear. */
const PREDICATES: Record<string, { mask: readonly string[]; set: readonly string[] }> = {
  is_cow_mapping: { mask: ['VM_SHARED', 'VM_MAYWRITE'], set: ['VM_MAYWRITE'] },
  vma_desc_is_cow_mapping: { mask: ['VM_SHARED', 'VM_MAYWRITE'], set: ['VM_MAYWRITE'] },
  vma_is_cow_mapping: { mask: ['VM_SHARED', 'VM_MAYWRITE'], set: ['VM_MAYWRITE'] },
  is_shared_maywrite: { mask: ['VM_SHARED', 'VM_MAYWRITE'], set: ['VM_SHARED', 'VM_MAYWRITE'] },
  vma_is_shared_maywrite: { mask: ['VM_SHARED', 'VM_MAYWRITE'], set: ['VM_SHARED', 'VM_MAYWRITE'] },
};

/** Functions that ask for some of the flags that follow the VMA, each by its bit. */
const TEST_ANY = new Set(['vma_test', 'vma_test_any', 'vma_desc_test', 'vma_desc_test_any']);

/** And those that ask for all of them. */
const TEST_ALL = new Set(['vma_test_all', 'vma_desc_test_all', 'vma_desc_test_flags', 'vma_test_flags']);

/** The flags in names joined by `|`; null when some part is no name of a flag. */
export function flagNames(sym: Sym, symbols: Symbols): string[] | null {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary' && shape.op === '|') {
    const left = flagNames(shape.left, symbols);
    const right = flagNames(shape.right, symbols);
    return left && right && [...left, ...right];
  }
  if (symbols.constantOf(sym) === '0') return [];
  if (shape.kind !== 'initial') return null;
  const loc = symbols.locShape(shape.loc);
  if (loc.kind !== 'variable' || !/^VMA?_[A-Z]/.test(loc.name)) return null;
  // `VMA_IO_BIT` of 7.0 is VM_IO too.
  const name = loc.name.replace(/^VMA_(\w+)_BIT$/, 'VM_$1');
  return [...(SEVERAL[name] ?? [name])];
}

/** The symbol of flags joined by `|`. */
export function flagMask(names: readonly string[], symbols: Symbols): Sym {
  const [first, ...rest] = names.map((name) => symbols.initial(symbols.variable(name, false), 0));
  return rest.reduce((mask, flag) => symbols.binary('|', mask, flag), first ?? symbols.zero);
}

function flagValue(sym: Sym, symbols: Symbols): FlagValue {
  const names = flagNames(sym, symbols);
  if (names) return { vma: null, set: new Set(names), clear: new Set(), isOpen: false };
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary' && shape.op === '|') {
    const left = flagValue(shape.left, symbols);
    const right = flagValue(shape.right, symbols);
    const set = new Set([...left.set, ...right.set]);
    return {
      vma: left.vma ?? right.vma,
      set,
      clear: new Set([...left.clear, ...right.clear].filter((flag) => !set.has(flag))),
      isOpen: left.isOpen || right.isOpen,
    };
  }
  if (shape.kind === 'binary' && shape.op === '&') {
    for (const [mask, rest] of [
      [shape.right, shape.left],
      [shape.left, shape.right],
    ] as const) {
      const inverted = symbols.shape(mask);
      if (inverted.kind !== 'pure' || inverted.name !== '~') continue;
      const cleared = flagNames(inverted.operands[0] as Sym, symbols);
      const value = flagValue(rest, symbols);
      if (cleared === null) return { ...value, isOpen: true };
      for (const flag of cleared) value.set.delete(flag);
      return { ...value, clear: new Set([...value.clear, ...cleared]) };
    }
  }
  const vma = shape.kind === 'initial' ? ownerOfFlags(shape.loc, symbols) : null;
  return { vma, set: new Set(), clear: new Set(), isOpen: vma === null };
}

/** Whether a value is made of the flags of a VMA. */
export function isOfFlags(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') return isOfFlags(shape.left, symbols) || isOfFlags(shape.right, symbols);
  return shape.kind === 'initial' && ownerOfFlags(shape.loc, symbols) !== null;
}

function ownerOfFlags(loc: Loc, symbols: Symbols): Sym | null {
  const shape = symbols.locShape(loc);
  return shape.kind === 'field' && FLAG_FIELDS.has(shape.name) ? shape.of : null;
}

/** What a value that is stored to the flags of a VMA makes of them. */
export function stored(flags: VmaFlags, vma: Sym, value: Sym, symbols: Symbols, place: Place): VmaFlags {
  const { vma: base, set, clear, isOpen } = flagValue(value, symbols);
  let result = flags;
  if (base !== vma) result = result.replace(isOpen ? null : false, place);
  else if (isOpen) result = result.open(place);
  // What the field had before stays as it came.
  for (const flag of clear)
    if (result.changed(flag, false) === null) result = result.change(flag, false, place);
  for (const flag of set) if (result.changed(flag, true) === null) result = result.change(flag, true, place);
  return result;
}

/** Narrows the flags of a VMA to where a test has the given truth; false when that cannot be. */
export function narrowFlags(symbols: Symbols, test: Sym, truth: boolean, state: State): boolean {
  const shape = symbols.shape(test);
  if (shape.kind === 'pure') return narrowByPredicate(symbols, shape, truth, state);
  if (shape.kind !== 'binary') return true;
  if (shape.op === '&') return narrowMask(symbols, shape.left, shape.right, truth, state);
  // What is left of the flags and a mask where both are the same.
  if (shape.op === '^') return narrowEqual(symbols, shape.left, shape.right, !truth, state);
  if (shape.op !== '==' && shape.op !== '!=') return true;
  const equal = truth === (shape.op === '==');
  return narrowEqual(symbols, shape.left, shape.right, equal, state);
}

/** `flags & mask` is not zero, or is. */
function narrowMask(symbols: Symbols, left: Sym, right: Sym, truth: boolean, state: State): boolean {
  const tested = maskedFlags(left, right, symbols);
  if (tested === null) return true;
  const { value, mask } = tested;
  if (tested.isInverted) return narrowTo(tested.vma, value, mask, mask, !truth, state);
  if (mask.some((flag) => value.set.has(flag))) return truth;
  const asked = mask.filter((flag) => !value.clear.has(flag));
  if (truth) return narrowFlagsOf(state, tested.vma, (flags, at) => flags.exclude({ clear: asked }, at));
  return narrowFlagsOf(state, tested.vma, (flags, at) => flags.require({ clear: asked }, at));
}

/** `(flags & mask) == some of the mask`, or differs. Returns false when that cannot be. */
export function narrowEqual(symbols: Symbols, left: Sym, right: Sym, equal: boolean, state: State): boolean {
  const shape = symbols.shape(left);
  if (shape.kind !== 'binary' || shape.op !== '&') return true;
  const tested = maskedFlags(shape.left, shape.right, symbols);
  const wanted = flagNames(right, symbols);
  if (tested === null || wanted === null || tested.isInverted) return true;
  const { mask } = tested;
  if (wanted.some((flag) => !mask.includes(flag))) return !equal;
  return narrowTo(tested.vma, tested.value, mask, wanted, equal, state);
}

/** Of the flags in a mask those are set that are wanted and the others clear, or that is not so. */
function narrowTo(
  vma: Sym,
  value: Pick<FlagValue, 'set' | 'clear'>,
  mask: readonly string[],
  wanted: readonly string[],
  equal: boolean,
  state: State,
): boolean {
  const clear = mask.filter((flag) => !wanted.includes(flag));
  if (wanted.some((flag) => value.clear.has(flag)) || clear.some((flag) => value.set.has(flag)))
    return !equal;
  const asked = {
    set: wanted.filter((flag) => !value.set.has(flag)),
    clear: clear.filter((flag) => !value.clear.has(flag)),
  };
  return narrowFlagsOf(state, vma, (flags, at) =>
    equal ? flags.require(asked, at) : flags.exclude(asked, at),
  );
}

/** The flags of a VMA and the names in the mask that they are and'ed with; `~flags & mask` asks which are clear. */
interface Masked {
  vma: Sym;
  value: FlagValue;
  mask: string[];
  isInverted: boolean;
}

function maskedFlags(left: Sym, right: Sym, symbols: Symbols): Masked | null {
  for (const [flags, names] of [
    [left, right],
    [right, left],
  ] as const) {
    const mask = flagNames(names, symbols);
    if (mask === null) continue;
    const shape = symbols.shape(flags);
    const inverted = shape.kind === 'pure' && shape.name === '~' ? shape.operands[0] : undefined;
    const value = flagValue(inverted ?? flags, symbols);
    if (value.vma !== null && !value.isOpen)
      return { vma: value.vma, value, mask, isInverted: inverted !== undefined };
  }
  return null;
}

function narrowByPredicate(
  symbols: Symbols,
  { name, operands: [of, ...rest] }: { name: string; operands: Sym[] },
  truth: boolean,
  state: State,
): boolean {
  if (of === undefined) return true;
  if (TEST_ANY.has(name) || TEST_ALL.has(name)) {
    const asked = rest.flatMap((bit) => flagNames(bit, symbols) ?? [null]);
    if (asked.includes(null)) return true;
    const flags = asked as string[];
    const all = TEST_ALL.has(name);
    return narrowFlagsOf(state, of, (known, at) => {
      if (all) return truth ? known.require({ set: flags }, at) : known.exclude({ set: flags }, at);
      return truth ? known.exclude({ clear: flags }, at) : known.require({ clear: flags }, at);
    });
  }
  const predicate = PREDICATES[name];
  if (!predicate) return true;
  const value = flagValue(of, symbols);
  // The functions that are handed the VMA itself.
  if (value.vma === null && symbols.shape(of).kind === 'opaque') return true;
  return value.vma === null
    ? narrowTo(of, NOTHING, predicate.mask, predicate.set, truth, state)
    : narrowTo(value.vma, value, predicate.mask, predicate.set, truth, state);
}

const NOTHING = { set: new Set<string>(), clear: new Set<string>() };
