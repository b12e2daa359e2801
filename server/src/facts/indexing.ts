/** Memory that a fault handler reaches by the faulting page, and what it compares the index or the offset with. */
import type { Binary, Call, Expression, FunctionSyntax } from '../syntax/ast.ts';
import type { Place } from '../text/source.ts';
import { addLocals, type Local, readLocals } from './locals.ts';
import type { FunctionDefinition } from './model.ts';
import { type Node, walk } from './visit.ts';

export interface PageIndex {
  /** `array[index]`, or the look-up of the page at `array + index`. */
  place: Place;
  array: string;
  index: string;
  /** The index counts bytes from the start of `array`. */
  inBytes: boolean;
  /** It has vmf->pgoff in it, which starts where user space told mmap(), not at the start of the mapping. */
  fromFile: boolean;
  /** The object that the array is a member of, as written; null for any other array. */
  owner: string | null;
  /** Comparisons of the index, or of anything that it is made from or part of. */
  comparisons: Comparison[];
  /** The index, or what it is made from, is handed to some function, which may check it. */
  isHandedOn: boolean;
}

export interface Comparison {
  place: Place;
  op: string;
  /** The index itself stands on the left side, the bound on the right, as written. */
  exact: boolean;
  bound: string;
}

/** A comparison of the index of the faulting page itself: vmf->pgoff, or the page offset of vmf->address. */
export interface PageBound extends Comparison {
  index: string;
  /** What is compared is its offset in bytes. */
  inBytes: boolean;
  /** As `bound`, but for a local that always gets the same value, that. */
  value: string;
}

/** A call that is handed the page index itself. */
export interface HandedIndex {
  place: Place;
  callee: string;
  /** Which argument it is. */
  argument: number;
  index: string;
  fromFile: boolean;
}

/** Returns the calls that get the page index, when nothing in the function compares it with anything. */
export function handedIndexes(definition: FunctionDefinition): HandedIndex[] {
  const variant = definition.variants()[0];
  return variant ? new Reader(definition, variant).handed() : [];
}

/** Returns the comparisons of the page index, or of the offset that is made from it, with a bound. */
export function pageBounds(definition: FunctionDefinition): PageBound[] {
  const variant = definition.variants()[0];
  return variant ? new Reader(definition, variant).bounds() : [];
}

/**
 * Returns the accesses whose index is vmf->pgoff or the page offset of vmf->address into the VMA: `array[index]`, and
 * `virt_to_page(array + offset)` or its kin with the offset in bytes.
 */
export function pageIndexes(definition: FunctionDefinition): PageIndex[] {
  const variant = definition.variants()[0];
  return variant ? new Reader(definition, variant).read() : [];
}

/** A local made from itself would be followed for ever. */
const MOST_STEPS = 8;

const MIRROR: Record<string, string> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

class Reader {
  private readonly definition: FunctionDefinition;
  private readonly variant: FunctionSyntax;
  private readonly locals: Map<string, Local>;
  /** Locals that hold the page index, or something made from the fault. */
  private readonly tainted = new Set<string>();

  constructor(definition: FunctionDefinition, variant: FunctionSyntax) {
    this.definition = definition;
    this.variant = variant;
    this.locals = readLocals(variant);
    addLocals(
      this.tainted,
      this.locals,
      ({ values, isParameter, type }) =>
        !isParameter && !type.includes('*') && values.some((value) => this.isTainted(value)),
    );
  }

  read(): PageIndex[] {
    const found: PageIndex[] = [];
    const comparisons = this.comparisons();
    const isHandedOn = this.handsOn();
    const add = (at: Node, array: Expression, index: Expression, inBytes: boolean) => {
      found.push({
        place: this.place(at),
        array: this.text(array),
        index: this.text(index),
        inBytes,
        fromFile: /\bpgoff\b/.test(this.text(this.pageOf(index))),
        owner: array.kind === 'member' ? this.text(array.object) : null,
        comparisons: comparisons.map(({ left, right, op, at }) => ({
          place: this.place(at),
          op,
          exact: this.text(left) === this.text(index),
          bound: this.text(right),
        })),
        isHandedOn,
      });
    };
    walk(this.variant.body, (node) => {
      if (node.kind === 'index' && this.isPageIndex(node.index)) add(node, node.object, node.index, false);
      const sum = node.kind === 'call' ? this.addressLookedUp(node) : null;
      if (sum) add(node, sum.left, sum.right, true);
    });
    return found;
  }

  /** The sum of a base and an offset in bytes whose page a call looks up; null for any other call. */
  private addressLookedUp({ callee, args }: Call): Binary | null {
    const [first] = args;
    if (callee.kind !== 'identifier' || !first || !/^(?:virt|vmalloc)_to_(?:page|pfn)$/.test(callee.name))
      return null;
    const sum = this.plain(first);
    return sum.kind === 'binary' && sum.op === '+' && this.isByteOffset(sum.right) ? sum : null;
  }

  private isByteOffset(e: Expression): boolean {
    return this.isOffset(e) || this.pageOf(e) !== e;
  }

  /** The page index in an offset in bytes that is made from it alone; else the expression itself. */
  private pageOf(e: Expression): Expression {
    const value = this.plain(e);
    const isShift = value.kind === 'binary' && isShiftBy(value, '<<', '*') && this.isPageIndex(value.left);
    return isShift ? value.left : e;
  }

