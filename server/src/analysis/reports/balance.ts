// SPDX-License-Identifier: GPL-2.0-only
/** What a way out of a function has taken and given back. */
import { structIn } from '../../facts/declarations/structIn.ts';
import { isLibraryMap } from '../../facts/mappings/fileMmaps.ts';
import type { Place } from '../../text/source.ts';
import { isCountedUnseen, isFileHandedOn } from '../claims/countedUnseen.ts';
import { lentAt } from '../claims/lentVmas.ts';
import { claimName } from '../claims/names.ts';
import { splitTestsOf } from '../claims/splitTests.ts';
import { traceOf } from '../engine/events/traces.ts';
import type { RawExit } from '../engine/explorer.ts';
import type { Frame } from '../engine/frame.ts';
import { isErrnoAtom, truthOf } from '../state/domain.ts';
import { droppedOf } from '../state/properties/references.ts';
import { flagsOf } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import type { Balance, ClaimOf, FieldOfPrivate } from './model/events.ts';

/** @param succeeds core takes what is returned for success, or may */
export function balanceOf(
  x: Frame,
  { state, place, value, domain }: RawExit,
  succeeds: boolean,
  table: Balance['table'],
): Balance {
  const { symbols } = x.context;
  const [vma] = x.vmas;
  const { stores } = x.events;
  const data = vma === undefined ? undefined : state.env.get(symbols.field(vma, 'vm_private_data'));
  const fields = data === undefined ? null : fieldsOf(x, data, state);
  const hung = new Set([data, ...[...(fields?.values() ?? [])].map(({ sym }) => sym)]);
  const claims: Balance['claims'] = new Map(
    [...state.claims].map(([key, one]) => [
      key,
      {
        ...one,
        ...objectOf(x, one.object, state),
        hangs: one.object !== null && hung.has(one.object),
      },
    ]),
  );
  return {
    place,
    failed: !succeeds,
    mayFail: value !== null && symbols.marks.isOpaqueResult(value) && domain.includes('?'),
    hangs: vma === undefined ? 'unknown' : hangs(x, data),
    mayBeCounted: { private: isCountedUnseen(x, data, state), file: isFileHandedOn(x, state) },
    flags: vma === undefined ? null : flagsOf(state, vma),
    split: splitTestsOf(state, symbols),
    cleared:
      vma !== undefined &&
      isNull(data ?? symbols.initial(symbols.field(vma, 'vm_private_data'), 0), x, state),
    isBare: vma !== undefined && state.env.get(symbols.field(vma, 'vm_ops')) === symbols.zero,
    fields,
    isAlone: data !== undefined && isAlone(x, data, state),
    claims,
    table,
    tableField: vma === undefined ? null : tableField(vma, state, symbols),
    withoutOpen: vma !== undefined && isWithoutOpen(vma, x, state),
    installed:
      [...stores.values()].findLast(
        ({ object, field }) => object === 'vma' && (field === 'vm_ops' || field === 'vm_private_data'),
      )?.place ?? null,
    hungAt: storeOf(x, 'vm_private_data'),
    borrowedFile: vma === undefined ? null : borrowedFile(x, vma, state),
    exchangedFile: vma === undefined ? null : exchangedFile(x, vma, state),
    lent: vma === undefined ? null : lentAt(x, vma, state),
    putFile: vma === undefined ? null : putFile(x, vma, state),
    putNewFile: vma === undefined ? null : putNewFile(x, vma, state),
    trace: traceOf(state.trace),
    assumed: state.assumed,
  };
}

/** A table that somebody else has put into a field of his. */
function tableField(vma: Sym, { env }: State, symbols: Symbols): string | null {
  const at = symbols.field(vma, 'vm_ops');
  const table = env.get(at);
  const shape = table === undefined || table === symbols.initial(at, 0) ? null : symbols.shape(table);
  const loc = shape?.kind === 'initial' ? symbols.locShape(shape.loc) : null;
  return loc?.kind === 'field' || loc?.kind === 'part' ? loc.name : null;
}

/** A test found that the table has no open. */
function isWithoutOpen(vma: Sym, x: Frame, state: State): boolean {
  const { symbols } = x.context;
  const table = state.env.get(symbols.field(vma, 'vm_ops'));
  return table !== undefined && isNull(state.load(symbols.field(table, 'open')), x, state);
}

