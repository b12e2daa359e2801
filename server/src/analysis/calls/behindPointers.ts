// SPDX-License-Identifier: GPL-2.0-only
/**
 * Calls through a member that maps: `obj->ops->mmap(obj, vma)` means one of the functions that stand there nearby, and
 * `dev->funcs->block_mmap(dev, vma)` one of the same module.
 */
import { ENTRY_MEMBERS, MAPPING_ENTRIES } from '../../contracts/mappingEntries.ts';
import { foldersOfModule, functionsInMember } from '../../facts/mappings/ownMembers.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import { graphsOf, idOf } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import type { Callee } from './callees.ts';
import { type Summary, summariesOfCallees } from './summaries.ts';

const KNOWN_STRUCTS = new Set(MAPPING_ENTRIES.map(({ struct }) => struct));

/**
 * Summaries of what a function that maps may call through a member: the functions that initializers and stores of
 * its folder put there, in structs of the driver's own. Null when there are none, or one was not understood.
 */
export function summariesBehind(x: Frame, i: CallInstruction, args: Sym[], state: State): Summary[] | null {
  const { callee } = i;
  if (x.root !== 'other' || callee.k !== 'member' || !args.some((arg) => x.vmas.has(arg))) return null;
  const callees = x.callees(i, () => membersNear(x, callee.field, args.length));
  const summaries = callees && summariesOfCallees(x, callees, args, state);
  return summaries?.every(({ outcomes }) => outcomes !== null) ? summaries : null;
}

/** More ways to go on than this tell nothing. */
const MOST = 4;

function membersNear(x: Frame, member: string, parameters: number): Callee[] | null {
  const { program } = x.context;
  const isAlike = (definition: FunctionDefinition) =>
    definition.variants().some((variant) => variant.parameters.length === parameters);
  const folders = foldersOfModule(x.file.path).map((folder) =>
    (ENTRY_MEMBERS.has(member)
      ? entriesBelow(x, folder, member)
      : functionsInMember(member, folder, program)
    ).filter(isAlike),
  );
  const callees = folders.find((found) => found.length > 0) ?? [];
  if (callees.length === 0 || callees.length > MOST) return null;
  return callees.flatMap((definition) =>
    graphsOf(definition, x.context).map((graph, n) => ({
      definition,
      graph,
      id: `${idOf(definition, x.context)}.${n}`,
    })),
  );
}

function entriesBelow({ context: { program } }: Frame, folder: string, member: string): FunctionDefinition[] {
  const found = new Set<FunctionDefinition>();
  for (const { file, entries } of program.files.values()) {
    if (!file.path.startsWith(folder)) continue;
    for (const entry of entries) {
      if (entry.member !== member || entry.function === null || entry.struct === null) continue;
      if (KNOWN_STRUCTS.has(entry.struct)) continue;
      for (const definition of program.lookup(entry.function, file)) found.add(definition);
    }
  }
  return [...found];
}
