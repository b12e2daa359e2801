// SPDX-License-Identifier: GPL-2.0-only
/** Which callees are worth following: a run over a kernel cannot explore everything that handlers reach. */

import { folderOf, headOf, sizeOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { isHeader } from '../../facts/names/nearness.ts';
import { says } from '../../facts/names/roles.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Graph, Pure } from '../cfg/cfg.ts';
import { walk } from '../cfg/walk.ts';
import { puts } from '../claims/lists.ts';
import { claimName } from '../claims/names.ts';
import { ALLOCATORS } from '../models/allocators.ts';
import { unpairedLocks } from './unpairedLocks.ts';

/**
 * What an exploration starts from: a function that must not sleep (map_pages, and some of other structs), one that is
 * handed a fault, or any other (open, access, mmap, …).
 */
export type Root = 'atomic' | 'fault' | 'other';

const FAULT = /\b(?:vm_fault|vm_fault_t|fault_env)\b/;
const VMA = /\b(?:vm_area_struct|vm_area_desc)\b/;
const PAGE = /\b(?:page|folio)\b/;
const LOCKING = /lock|begin|start|stop|end_|_end|enter|exit|reserve/;

const LOCKS = /lock/;

/** How large one may be that takes or gives back a reference, or waits: in tokens, as all sizes here. */
const LIFETIME_SIZE = 290;

/** How large one may be that ends an object, which is gone for its callers, and how far down. */
const ENDS_SIZE = 500;
const ENDS_DEPTH = 2;

/** map_pages must not sleep, so whatever it calls near by matters. */
const MAP_PAGES = /\b(?:vm_fault|fault_env)\b[^)]*\bpgoff_t\b[^)]*\bpgoff_t\b/;

/** How many calls below the root a callee may be, by what its head mentions. */
const FAULT_DEPTH = 5;
const VMA_DEPTH = 3;
const PAGE_DEPTH = 3;
/** For a callee that hands its result up to its caller's own, or whose name mentions locking. */
const PLAIN_DEPTH = 2;
/** For one of a root that must not sleep, if it is near and not too long. */
const ATOMIC_DEPTH = 3;
const ATOMIC_SIZE = 850;
/** For one that is handed what user space chose, which it may check, if it is not too long. */
const CHOSEN_DEPTH = 3;
const CHOSEN_SIZE = 500;

/** For one that is hardly more than a lock by another name, and how large that may be. */
const WRAPPER_DEPTH = 5;
const WRAPPER_SIZE = 65;

/** For one that looks an object up and gives it to its caller locked, if it is not too long. */
const LOCKED_RESULT_SIZE = 600;

/** For one that allocates by itself: what kind of memory it gives, and whether that was cleared. */
const MEMORY_DEPTH = 1;
const MEMORY_SIZE = 290;

/** What kind of root a function is, by its head. */
export function rootOf(definition: FunctionDefinition): Root {
  const head = headOf(definition);
  if (!FAULT.test(head)) return 'other';
  return MAP_PAGES.test(head) ? 'atomic' : 'fault';
}

/**
 * True when the callee may matter: it is handed or returns something tracked, its result reaches the caller's own,
 * its name mentions locking, its name mentions references, or it is a small
 * one of the folder of its caller. `depth` is the caller's.
 */
