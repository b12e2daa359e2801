/** Which callees are worth following: a run over a kernel cannot explore everything that handlers reach. */
import type { FunctionDefinition } from '../facts/model.ts';
import type { Graph, Pure } from './cfg.ts';
import { walk } from './explore.ts';

/** How many calls below a handler a callee may be, by what its head speaks of. */
const DEPTHS: [RegExp, number][] = [
  [/\b(?:vm_fault|vm_fault_t|fault_env)\b/, 5],
  [/\b(?:vm_area_struct|vm_area_desc|page|folio)\b/, 3],
];
/** A callee that hands its result up to its caller's own, or whose name speaks of locking. */
const PLAIN_DEPTH = 2;
const LOCKING = /lock|begin|start|stop|end_|_end|enter|exit|reserve/;

/**
 * True when the callee may matter to its caller: a handler calls it directly, it is handed or returns something
 * tracked, its result reaches the caller's own, or its name speaks of locking. `depth` is the caller's.
 */
export function isRelevant(callee: FunctionDefinition, reachesReturn: boolean, depth: number): boolean {
  if (depth === 0) return true;
  if (depth < PLAIN_DEPTH && (reachesReturn || LOCKING.test(callee.name))) return true;
  const head = callee.file.text.slice(callee.item.start, callee.item.bodyStart);
  return DEPTHS.some(([words, limit]) => depth < limit && words.test(head));
}

/** Locals that hold results: what a function returns is decided by them. */
export function resultVariables(graph: Graph, flow: Set<string>): string[] {
  const names = new Set([...flow].filter((name) => RESULT_TYPE.test(graph.types.get(name) ?? '')));
  // A converter's operand decides as much as its result: `ret = vmf_error(err)`.
  for (const { instructions } of graph.blocks) {
    for (const i of instructions) {
      if (i.op !== 'call' || !flow.has(`%${i.result}`)) continue;
      for (const arg of i.args)
        if (arg.k === 'name' && RESULT_TYPE.test(graph.types.get(arg.name) ?? '')) names.add(arg.name);
    }
  }
  return [...names];
}

const RESULT_TYPE = /^(?:int|long|ssize_t|vm_fault_t)$/;

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
