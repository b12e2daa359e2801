// SPDX-License-Identifier: GPL-2.0-only
/** How a function asks for VM_WRITE: of `vma->vm_flags`, of a copy, of a variable that says so, by what it then needs. */
import type { BasicBlock, Graph, Pure } from './cfg.ts';
import { hasName, hasPart } from './walk.ts';

/** Parameters that are the flags of a VMA, and those that say whether VM_WRITE is one of them. */
export interface Given {
  flags: ReadonlySet<string>;
  write: ReadonlySet<string>;
  /** Parameters that each call gives a number. */
  fixed: ReadonlySet<string>;
}

export const NOTHING_GIVEN: Given = { flags: new Set(), write: new Set(), fixed: new Set() };

export interface WriteTests {
  /** `vma->vm_flags`, and a variable that it was put into. */
  isFlags(e: Pure): boolean;
  /** `vma->vm_flags & VM_WRITE`, maybe with other flags; of VM_WRITE a variable that has it, too. */
  asksFor(flag: string, test: Pure): boolean;
}

export function writeTests({ blocks }: Graph, given: Given): WriteTests {
  const flags = new Set(given.flags);
  const write = new Set(given.write);
  const isField = (e: Pure) => e.k === 'member' && (e.field === 'vm_flags' || e.field === 'vma_flags');
  const isFlags = (e: Pure) => isField(e) || (e.k === 'name' && flags.has(e.name));
  const asksFor = (flag: string, e: Pure): boolean => {
    const test = withoutDouble(e);
    // `(flags & (VM_READ | VM_WRITE)) != VM_READ`
    if (test.k === 'binary' && test.op === '!=' && !hasName(test.right, flag))
      return asksFor(flag, test.left);
    if (flag === 'VM_WRITE' && test.k === 'name') return write.has(test.name);
    if (test.k !== 'binary' || test.op !== '&') return false;
    const { left, right } = test;
    return (isFlags(left) && hasName(right, flag)) || (isFlags(right) && hasName(left, flag));
  };
  const others = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'assign' || i.target.k !== 'name') continue;
      if (isField(i.value)) flags.add(i.target.name);
      else if (asksFor('VM_WRITE', i.value)) write.add(i.target.name);
      else others.add(i.target.name);
    }
  for (const name of others) write.delete(name);
  return { isFlags, asksFor };
}

/** `!!(flags & VM_WRITE)` */
function withoutDouble(e: Pure): Pure {
  return e.k === 'unary' && e.op === '!' && e.of.k === 'unary' && e.of.op === '!' ? e.of.of : e;
}

export function variableOf(e: Pure): string | null {
  if (e.k === 'temp') return `%${e.id}`;
  return e.k === 'name' && e.name !== 'true' && e.name !== 'false' ? e.name : null;
}

/** A variable that says what the object has to allow. */
interface Need {
  /** Only some bits of it are for writing. */
  isAdded: boolean;
}

/**
 * Where a function goes on when the object does not allow all of what a test asks it for:
 * `if (flags & VM_WRITE) need |= WRITE;` and then `if ((object & need) != need)`.
 */
export function needs(
  test: BasicBlock['end'] & { t: 'branch' },
  graph: Graph,
): { at: number; refused: number }[] {
  const found = needsBehind(test, graph);
  if (found.size === 0) return [];
  return graph.blocks.flatMap(({ end }, at) => {
    if (end.t !== 'branch') return [];
    const lacking = lacks(end.test, found);
    return lacking === null ? [] : [{ at, refused: lacking ? end.yes : end.no }];
  });
}

function needsBehind({ yes, no }: BasicBlock['end'] & { t: 'branch' }, { blocks }: Graph): Map<string, Need> {
  const found = new Map<string, Need>();
  const { instructions, end } = blocks[yes] as BasicBlock;
  const other = blocks[no] as BasicBlock;
  const isBeside = end.t === 'jump' && (end.to === no || (other.end.t === 'jump' && other.end.to === end.to));
  if (!isBeside) return found;
  for (const i of instructions) {
    if (i.op !== 'assign') return new Map();
    const name = variableOf(i.target);
    if (name === null) continue;
    if (i.value.k === 'int' && i.value.value === 0) continue;
    found.set(name, { isAdded: i.value.k === 'binary' && i.value.op === '|' && isIn(name, i.value) });
  }
  // What `?:` gives is put into a variable.
  for (const block of found.size > 0 ? blocks : [])
    for (const i of block.instructions) {
      if (i.op !== 'assign') continue;
      const [target, value] = [variableOf(i.target), variableOf(i.value)];
      const need = value === null ? undefined : found.get(value);
      if (need && target !== null && !found.has(target)) found.set(target, need);
      if (i.value.k !== 'binary' || i.value.op !== '|' || target === null || found.has(target)) continue;
      if ([...found.keys()].some((name) => isIn(name, i.value))) found.set(target, { isAdded: true });
    }
  return found;
}

function isIn(name: string, e: Pure): boolean {
  return hasPart(e, (part) => variableOf(part) === name);
}

/** The truth of a test with which something that is needed is not there; null where it asks something else. */
function lacks(test: Pure, needed: ReadonlyMap<string, Need>): boolean | null {
  if (test.k === 'unary' && test.op === '!') {
    const truth = lacks(test.of, needed);
    return truth === null ? null : !truth;
  }
  if (test.k !== 'binary') return null;
  const { left, right, op } = test;
  const nameIn = (e: Pure) => variableOf(e) ?? '';
  if (op === '==' || op === '!=') {
    const isAll = (mask: Pure, need: Pure) =>
      needed.has(nameIn(need)) &&
      mask.k === 'binary' &&
      mask.op === '&' &&
      (nameIn(mask.left) === nameIn(need) || nameIn(mask.right) === nameIn(need));
    return isAll(left, right) || isAll(right, left) ? op === '!=' : null;
  }
  if (op !== '&') return null;
  const isOther = (e: Pure) => e.k === 'unary' && e.op === '~';
  const need = needed.get(nameIn(left)) ?? needed.get(nameIn(right));
  if (need === undefined) return null;
  if (isOther(left) || isOther(right)) return true;
  // Of several bits one is enough.
  return need.isAdded ? null : false;
}

/** The bit of a protection that lets write, as architectures call it. */
export const WRITABLE_BITS: ReadonlySet<string> = new Set(['_PAGE_RW', '_PAGE_WRITE', 'PTE_WRITE']);
