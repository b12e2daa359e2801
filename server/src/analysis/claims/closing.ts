// SPDX-License-Identifier: GPL-2.0-only
/** A mapping that fails after all, closed by the function that makes it. */
import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { doubtClaims } from '../state/properties/claims.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

/** `vma->vm_ops->close(vma)`, `foo_vma_close(vma)`: close gives back what was taken for the mapping, by names of its own. */
export function giveToClose(
  x: Frame,
  { callee }: CallInstruction,
  name: string | null,
  args: readonly Sym[],
  state: State,
): void {
  const called = callee.k === 'member' ? callee.field : (name ?? '');
  if (!called.endsWith('close') || !args.some((arg) => x.vmas.has(arg))) return;
  state.claims = doubtClaims(state.claims, () => true);
  if (state.holdings.size > 0) state.holdings = new Map();
}
