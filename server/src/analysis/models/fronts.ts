// SPDX-License-Identifier: GPL-2.0-only
/** Calls of a subsystem that maps for its driver, where the driver's objects say how: by what they leave out. */

import { type EntryContract, MAPPING_ENTRIES } from '../../contracts/mappingEntries.ts';
import { inEra } from '../../contracts/release.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import type { FileFacts } from '../../facts/model.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import type { AnalysisContext } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { truthOf } from '../state/domain.ts';
import { flagsOf, setFlags } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

/**
 * Where the objects of the caller's folder leave it to the subsystem to map, and all have one table: what a successful
 * call leaves on the VMA. The states are changed.
 */
export function applyFront(
  x: Frame,
  i: CallInstruction,
  name: string,
  args: readonly Sym[],
  states: readonly State[],
): void {
  const vma = args.find((arg) => x.vmas.has(arg));
  if (vma === undefined) return;
  const left = leftTo(name, x);
  if (left === null) return;
  const { symbols } = x.context;
  const place = x.place(i);
  const result = x.evaluator.temporary(i.result);
  for (const state of states) {
    if (truthOf(state.domain(state.load(result))) !== false) continue;
    let flags = flagsOf(state, vma);
    for (const flag of EXCLUSIVE) flags = flags.change(flag, left.flags.includes(flag), place);
    for (const flag of left.flags) flags = flags.change(flag, true, place);
    setFlags(state, vma, flags);
    state.store(symbols.field(vma, 'vm_ops'), symbols.address(symbols.variable(left.table, false)));
  }
}

/** Of these a driver needs one. */
const EXCLUSIVE = ['VM_PFNMAP', 'VM_MIXEDMAP'];

/** What such a call leaves in a folder, found once. */
const found = new WeakMap<FileFacts, Map<string, { flags: readonly string[]; table: string } | null>>();

function leftTo(name: string, x: Frame) {
  const facts = x.context.program.files.get(x.file.path);
  const known = (facts && found.get(facts)) ?? new Map();
  if (facts) found.set(facts, known);
  if (!known.has(name)) known.set(name, find(name, x.file.path, x.context));
  return known.get(name) ?? null;
}

function find(name: string, path: string, { program, kernel }: AnalysisContext) {
  const contract: EntryContract | undefined = MAPPING_ENTRIES.find(
    ({ front, otherwise, ...era }) => front?.includes(name) && otherwise && inEra(kernel.release, era),
  );
  if (contract?.table === undefined) return null;
  const folder = folderOf(path);
  const tables = new Set<string | undefined>();
  for (const { file, entries } of program.files.values())
    if (file.path.startsWith(folder))
      for (const entry of entries)
        if (entry.struct === contract.struct)
          tables.add(entry.member === null ? entry.beside.get(contract.table) : undefined);
  const [table] = tables;
  return tables.size === 1 && table !== undefined ? { flags: contract.otherwise ?? [], table } : null;
}