/** It was set to NULL, or a test found it so. */
function isNull(data: Sym, { context: { symbols } }: Frame, state: State): boolean {
  return data === symbols.zero || truthOf(state.domain(data)) === false;
}

/** A parameter, of whatever type: the file of the mmap as far as is known, which core has put into the VMA already. */
function isOwnFile({ context: { symbols } }: Frame, file: Sym): boolean {
  return symbols.shape(file).kind === 'parameter';
}

/** Where core gives back, at munmap, what nobody took for the VMA. */
function borrowedFile(x: Frame, vma: Sym, { env, references, claims }: State): Balance['borrowedFile'] {
  const { symbols } = x.context;
  const loc = symbols.field(vma, 'vm_file');
  const file = env.get(loc);
  if (file === undefined || file === symbols.zero || file === symbols.initial(loc, 0)) return null;
  const shape = symbols.shape(file);
  const known = references.get(file);
  const isTaken = (known && 'taken' in known) || claims.get('c:file')?.taken;
  // What the library is handed stays with who hands it.
  if (shape.kind === 'parameter' && isLibraryMap(x.definition)) return isTaken ? null : storeOf(x, 'vm_file');
  if (shape.kind !== 'initial') return null;
  // The reference goes where the file goes.
  const left = env.get(shape.loc);
  if (left !== undefined && left !== file) return null;
  // What an object has that was made here goes to the VMA with it.
  const owner = symbols.ownerOf(shape.loc);
  if (owner === null || symbols.marks.isAllocated(owner)) return null;
  return isTaken ? null : storeOf(x, 'vm_file');
}

const isDescribed = ({ context: { symbols }, graph }: Frame, vma: Sym): boolean =>
  graph.parameters.some(({ type }, n) => symbols.parameter(n) === vma && structIn(type) === 'vm_area_desc');

/** Null where some call by its name gives something back: it may be the file before. */
function exchangedFile(x: Frame, vma: Sym, { env, references, claims }: State): Balance['exchangedFile'] {
  const { symbols } = x.context;
  // What mmap_prepare is handed has no reference to its file yet: core takes one afterwards, or takes this one over.
  if (isDescribed(x, vma)) return null;
  const loc = symbols.field(vma, 'vm_file');
  const file = env.get(loc);
  const before = symbols.initial(loc, 0);
  if (file === undefined || file === symbols.zero || file === before || isOwnFile(x, file)) return null;
  if (claims.get('c:file')?.given || droppedOf(references, before)) return null;
  // One has taken the place of the other.
  const shape = symbols.shape(file);
  if (shape.kind === 'initial' && env.get(shape.loc) === before) return null;
  for (const { callee } of x.events.calls.values()) if (claimName(callee)?.sign === -1) return null;
  return storeOf(x, 'vm_file');
}

/** The VMA has one reference to its file, and none other was taken before. */
function putFile(x: Frame, vma: Sym, state: State): Balance['putFile'] {
  const file = state.load(x.context.symbols.field(vma, 'vm_file'));
  return droppedOf(state.references, file)?.place ?? null;
}

/** The VMA got another file here, somebody else's, and the reference to it was given back again. */
function putNewFile(x: Frame, vma: Sym, { env, claims }: State): Balance['putNewFile'] {
  const { symbols } = x.context;
  const file = env.get(symbols.field(vma, 'vm_file'));
  const claim = claims.get('c:file');
  if (file === undefined || claim?.object !== file || claim.net > 0 || claim.isMixed) return null;
  return isOwnFile(x, file) || symbols.shape(file).kind !== 'initial' ? null : (claim.given?.place ?? null);
}

/** Where the function stored to a field of the VMA last. */
function storeOf(x: Frame, name: string): Place | null {
  const stores = [...x.events.stores.values()];
  return stores.findLast(({ object, field }) => object === 'vma' && field === name)?.place ?? null;
}

/** Where it stored to it first. */
export function firstStoreOf(x: Frame, name: string): Place | null {
  for (const { object, field, place } of x.events.stores.values())
    if (object === 'vma' && field === name) return place;
  return null;
}

/** The function has put it nowhere else where others may find it. */
function isAlone({ vmas, context: { symbols } }: Frame, data: Sym, { env }: State): boolean {
  for (const [loc, sym] of env) {
    const owner = symbols.ownerOf(loc);
    if (sym !== data || (owner !== null && vmas.has(owner)) || isLocal(loc, symbols)) continue;
    if (owner === null || !symbols.marks.isAllocated(owner)) return false;
  }
  return true;
}