export function isRelevant(
  callee: FunctionDefinition,
  caller: { definition: FunctionDefinition; depth: number; root: Root; isForLocks?: boolean },
  reachesReturn: boolean,
  isChosen = false,
): boolean {
  const { depth, root } = caller;
  if (isChosen && depth < CHOSEN_DEPTH && isNear(callee, caller.definition, CHOSEN_SIZE)) return true;
  if (root === 'atomic') {
    if (depth === 0 && MAP_PAGES.test(headOf(caller.definition))) return true;
    if (depth < ATOMIC_DEPTH && isNear(callee, caller.definition, ATOMIC_SIZE)) return true;
  }
  if (root !== 'other') {
    if (depth < PLAIN_DEPTH && (reachesReturn || LOCKING.test(callee.name))) return true;
    if (depth === 0 && isNear(callee, caller.definition)) return true;
  } else {
    if (depth === 0 && LOCKING.test(callee.name)) return true;
    // What locks an object may be a level down, and give it to its caller locked.
    if (depth < PLAIN_DEPTH && LOCKS.test(callee.name) && isNear(callee, caller.definition)) return true;
    // What open and close give and take is often a level down.
    if (
      depth === 0 &&
      says(callee.name, 'counts', 'maybe') &&
      isNear(callee, caller.definition, LIFETIME_SIZE)
    )
      return true;
    if (
      depth < ENDS_DEPTH &&
      says(callee.name, 'givesUp', 'maybe') &&
      isNear(callee, caller.definition, ENDS_SIZE)
    )
      return true;
    // What gives back is followed as far: the two have to balance.
    if (depth < ENDS_DEPTH && claimName(callee.name)?.sign === 1 && isNear(callee, caller.definition))
      return true;
  }
  // Its caller frees nothing that is on a list.
  if (root === 'other' && depth === 0 && isNear(callee, caller.definition) && putsOnList(callee)) return true;
  if (depth < MEMORY_DEPTH && isNear(callee, caller.definition, MEMORY_SIZE) && givesMemory(callee))
    return true;
  // A lookup counts what it finds, whatever its name says.
  if (
    root === 'other' &&
    depth === 0 &&
    isNear(callee, caller.definition, LIFETIME_SIZE) &&
    givesCounted(callee)
  )
    return true;
  if (caller.isForLocks && isLockOfHeader(callee)) return true;
  const lockDepth = isNear(callee, caller.definition, WRAPPER_SIZE) ? WRAPPER_DEPTH : PLAIN_DEPTH;
  if (depth < lockDepth && isNear(callee, caller.definition) && unpairedLocks(callee).any) return true;
  if (
    depth < PLAIN_DEPTH &&
    isNear(callee, caller.definition, LOCKED_RESULT_SIZE) &&
    unpairedLocks(callee).inResult
  )
    return true;
  const head = headOf(callee);
  if (depth < FAULT_DEPTH && FAULT.test(head)) return true;
  if (depth < VMA_DEPTH && VMA.test(head)) return true;
  return root !== 'other' && depth < PAGE_DEPTH && PAGE.test(head);
}

/** One that the root calls itself may pair its locks by what it is handed: it is worth a look with these arguments. */
export function mayPairByArguments(
  callee: FunctionDefinition,
  caller: { definition: FunctionDefinition; depth: number },
): boolean {
  return caller.depth === 0 && unpairedLocks(callee).pairs && isNear(callee, caller.definition);
}

/** It is handed the fault, the VMA or a page: what it does to these is worth more steps. */
export function isHandedTracked(callee: FunctionDefinition): boolean {
  const head = headOf(callee);
  return FAULT.test(head) || VMA.test(head) || PAGE.test(head);
}

/** Tokens of a function that is looked into for its own sake. */
const SMALL = 190;

/** It calls an allocator, and gives a pointer. */
function givesMemory(callee: FunctionDefinition): boolean {
  if (!GIVES_POINTER.test(headOf(callee))) return false;
  for (const name of namesIn(callee)) if (ALLOCATORS.has(name)) return true;
  return false;
}

/** It takes a reference by a call of its own, and gives a pointer. */
function givesCounted(callee: FunctionDefinition): boolean {
  if (!GIVES_POINTER.test(headOf(callee))) return false;
  for (const name of namesIn(callee)) if (claimName(name)?.sign === 1) return true;
  return false;
}

function putsOnList(callee: FunctionDefinition): boolean {
  for (const name of namesIn(callee)) if (puts(name)) return true;
  return false;
}

