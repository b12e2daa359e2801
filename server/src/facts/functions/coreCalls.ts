// SPDX-License-Identifier: GPL-2.0-only
/** How a tree's own mm/memory.c calls the ops: the evidence that its locking document is held against. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import type { Place, SourceFile } from '../../text/source.ts';
import { FileSyntax } from '../file/syntax.ts';
import type { FunctionDefinition } from '../model.ts';
import { type Node, walk } from './visit.ts';

/** What is held around a call: the page-table lock, rcu_read_lock(), or neither of them. */
export type CallContext = 'page-table-lock' | 'rcu' | 'neither';

/** Null and empty: mm/memory.c has nothing of the kind, or it could not be read. */
export interface CoreCalls {
  /** The test that takes VM_FAULT_NOPAGE of pfn_mkwrite as the end of the fault: the PTE stays read-only. */
  pfnMkwriteNopage: Place | null;
  /** The call of map_pages, and what is held around it. */
  mapPages: { place: Place; context: CallContext } | null;
  /** Ops that run under the per-VMA lock, with the test that lets them where the table has map_pages. */
  underVmaLock: Map<string, Place>;
  /** The test for VM_FAULT_RETRY on what fault returned. */
  faultRetry: Place | null;
}

export const NO_CORE_CALLS: CoreCalls = {
  pfnMkwriteNopage: null,
  mapPages: null,
  underVmaLock: new Map(),
  faultRetry: null,
};

/** Ops that core calls on a fault, behind the test for the per-VMA lock. */
const CALLED_FOR_FAULTS = ['fault', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault'];
const LOCKS = new Map<string, CallContext>([
  ['pte_offset_map_lock', 'page-table-lock'],
  ['pte_alloc_map_lock', 'page-table-lock'],
  ['spin_lock', 'page-table-lock'],
  ['pte_unmap_unlock', 'neither'],
  ['spin_unlock', 'neither'],
  ['rcu_read_lock', 'rcu'],
  ['rcu_read_unlock', 'neither'],
]);

/** Reads mm/memory.c of a tree. Parses only the functions that have a part in calling an op. */
export function readCoreCalls(file: SourceFile): CoreCalls {
  const core = new CoreFile(file);
  return {
    pfnMkwriteNopage: core.testAfterCall('pfn_mkwrite', 'VM_FAULT_NOPAGE'),
    mapPages: core.contextOf('map_pages'),
    underVmaLock: core.underVmaLock(),
    faultRetry: core.testAfterCall('fault', 'VM_FAULT_RETRY'),
  };
}

class CoreFile {
  readonly #file: SourceFile;
  readonly #functions: FunctionDefinition[];

  constructor(file: SourceFile) {
    this.#file = file;
    this.#functions = new FileSyntax(file).functions;
  }

  /** The first test behind a call of an op that asks for a code. */
  testAfterCall(op: string, code: string): Place | null {
    for (const syntax of this.#mentioning(op)) {
      const call = callsOfOp(syntax, op)[0];
      if (!call) continue;
      let found: Place | null = null;
      walk(syntax.body, (node) => {
        if (found || node.kind !== 'if' || node.start < call.start) return;
        if (namesIn(node.test).has(code)) found = this.#place(node.test);
      });
      if (found) return found;
    }
    return null;
  }

  /** What is held where an op is called: by the caller, or around the caller's own calls in this file. */
  contextOf(op: string): CoreCalls['mapPages'] {
    for (const syntax of this.#mentioning(op)) {
      const call = callsOfOp(syntax, op)[0];
      if (!call) continue;
      const own = contextAt(syntax, call.start);
      const context = own ?? this.#contextOfCallers(syntax.name) ?? 'neither';
      return { place: this.#place(call), context };
    }
    return null;
  }

  #contextOfCallers(name: string): CallContext | null {
    for (const caller of this.#mentioning(name)) {
      const call = callsOf(caller, name)[0];
      const context = call && contextAt(caller, call.start);
      if (context) return context;
    }
    return null;
  }

  /** Ops behind a test of the form `map_pages or not FAULT_FLAG_VMA_LOCK`. */
  underVmaLock(): Map<string, Place> {
    const found = new Map<string, Place>();
    for (const gate of this.#mentioning('FAULT_FLAG_VMA_LOCK', 'map_pages')) {
      const test = gateTest(gate);
      if (!test) continue;
      for (const user of this.#mentioning(gate.name)) {
        const call = callsOf(user, gate.name)[0];
        if (!call) continue;
        for (const op of this.#opsBehind(user, call.end, 2))
          if (!found.has(op)) found.set(op, this.#place(test));
      }
    }
    return found;
  }

  /** The ops that a function calls from an offset on, itself or in a function of this file that it calls. */
  #opsBehind(syntax: FunctionSyntax, from: number, depth: number): string[] {
    const ops: string[] = [];
    walk(syntax.body, (node) => {
      if (node.kind !== 'call' || node.start < from) return;
      const { callee } = node;
      if (callee.kind === 'member' && CALLED_FOR_FAULTS.includes(callee.property)) ops.push(callee.property);
      if (callee.kind !== 'identifier' || depth === 0) return;
      for (const inner of this.#defining(callee.name)) ops.push(...this.#opsBehind(inner, 0, depth - 1));
    });
    return ops;
  }

  #mentioning(...words: string[]): FunctionSyntax[] {
    return this.#functions.flatMap((definition) => {
      const { start, end } = definition.item;
      const text = this.#file.text.slice(start, end);
      return words.every((word) => text.includes(word)) ? definition.variants().slice(0, 1) : [];
    });
  }

  #defining(name: string): FunctionSyntax[] {
    return this.#functions
      .filter((definition) => definition.name === name)
      .flatMap((definition) => definition.variants().slice(0, 1));
  }

  #place({ start, end }: { start: number; end: number }): Place {
    return { file: this.#file, start, end };
  }
}

function callsOfOp(syntax: FunctionSyntax, op: string): Node[] {
  return collect(syntax, (node) => node.kind === 'call' && isMember(node.callee, op));
}

function callsOf(syntax: FunctionSyntax, name: string): Node[] {
  return collect(
    syntax,
    (node) => node.kind === 'call' && node.callee.kind === 'identifier' && node.callee.name === name,
  );
}

function collect(syntax: FunctionSyntax, isWanted: (node: Node) => boolean): Node[] {
  const found: Node[] = [];
  walk(syntax.body, (node) => {
    if (isWanted(node)) found.push(node);
  });
  return found;
}

/** The last lock of interest that was taken or given back before an offset; null when there was none. */
function contextAt(syntax: FunctionSyntax, at: number): CallContext | null {
  let context: CallContext | null = null;
  walk(syntax.body, (node) => {
    if (node.kind !== 'call' || node.start >= at || node.callee.kind !== 'identifier') return;
    context = LOCKS.get(node.callee.name) ?? context;
  });
  return context;
}

/** The test that asks for map_pages and for the per-VMA lock at once. */
function gateTest(syntax: FunctionSyntax): Expression | null {
  let found: Expression | null = null;
  walk(syntax.body, (node) => {
    if (node.kind !== 'if' || found) return;
    if (!namesIn(node.test).has('FAULT_FLAG_VMA_LOCK')) return;
    walk(node.test, (inner) => {
      if (isMember(inner, 'map_pages')) found = node.test;
    });
  });
  return found;
}

function isMember(node: Node, property: string): boolean {
  return node.kind === 'member' && node.property === property;
}

function namesIn(expression: Expression): Set<string> {
  const names = new Set<string>();
  walk(expression, (node) => {
    if (node.kind === 'identifier') names.add(node.name);
  });
  return names;
}