  bounds(): PageBound[] {
    return this.comparisons()
      .filter(({ left }) => this.isPageIndex(left) || this.pageOf(left) !== left)
      .map(({ left, right, op, at }) => ({
        place: this.place(at),
        op,
        exact: true,
        bound: this.text(right),
        value: this.valueOf(right),
        index: this.text(left),
        inBytes: !this.isPageIndex(left),
      }));
  }

  handed(): HandedIndex[] {
    const found: HandedIndex[] = [];
    if (this.comparisons().length > 0) return found;
    walk(this.variant.body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier' || TAKES_INDEX.test(node.callee.name))
        return;
      const argument = node.args.findIndex((arg) => this.isPageIndex(arg));
      if (argument < 0) return;
      const index = node.args[argument] as Expression;
      found.push({
        place: this.place(node),
        callee: node.callee.name,
        argument,
        index: this.text(index),
        fromFile: /\bpgoff\b/.test(this.text(this.plain(index))),
      });
    });
    return found;
  }

  /** The text of an expression, or of the one value that a local is given wherever it is. */
  private valueOf(e: Expression): string {
    const values = e.kind === 'identifier' ? (this.locals.get(e.name)?.values ?? []) : [];
    const texts = new Set(values.map((value) => this.text(value)));
    return texts.size === 1 ? ([...texts][0] as string) : this.text(e);
  }

  private comparisons(): { left: Expression; right: Expression; op: string; at: Node }[] {
    const found: { left: Expression; right: Expression; op: string; at: Node }[] = [];
    walk(this.variant.body, (node) => {
      if (node.kind !== 'binary' || !/^(?:[<>]=?|[=!]=)$/.test(node.op)) return;
      if (this.isTainted(node.left))
        found.push({ left: node.left, right: node.right, op: node.op, at: node });
      else if (this.isTainted(node.right))
        found.push({ left: node.right, right: node.left, op: MIRROR[node.op] ?? node.op, at: node });
    });
    return found;
  }

  /** Tainted values as arguments, but for the insertion itself, which needs the address. */
  private handsOn(): boolean {
    let handed = false;
    walk(this.variant.body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier') return;
      if (TAKES_INDEX.test(node.callee.name) || this.addressLookedUp(node)) return;
      if (node.args.some((arg) => this.isTainted(arg) || /^vmf$/.test(this.text(arg)))) handed = true;
    });
    return handed;
  }

  private isPageIndex(e: Expression): boolean {
    const value = this.plain(e);
    if (value.kind === 'binary' && isShiftBy(value, '>>', '/')) return this.isOffset(value.left);
    const text = this.text(value).replace(/\s+/g, '');
    return /^\w+->pgoff(?:-\w+\([^()]*\))?$/.test(text);
  }

  /** How many bytes the faulting address is into the VMA. */
  private isOffset(e: Expression): boolean {
    const value = this.plain(e);
    if (value.kind !== 'binary' || value.op !== '-') return false;
    const { left, right } = value;
    return right.kind === 'member' && right.property === 'vm_start' && this.isAddress(left);
  }

  private isAddress(e: Expression): boolean {
    const value = this.plain(e);
    if (value.kind === 'binary' && value.op === '&') return this.isAddress(value.left);
    if (value.kind === 'identifier') return /^addr(?:ess)?$/.test(value.name);
    return value.kind === 'member' && /^(?:virtual_|real_)?address$/.test(value.property);
  }

  /** Without casts, and a local that has one value alone as that value. */
  private plain(e: Expression): Expression {
    let plain = e;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      if (plain.kind === 'cast') plain = plain.value;
      else if (plain.kind === 'identifier') {
        const values = this.locals.get(plain.name)?.values ?? [];
        if (values.length !== 1) return plain;
        plain = values[0] as Expression;
      } else return plain;
    }
    return plain;
  }

  private isTainted(e: Expression): boolean {
    let tainted = false;
    walk(e, (part) => {
      if (part.kind === 'identifier') tainted ||= this.tainted.has(part.name);
      else if (part.kind === 'member')
        tainted ||= /^(?:pgoff|address|virtual_address|real_address|vm_start|vm_end|vm_pgoff)$/.test(
          part.property,
        );
    });
    return tainted;
  }

  private text(e: { start: number; end: number }): string {
    return this.definition.file.text.slice(e.start, e.end);
  }

  private place({ start, end }: { start: number; end: number }): Place {
    return { file: this.definition.file, start, end };
  }
}

/** They need the address, print the index, or look at nothing else. */
export const TAKES_INDEX =
  /^vmf?_insert_|^(?:array_index_nospec|pr_\w+|dev_\w+|trace_\w+|\w*printk?\w*|DRM_\w+)$/;

/** By PAGE_SHIFT with the first operator, or by PAGE_SIZE with the second: `>> PAGE_SHIFT` or `/ PAGE_SIZE`. */
function isShiftBy({ op, right }: Binary, shift: string, scale: string): boolean {
  if (right.kind !== 'identifier') return false;
  return (op === shift && right.name === 'PAGE_SHIFT') || (op === scale && right.name === 'PAGE_SIZE');
}
