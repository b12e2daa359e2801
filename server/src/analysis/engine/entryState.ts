// SPDX-License-Identifier: GPL-2.0-only
/** The state in which a function starts. */

import { NON_NULL } from '../state/domain.ts';
import { armsOf } from '../state/properties/arms.ts';
import { State } from '../state/state.ts';
import type { Frame } from './frame.ts';

const VMF = /\bstruct (vm_fault|fault_env) \*/;
const VMA = /\bstruct (vm_area_struct|vm_area_desc) \*/;

/** Binds parameters to their symbols; pointers to the fault and the VMA are never NULL. */
export function enter(x: Frame): State {
  const { symbols } = x.context;
  const state = new State(symbols);
  state.arms = armsOf(x.definition.guards, x.graph.configuration);
  let vma: number | null = null;
  let vmf: number | null = null;
  x.graph.parameters.forEach((p, i) => {
    const sym = symbols.parameter(i);
    if (p.name) state.store(x.evaluator.variable(p.name), sym);
    if (VMF.test(p.type)) vmf ??= sym;
    else if (VMA.test(p.type)) vma ??= sym;
    else if (!x.facts.lookedInto.has(p.name)) return;
    state.setDomain(sym, NON_NULL);
  });
  if (vma !== null) x.vmas.add(vma);
  if (vmf !== null) {
    x.pageLocation = symbols.field(vmf, 'page');
    const field = symbols.field(vmf, 'vma');
    // Before 4.11 both came as arguments; they are one VMA.
    if (vma !== null) state.store(field, vma);
    x.vmas.add(state.load(field));
    state.setDomain(state.load(field), NON_NULL);
  }
  return state;
}

/** The parameter that is the fault (or the page of 2.6.18's page_mkwrite), or -1. */
export function faultParameter(x: Frame): number {
  return x.graph.parameters.findIndex((p) => VMF.test(p.type));
}