/** Null where the data were not made here, or an opaque callee was handed them. */
function fieldsOf(x: Frame, data: Sym, state: State): Balance['fields'] {
  const { symbols } = x.context;
  if (!symbols.marks.isAllocated(data) || state.epochs.has(data)) return null;
  const fields = new Map<string, FieldOfPrivate>();
  for (const [loc, sym] of state.env) {
    const shape = symbols.locShape(loc);
    if (shape.kind === 'field' && shape.of === data)
      fields.set(shape.name, { sym, isZero: sym === symbols.zero, path: pathOf(x, sym) });
  }
  return fields;
}

function objectOf(
  x: Frame,
  object: Sym | null,
  state: State,
): Pick<ClaimOf, 'of' | 'isArgument' | 'allocated' | 'freed' | 'absent' | 'path'> {
  const of = holderOf(x, object);
  if (object === null)
    return { of, isArgument: false, allocated: false, freed: false, absent: false, path: null };
  const isArgument = of === 'file' || x.context.symbols.shape(object).kind === 'parameter';
  const allocated = x.context.symbols.marks.isAllocated(object);
  const freed = droppedOf(state.references, object)?.certain ?? false;
  const domain = state.domain(object);
  const absent = domain.length > 0 && domain.every((atom) => atom === '0' || isErrnoAtom(atom));
  return { of, isArgument, allocated, freed, absent, path: pathOf(x, object) };
}

/** The fields that lead to an object from the VMA, as they were when the function started. */
function pathOf(x: Frame, object: Sym): string | null {
  const { symbols } = x.context;
  const steps: string[] = [];
  for (let at = object; !x.vmas.has(at); ) {
    const shape = symbols.shape(at);
    if (shape.kind === 'pure' && shape.operands.length > 0) {
      steps.unshift(`${shape.name}()`);
      at = shape.operands[0] as Sym;
      continue;
    }
    if (shape.kind !== 'initial' && shape.kind !== 'address') return null;
    let loc = symbols.locShape(shape.loc);
    if (shape.kind === 'initial' && shape.epoch > 0) return null;
    for (; loc.kind === 'part'; loc = symbols.locShape(loc.of)) steps.unshift(loc.name);
    if (loc.kind !== 'field') return null;
    steps.unshift(loc.name);
    at = loc.of;
  }
  return steps.join('.');
}

/** By way of what an object is reached from the VMA. */
function holderOf(x: Frame, object: Sym | null): 'private' | 'file' | 'made' | 'other' {
  if (object === null) return 'other';
  const { symbols } = x.context;
  for (const vma of x.vmas)
    for (const [holder, field] of HOLDERS)
      if (symbols.reaches(symbols.initial(symbols.field(vma, field), 0), object)) return holder;
  return symbols.shape(object).kind === 'opaque' ? 'made' : 'other';
}

const HOLDERS = [
  ['private', 'vm_private_data'],
  ['file', 'vm_file'],
] as const;

/** Where what hangs on the VMA comes from: of this function's own making, of its arguments, or from an unknown place. */
function hangs(x: Frame, data: Sym | undefined): Balance['hangs'] {
  const { symbols } = x.context;
  if (data === undefined) return 'before';
  if (data === symbols.zero) return 'unknown';
  if (isBorrowed(data, symbols)) return 'borrowed';
  if (symbols.marks.isFound(data)) return 'found';
  return symbols.shape(data).kind === 'opaque' ? 'made' : 'unknown';
}

/** Reached from what the function was handed, or from a global variable. */
function isBorrowed(sym: Sym, symbols: Symbols): boolean {
  if (symbols.isCallerVisible(sym)) return true;
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return shape.operands.some((one) => isBorrowed(one, symbols));
  if (shape.kind !== 'initial' && shape.kind !== 'address') return false;
  const owner = symbols.ownerOf(shape.loc);
  return owner === null ? !isLocal(shape.loc, symbols) : isBorrowed(owner, symbols);
}

function isLocal(loc: number, symbols: Symbols): boolean {
  let shape = symbols.locShape(loc);
  while (shape.kind === 'part') shape = symbols.locShape(shape.of);
  return shape.kind === 'variable' && shape.local;
}
