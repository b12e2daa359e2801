// SPDX-License-Identifier: GPL-2.0-only
/** Calls that lock pages of a mapping one after the other: who has one of them locked waits for himself. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import type { Note } from '../reports/model/exits.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { type AnalysisContext, graphsOf } from './context.ts';
import type { Frame } from './frame.ts';

/** Those that write back, truncate or invalidate a mapping; they are handed it, or its inode or file, first. */
const LOCKS_PAGES: ReadonlySet<string> = new Set([
  'filemap_fdatawrite',
  'filemap_fdatawrite_range',
  'filemap_flush',
  'filemap_write_and_wait',
  'filemap_write_and_wait_range',
  'file_write_and_wait_range',
  'invalidate_inode_pages2',
  'invalidate_inode_pages2_range',
  'truncate_inode_pages',
  'truncate_inode_pages_range',
  'truncate_inode_pages_final',
  'truncate_pagecache',
  'truncate_pagecache_range',
  'truncate_setsize',
]);

/** Members that lead from a VMA or a page to the mapping of its file. */
const TO_MAPPING: ReadonlySet<string> = new Set([
  'vm_file',
  'f_mapping',
  'i_mapping',
  'i_data',
  'mapping',
  'host',
  'f_inode',
]);
const TO_INODE: ReadonlySet<string> = new Set([
  'file_inode',
  'page_mapping',
  'folio_mapping',
  'page_file_mapping',
  'folio_file_mapping',
]);

/** How many calls down it may stand. */
const DEPTH = 2;

/**
 * Returns where a call locks pages of the mapping that a locked page is of, for all that is known: by itself, or in what
 * it calls. Null where it does not, no page is locked, or the mapping may be another.
 */
export function waitsForPages(
  x: Frame,
  name: string,
  i: Pick<CallInstruction, 'args'> & { start: number; end: number },
  state: State,
): Note[] | null {
  if (!hasPageLocked(state)) return null;
  const place = x.place(i);
  if (LOCKS_PAGES.has(name)) {
    const [arg] = i.args;
    if (arg === undefined || !isOwnMapping(x, x.evaluator.value(arg, state), state)) return null;
    return [{ place, message: `${name}() locks the pages of the mapping` }];
  }
  const chain = chainFrom(name, x.context.program.peek(name, x.file), x.context, DEPTH);
  return chain && [{ place, message: `${name}() is called` }, ...chain];
}

function hasPageLocked({ locks }: State): boolean {
  for (const { kind, depth, certain } of locks.values())
    if (kind === 'page' && depth > 0 && certain) return true;
  return false;
}

/** Reached from the VMA by its file, or from a page that is locked. */
function isOwnMapping(x: Frame, sym: Sym, state: State): boolean {
  const { symbols } = x.context;
  for (let at: Sym | null = sym; at !== null; ) {
    if (x.vmas.has(at) || state.locks.has(`page:${at}`)) return at !== sym;
    const shape = symbols.shape(at);
    if (shape.kind === 'pure') {
      at = TO_INODE.has(shape.name) ? (shape.operands[0] ?? null) : null;
      continue;
    }
    if (shape.kind !== 'initial' && shape.kind !== 'address') return false;
    const loc = symbols.locShape(shape.loc);
    if ((loc.kind !== 'field' && loc.kind !== 'part') || !TO_MAPPING.has(loc.name)) return false;
    at = symbols.ownerOf(shape.loc);
  }
  return false;
}

/** The way down to a call that locks pages of a mapping which it reaches from what the function is handed. */
function chainFrom(
  name: string,
  definitions: readonly FunctionDefinition[],
  context: AnalysisContext,
  depth: number,
): Note[] | null {
  const [definition, ...others] = definitions;
  if (definition === undefined || others.length > 0 || context.helpers.has(name)) return null;
  for (const graph of graphsOf(definition, context))
    for (const { instructions } of graph.blocks)
      for (const i of instructions) {
        if (i.op !== 'call' || i.callee.k !== 'name' || graph.types.has(i.callee.name)) continue;
        const callee = i.callee.name;
        const [arg] = i.args;
        if (arg === undefined || !isOfParameter(arg, graph)) continue;
        const here: Note = {
          place: { file: definition.file, start: Math.floor(i.start), end: i.end },
          message: LOCKS_PAGES.has(callee)
            ? `${callee}() locks the pages of the mapping`
            : `${callee}() is called`,
        };
        if (LOCKS_PAGES.has(callee)) return [here];
        const below =
          depth > 1
            ? chainFrom(callee, context.program.peek(callee, definition.file), context, depth - 1)
            : null;
        if (below) return [here, ...below];
      }
  return null;
}

/** Reached by members alone from a parameter, or from a local that was given such once. */
function isOfParameter(e: Pure, graph: Graph, isOnce = true): boolean {
  if (e.k === 'member') return !OF_OTHERS.has(e.field) && isOfParameter(e.object, graph, isOnce);
  if (e.k === 'address') return isOfParameter(e.of, graph, isOnce);
  if (e.k !== 'name') return false;
  if (graph.parameters.some(({ name }) => name === e.name)) return true;
  if (!isOnce) return false;
  const [value, ...others] = factsOf(graph).storesTo(e.name);
  return value !== undefined && others.length === 0 && isOfParameter(value, graph, false);
}

/** Members that lead to the file system or the device, whose mapping is another. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'i_sb',
  's_bdev',
  's_fs_info',
  'fs_info',
  'bd_inode',
  'bd_mapping',
]);
