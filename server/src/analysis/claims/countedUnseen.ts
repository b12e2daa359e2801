// SPDX-License-Identifier: GPL-2.0-only
/** What an opaque callee may have counted, whatever it is called: what it returned, and what it was handed. */
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

/** What hangs on the VMA came from an opaque callee, or one was handed it, a part of it, or what leads to it. */
export function isCountedUnseen(x: Frame, data: Sym | undefined, state: State): boolean {
  const { symbols } = x.context;
  if (data === undefined) return false;
  if (comesFromOpaque(data, symbols)) return true;
  const isHanded = (handed: Sym) =>
    x.events.handed.get(handed) !== false && (symbols.reaches(handed, data) || symbols.reaches(data, handed));
  return [...state.epochs.keys()].some(isHanded) || [...x.events.handed.keys()].some(isHanded);
}

/** An opaque callee was handed the file, or what it has: any parameter but the VMA may be that. */
export function isFileHandedOn({ vmas, events, context: { symbols } }: Frame, state: State): boolean {
  for (const handed of state.epochs.keys()) {
    const root = events.handed.get(handed) === false ? null : rootOf(handed, vmas, symbols);
    if (root !== null && !vmas.has(root)) return true;
  }
  return false;
}

function comesFromOpaque(sym: Sym, symbols: Symbols): boolean {
  if (symbols.marks.isFound(sym) || symbols.marks.isUncounted(sym)) return false;
  if (symbols.marks.isOpaqueResult(sym)) return true;
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return shape.operands.some((one) => comesFromOpaque(one, symbols));
  if (shape.kind !== 'initial' && shape.kind !== 'address') return false;
  const owner = symbols.ownerOf(shape.loc);
  return owner !== null && comesFromOpaque(owner, symbols);
}

/** The parameter that a symbol is reached from; of the VMA, what its file is. */
function rootOf(sym: Sym, vmas: ReadonlySet<Sym>, symbols: Symbols): Sym | null {
  for (let at = sym; ; ) {
    const shape = symbols.shape(at);
    if (shape.kind === 'parameter') return at;
    if (shape.kind !== 'initial' && shape.kind !== 'address') return null;
    const owner = symbols.ownerOf(shape.loc);
    if (owner === null) return null;
    const loc = symbols.locShape(shape.loc);
    if (vmas.has(owner) && loc.kind === 'field' && loc.name === 'vm_file') return at;
    at = owner;
  }
}
