// SPDX-License-Identifier: GPL-2.0-only
/** The tests whose outcome is known in a state, by their text. */
import type { Graph } from '../cfg/cfg.ts';
import { symbolText } from '../reports/render.ts';
import { truthOf } from './domain.ts';
import type { State } from './state.ts';
import type { Symbols } from './symbols.ts';

/** `vmf->flags & FAULT_FLAG_WRITE` → true and the like, for symbols that have a text. */
export function conditionsOf(state: State, symbols: Symbols, graph: Graph): Map<string, boolean> {
  const result = new Map<string, boolean>();
  for (const [sym, domain] of state.domains) {
    const kind = symbols.shape(sym).kind;
    if (kind === 'opaque' || kind === 'constant' || kind === 'address') continue;
    const truth = truthOf(domain);
    if (truth === null) continue;
    const text = symbolText(sym, symbols, graph);
    if (text) result.set(text, truth);
  }
  return result;
}
