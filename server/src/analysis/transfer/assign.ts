// SPDX-License-Identifier: GPL-2.0-only
/** Stores of values in variables, fields and the VMA. */

import { faultOf, invalidate } from '../calls/invalidate.ts';
import type { Instruction, Pure } from '../cfg/cfg.ts';
import { claimStore } from '../claims/calls.ts';
import { put } from '../claims/holdings.ts';
import { fillByStore } from '../claims/memory/memory.ts';
import { noteCleared } from '../engine/events/keptVma.ts';
import { underCount } from '../engine/events/lastArms.ts';
import type { Frame } from '../engine/frame.ts';
import { valueStep } from '../reports/steps.ts';
import { heldAs } from '../state/affine.ts';
import { isErrnoAtom, isFaultCode, UNKNOWN } from '../state/domain.ts';
import { DOUBTED } from '../state/doubt.ts';
import { FLAG_FIELDS, stored } from '../state/flagValues.ts';
import { isOnStack } from '../state/properties/keptVmas.ts';
import { flagsOf, setFlags } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import { without } from '../state/without.ts';
import { keep } from './chosen.ts';
import { noteEntryStore } from './entries.ts';

/** Carries out `target = value`; the state is changed. */
export function assign(x: Frame, i: Instruction & { op: 'assign' }, state: State): void {
  const value = narrowed(x, i.target, x.evaluator.value(i.value, state));
  const loc = x.evaluator.location(i.target, state);
  const owner = x.context.symbols.ownerOf(loc);
  if (i.target.k === 'member') {
    const onVma = owner !== null && x.vmas.has(owner);
    if (onVma || isVmaField(i.target)) {
      if (FLAG_FIELDS.has(i.target.field) && owner !== null)
        setFlags(state, owner, stored(flagsOf(state, owner), owner, value, x.context.symbols, x.place(i)));
      x.events.store(x, i.target, onVma ? 'vma' : 'other', x.place(i), state);
    }
  }
  followVma(x, i, loc, value, state);
  claimStore(x, i, state);
  noteEntryStore(x, i.target, state);
  fillByStore(x, i, state);
  put(x, loc, value, state);
  if (i.target.k !== 'name' && value === faultOf(x)) x.faultEscapes = true;
  state.store(loc, value);
  if (owner !== null && x.facts.namesChosen && !x.vmas.has(owner)) keep(x, i, value, state);
  if (i.target.k === 'name' && x.returned.has(loc)) {
    const atoms = state.domain(value);
    const atom = atoms[0] as string;
    if (atoms.length === 1 && (isFaultCode(atom) || isErrnoAtom(atom)))
      state.pass(valueStep(x.place(i), x.text(i.target), atom));
  }
}

/** Code that was not understood may have given any value to the names in it, and released any lock. */
export function havoc(x: Frame, i: Instruction & { op: 'havoc' }, state: State): void {
  for (const name of i.names) {
    const type = x.graph.types.get(name);
    if (type === undefined) continue;
    const loc = x.evaluator.variable(name);
    if (type.includes('*')) invalidate(x, state.load(loc), state, i);
    else state.store(loc, state.fresh(`${x.tag}h${i.start}${name}`, UNKNOWN));
  }
  doubtLocks(state);
}

/** Code that nothing is known of may have given back each lock, and may not come back. */
export function doubtLocks(state: State): void {
  for (const lock of state.locks.values()) lock.certain = lock.reached = false;
  state.doubt = DOUBTED;
}

/** A value as a local variable holds it. */
function narrowed(x: Frame, target: Pure, value: Sym): Sym {
  if (target.k !== 'name') return value;
  const type = x.graph.types.get(target.name);
  return type === undefined ? value : heldAs(type, value, x.context.symbols);
}

function isVmaField(target: Pure & { k: 'member' }): boolean {
  return FLAG_FIELDS.has(target.field) || target.field === 'vm_ops';
}

/** Follows the stores of pointers to the VMA, and the fields that are set to NULL. */
function followVma(x: Frame, i: Instruction & { op: 'assign' }, loc: Loc, value: Sym, state: State): void {
  const { symbols } = x.context;
  const { target } = i;
  if (x.vmas.has(value)) {
    const owner = symbols.ownerOf(loc);
    const isOfFault = owner !== null && (x.vmas.has(owner) || isFaultPointer(x, target));
    if ((target.k !== 'member' && target.k !== 'name') || isOfFault || isOnStack(symbols, loc)) return;
    if (target.k === 'name' && x.graph.types.has(target.name)) return;
    const field = target.k === 'member' ? target.field : target.name;
    state.keptVmas = new Map(state.keptVmas).set(loc, { place: x.place(i), text: x.text(target), field });
    return;
  }
  if (state.keptVmas.size > 0) state.keptVmas = without(state.keptVmas, loc);
  if (value === symbols.zero && target.k === 'member')
    noteCleared(x.events, target.field, underCount(x.graph).has(i));
  else if (value === symbols.zero && target.k === 'name' && !x.graph.types.has(target.name))
    noteCleared(x.events, target.name, underCount(x.graph).has(i));
}

/** `vmf->vma`: the fault lives as long as the call. */
function isFaultPointer(x: Frame, target: Pure): boolean {
  if (target.k !== 'member' || target.object.k !== 'name') return false;
  return /\bvm_fault\b/.test(x.graph.types.get(target.object.name) ?? '');
}
