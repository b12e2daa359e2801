// SPDX-License-Identifier: GPL-2.0-only
/**
 * Calls through a member that maps: `obj->ops->mmap(obj, vma)` means one of the functions that stand there nearby, and
 * `dev->funcs->block_mmap(dev, vma)` one of the same module.
 */
import { ENTRY_MEMBERS } from '../../contracts/mappingEntries.ts';
import { structIn } from '../../facts/declarations/structIn.ts';
import {
  foldersOfModule,
  functionsInMember,
  type OwnEntry,
  ownEntries,
} from '../../facts/mappings/ownMembers.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { structOf } from '../cfg/graphFacts.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { type Callee, calleesIn } from './callees.ts';
import { type Summary, summariesOfCallees } from './summaries.ts';

/**
 * Summaries of what a function that maps may call through a member: the functions that initializers and stores of
 * its folder put there, in structs of the driver's own. Null when there are none, or one was not understood.
 */
export function summariesBehind(x: Frame, i: CallInstruction, args: Sym[], state: State): Summary[] | null {
  const { callee } = i;
  if (x.root !== 'other' || callee.k !== 'member' || !args.some((arg) => x.vmas.has(arg))) return null;
  const callees = handlersOf(x, callee, state) ?? x.callees(i, () => membersNear(x, i, callee));
  const summaries = callees && summariesOfCallees(x, callees, args, state);
  return summaries?.every(({ outcomes }) => outcomes !== null) ? summaries : null;
}

/** What a table holds that the function has put on the VMA itself, or names: `vma->vm_ops->open(vma)`, `foo_ops.open(vma)`. */
function handlersOf(
  x: Frame,
  { object, field, arrow }: Pure & { k: 'member' },
  state: State,
): Callee[] | null {
  const { program, symbols } = x.context;
  const shape = arrow ? symbols.shape(x.evaluator.value(object, state)) : null;
  const at =
    shape === null ? x.evaluator.location(object, state) : shape.kind === 'address' ? shape.loc : null;
  const loc = at === null ? null : symbols.locShape(at);
  const table = loc?.kind === 'variable' ? program.lookupTable(loc.name, x.file) : undefined;
  const definitions = table?.members.flatMap(({ op, handler, handlerPlace }) =>
    op === field && handler !== null ? program.lookup(handler, handlerPlace.file) : [],
  );
  return definitions?.length ? definitions.flatMap((one) => calleesIn(one, x.context)) : null;
}

/** More ways to go on than this tell nothing, where the functions only stand near. */
const MOST_NEAR = 4;

/** The same of functions of the very struct. */
const MOST_OF_STRUCT = 16;

function membersNear(
  x: Frame,
  i: CallInstruction,
  { object, field }: Pure & { k: 'member' },
): Callee[] | null {
  const struct = structOf(object, x.graph);
  for (const folder of foldersOfModule(x.file.path)) {
    const entries = ENTRY_MEMBERS.has(field) ? ownEntries(field, folder, x.context.program) : null;
    const own = entries?.filter((entry) => entry.struct === struct) ?? [];
    const found = entries
      ? definitionsOf(own.length > 0 ? own : entries, x)
      : functionsInMember(field, folder, x.context.program);
    const definitions = found.filter((definition) => mayTake(definition, i.args, x.graph));
    if (definitions.length === 0) continue;
    return definitions.length > (own.length > 0 ? MOST_OF_STRUCT : MOST_NEAR)
      ? null
      : definitions.flatMap((definition) => calleesIn(definition, x.context));
  }
  return null;
}

function definitionsOf(entries: readonly OwnEntry[], { context }: Frame): FunctionDefinition[] {
  return [...new Set(entries.flatMap((entry) => context.program.lookup(entry.function, entry.file)))];
}

/** It has as many parameters, and none that is a pointer to another struct than what it would be handed. */
function mayTake(definition: FunctionDefinition, args: readonly Pure[], graph: Graph): boolean {
  const structs = args.map((arg) => structOf(arg, graph));
  return definition.variants().some(
    ({ parameters }) =>
      parameters.length === args.length &&
      parameters.every(({ type }, n) => {
        const [given, wanted] = [structs[n], structIn(type)];
        return given == null || wanted === null || given === wanted;
      }),
  );
}
