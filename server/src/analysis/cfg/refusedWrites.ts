// SPDX-License-Identifier: GPL-2.0-only
/** Where a function that maps refuses VM_WRITE for some objects: `if ((flags & VM_WRITE) && !writable) return -EPERM;`. */
import type { BasicBlock, Graph, Pure } from './cfg.ts';
import { walk } from './walk.ts';

type Test = BasicBlock['end'] & { t: 'branch' };

/**
 * Returns the tests of VM_WRITE that lead to an errno, alone or together with other conditions of the same `if`. None
 * where one of these asks the flags or the file again: that speaks of private mappings, or of what core looks at.
 */
export function refusedWrites(graph: Graph): Pure[] {
  const found: Pure[] = [];
  const { blocks } = graph;
  for (const [at, { end }] of blocks.entries()) {
    if (end.t !== 'branch' || !asksForWrite(end.test)) continue;
    const others = [...conditionsBefore(at, end.no, graph), ...conditionsBehind(end, graph)];
    if (others.includes(null) || others.some((test) => test !== null && asksAgain(test))) continue;
    found.push(end.test);
  }
  return found;
}

/** `vma->vm_flags & VM_WRITE`, maybe with other flags. */
function asksForWrite(test: Pure): boolean {
  if (test.k !== 'binary' || test.op !== '&') return false;
  return (
    [test.left, test.right].some(isFlags) &&
    [test.left, test.right].some((side) => names(side).has('VM_WRITE'))
  );
}

const isFlags = (e: Pure) => e.k === 'member' && e.field === 'vm_flags';

function asksAgain(test: Pure): boolean {
  let again = false;
  walk(test, (part) => {
    if (
      part.k === 'member' &&
      (part.field === 'vm_flags' || part.field === 'f_mode' || part.field === 'f_flags')
    )
      again = true;
  });
  return again;
}

function names(e: Pure): Set<string> {
  const found = new Set<string>();
  walk(e, (part) => {
    if (part.k === 'name') found.add(part.name);
  });
  return found;
}

/** The conditions that stand before it in the same `if`: where one does not hold, the function goes on in the same way. */
function conditionsBefore(at: number, on: number, { blocks }: Graph): Pure[] {
  const tests: Pure[] = [];
  let next = at;
  for (let steps = 0; steps < MOST; steps++) {
    if ((blocks[next] as BasicBlock).instructions.length > 0) return tests;
    const before = blocks.findIndex(
      ({ end }) =>
        end.t === 'branch' && ((end.yes === next && end.no === on) || (end.no === next && end.yes === on)),
    );
    if (before < 0) return tests;
    tests.push(((blocks[before] as BasicBlock).end as Test).test);
    next = before;
  }
  return tests;
}

/** Those that stand behind it; with a null where it does not end in an errno. */
function conditionsBehind({ yes, no }: Test, { blocks }: Graph): (Pure | null)[] {
  const tests: (Pure | null)[] = [];
  let at = yes;
  for (let steps = 0; steps < MOST; steps++) {
    const { instructions, end } = blocks[at] as BasicBlock;
    if (end.t === 'return') return end.value !== null && isErrno(end.value) ? tests : [null];
    if (end.t === 'jump') at = end.to;
    else if (end.t !== 'branch' || instructions.length > 0) return [null];
    else if (end.yes === no || end.no === no) {
      tests.push(end.test);
      at = end.yes === no ? end.no : end.yes;
    } else return [null];
  }
  return [null];
}

const MOST = 8;

function isErrno(e: Pure): boolean {
  if (e.k === 'int') return e.value !== null && e.value < 0;
  return e.k === 'unary' && e.op === '-' && e.of.k === 'name' && REFUSALS.has(e.of.name);
}

const REFUSALS = new Set(['EPERM', 'EACCES', 'EINVAL', 'EROFS', 'ENOTSUPP', 'EOPNOTSUPP', 'ENODEV']);
