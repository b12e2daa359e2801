// SPDX-License-Identifier: GPL-2.0-only
/** The calls of a graph by the names of their functions. */
import type { Span } from '../../text/source.ts';
import type { CallInstruction, Graph } from './cfg.ts';

/** Where a function is called, and its name. */
export interface Called extends Span {
  by: string;
}

/** The name of the function; empty for a call through a pointer. */
export const nameOf = ({ callee }: CallInstruction): string => (callee.k === 'name' ? callee.name : '');

export const calledAt = (i: CallInstruction): Called => ({ by: nameOf(i), start: i.start, end: i.end });

/** Of one block. */
export const callsAt = ({ blocks }: Graph, block: number): CallInstruction[] =>
  (blocks[block]?.instructions ?? []).filter((i) => i.op === 'call');

export const callsIn = (graph: Graph): CallInstruction[] =>
  [...graph.blocks.keys()].flatMap((block) => callsAt(graph, block));
