// SPDX-License-Identifier: GPL-2.0-only
/** What functions behind a member of a struct rely on whoever hands them a mapping to have refused. */
import {
  ENTRY_MEMBERS,
  type EntryContract,
  entryContract,
  tableNamedBy,
} from '../../contracts/mappingEntries.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { structOf } from '../models/entryStructs.ts';
import { flagsOf } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

/**
 * What is promised of the member that a call goes through, by the object that it is handed first, or by what the table is
 * called; undefined for none.
 */
export function contractOfCall(
  { context, graph }: Frame,
  { callee, args }: CallInstruction,
): EntryContract | undefined {
  if (callee.k !== 'member' || !ENTRY_MEMBERS.has(callee.field)) return undefined;
  const [object] = args;
  const type = object?.k === 'name' ? graph.types.get(object.name) : undefined;
  const { object: table } = callee;
  const byName = type === undefined && table.k === 'member' ? tableNamedBy(table.field) : undefined;
  const struct = type === undefined ? byName : structOf([type]);
  return struct === undefined ? undefined : entryContract(struct, callee.field, context.kernel.release);
}

/** Says whether the function behind a member takes the offset for one in the object. */
export function takesOffset({ offsetInObject }: EntryContract, release: Release): boolean {
  return offsetInObject !== undefined && isSince(release, offsetInObject);
}

/** Notes a mapping that such a function is handed although the flags are as its caller should refuse them. */
export function tellUnrefused(x: Frame, i: CallInstruction, args: readonly Sym[], state: State): void {
  if (x.depth > 0) return;
  const vma = args.find((arg) => x.vmas.has(arg));
  const contract = vma === undefined ? undefined : contractOfCall(x, i);
  if (vma === undefined || contract?.refuses === undefined) return;
  const flags = flagsOf(state, vma);
  for (const refused of contract.refuses)
    if (flags.may(refused) === 'yes') x.events.unrefuse(x, i, refused, state);
}
