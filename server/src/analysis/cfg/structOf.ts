// SPDX-License-Identifier: GPL-2.0-only
/** The structs of variables, by their declarations. */
import { structIn } from '../../facts/declarations/structIn.ts';
import type { Graph, Pure } from './cfg.ts';

/** Returns the struct that a local variable is, or points to; null for what is none. */
export function structOf(e: Pure | null | undefined, { types }: Pick<Graph, 'types'>): string | null {
  return e?.k === 'name' ? structIn(types.get(e.name) ?? '') : null;
}
