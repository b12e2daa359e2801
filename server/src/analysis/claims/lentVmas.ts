// SPDX-License-Identifier: GPL-2.0-only
/** A VMA that is handed to the mmap of another file than the one in vm_file: what that installs looks there for its own. */
import type { Place } from '../../text/source.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import type { Balance } from '../reports/model/events.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

/**
 * Notes a call of `call_mmap(file, vma)` or `file->f_op->mmap(file, vma)` with another file, by what the VMA has for a
 * table behind it.
 *
 * @param before what vm_file was at the call
 */
export function lendVma(
  x: Frame,
  i: CallInstruction,
  name: string | null,
  args: Sym[],
  before: Sym | null,
  after: readonly State[],
): void {
  const [file, vma] = args;
  if (before === null || file === undefined || vma === undefined || file === before) return;
  const { symbols } = x.context;
  // A parameter is the file of the mmap as far as is known, and a local one may be.
  if (!isMmapOfFile(i, name) || symbols.shape(file).kind !== 'initial') return;
  for (const state of after)
    x.events.lent.set(state.load(symbols.field(vma, 'vm_ops')), { file, place: x.place(i) });
}

/** The file that the VMA has where it is handed to the mmap of a file; null for any other call. */
export function fileOfLent(
  x: Frame,
  i: CallInstruction,
  name: string | null,
  [, vma, ...others]: Sym[],
  state: State,
): Sym | null {
  if (!isMmapOfFile(i, name) || vma === undefined || others.length > 0 || !x.vmas.has(vma)) return null;
  return state.load(x.context.symbols.field(vma, 'vm_file'));
}

const isMmapOfFile = (i: CallInstruction, name: string | null) => name === 'call_mmap' || isThroughOps(i);

function isThroughOps({ callee }: CallInstruction): boolean {
  return (
    callee.k === 'member' &&
    callee.field === 'mmap' &&
    callee.object.k === 'member' &&
    callee.object.field === 'f_op'
  );
}

/** The call on this way out; null where the VMA got that file as well, or a table of the function's own. */
export function lentAt(x: Frame, vma: Sym, state: State): Balance['lent'] {
  const { symbols } = x.context;
  const { stores, calls, lent } = x.events;
  const one = lent.get(state.load(symbols.field(vma, 'vm_ops')));
  if (one === undefined) return null;
  for (const { object, field, place } of stores.values())
    if (object === 'vma' && (field === 'vm_file' || isBehind(place, one.place, field))) return null;
  for (const { callee } of calls.values()) if (callee === 'vma_set_file') return null;
  return state.env.get(symbols.field(vma, 'vm_file')) === one.file ? null : one.place;
}

const isBehind = (place: Place, call: Place, field: string) =>
  field === 'vm_ops' && place.file === call.file && place.start > call.start;