/** An inline function that is hardly more than a lock by another name, for all who include its header. */
function isLockOfHeader(callee: FunctionDefinition): boolean {
  return (
    callee.isStatic &&
    isHeader(callee.file.path) &&
    sizeOf(callee) <= WRAPPER_SIZE &&
    LOCKS.test(callee.name) &&
    unpairedLocks(callee).any
  );
}

const GIVES_POINTER = /^[^(]*\*/;

/** A small one of the caller's folder. */
function isNear(callee: FunctionDefinition, caller: FunctionDefinition, size = SMALL): boolean {
  if (sizeOf(callee) > size) return false;
  return callee.file === caller.file || folderOf(callee.file.path) === folderOf(caller.file.path);
}

/**
 * Locals that hold results: what a function returns is decided by them. Where a result tells whether there is a page in
 * a place of the caller's, temporaries (`%n`) and status codes of any type as well.
 */
export function resultVariables(graph: Graph, flow: ReadonlySet<string>): string[] {
  const names = new Set([...flow].filter((name) => RESULT_TYPE.test(graph.types.get(name) ?? '')));
  const isTelling = tellsOfPage(graph);
  if (isTelling) {
    for (const name of flow) if (STATUS_TYPE.test(graph.types.get(name) ?? '')) names.add(name);
    // `return page ? 0 : VM_FAULT_SIGBUS;`
    for (const { end } of graph.blocks)
      if (end.t === 'return' && end.value?.k === 'temp') names.add(`%${end.value.id}`);
  }
  // A converter's operand decides as much as its result: `ret = vmf_error(err)`.
  for (const { instructions } of graph.blocks) {
    for (const i of instructions) {
      if (i.op !== 'call' || !flow.has(`%${i.result}`)) continue;
      if (isTelling) names.add(`%${i.result}`);
      for (const arg of i.args)
        if (arg.k === 'name' && RESULT_TYPE.test(graph.types.get(arg.name) ?? '')) names.add(arg.name);
    }
  }
  return [...names];
}

/** Whether a function returns a page. */
export const givesPage = ({ returnType }: Graph): boolean => /\bstruct (?:page|folio) \*$/.test(returnType);

/** It is handed a place for a pointer, or hands one on. */
function tellsOfPage({ parameters, blocks }: Graph): boolean {
  if (parameters.some(({ type }) => POINTER_PLACE.test(type))) return true;
  return blocks.some(({ instructions }) =>
    instructions.some(
      (i) =>
        i.op === 'call' &&
        i.args.some((arg) => arg.k === 'address' && arg.of.k === 'member' && arg.of.field === 'page'),
    ),
  );
}

const RESULT_TYPE = /^(?:int|long|ssize_t|vm_fault_t)$/;
const STATUS_TYPE = /^(?:bool|s32|u32|unsigned int|enum \w+|\w+_t|[A-Z]\w+)$/;
const POINTER_PLACE = /\bstruct (?:page|folio) \* ?\*/;

/** Temporaries and locals (`%n`, names) whose value may reach a return of the function. */
export function returnFlow(graph: Graph): Set<string> {
  const result = new Set<string>();
  const add = (e: Pure) =>
    walk(e, (part) => {
      if (part.k === 'name' && graph.types.has(part.name)) result.add(part.name);
      else if (part.k === 'temp') result.add(`%${part.id}`);
    });
  for (const { end } of graph.blocks) if (end.t === 'return' && end.value) add(end.value);
  for (let before = -1; before !== result.size; ) {
    before = result.size;
    for (const { instructions } of graph.blocks) {
      for (const i of instructions) {
        if (i.op !== 'assign') continue;
        const target =
          i.target.k === 'name' ? i.target.name : i.target.k === 'temp' ? `%${i.target.id}` : null;
        if (target !== null && result.has(target)) add(i.value);
      }
    }
  }
  return result;
}
