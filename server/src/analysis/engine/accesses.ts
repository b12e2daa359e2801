// SPDX-License-Identifier: GPL-2.0-only
/** Collects where chosen values reach memory, each place once with every set of bounds that it is reached under. */
import type { Place } from '../../text/source.ts';
import type { CallInstruction, Graph } from '../cfg/cfg.ts';
import type { ReachKind } from '../cfg/reaches.ts';
import type { Step } from '../reports/model/exits.ts';
import { affineOf, cut, heldAs, isChosen, isOfTwoUnits, isPick } from '../state/affine.ts';
import { type Bounds, comparisonsOf, NO_BOUNDS, withBounds } from '../state/bounds/comparisons.ts';
import { isOnStack } from '../state/properties/keptVmas.ts';
import { type Rewriting, rewrittenLoc } from '../state/rewrite.ts';
import type { State, TraceNode } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import { isOpen } from '../transfer/openValues.ts';
import { boundsAt } from '../transfer/openWays.ts';
import type { Frame } from './frame.ts';

export interface RawAccess {
  /**
   * `handed`: an opaque callee is given the index; `front`: a member of a struct (`array`) whose functions rely on their
   * caller for the bounds is given the VMA; `fixed`: `count` bytes are mapped, from the start of a mapping of `index` on.
   */
  kind: ReachKind | 'handed' | 'front' | 'fixed';
  place: Place;
  /** As written; null where base and offset are one sum. */
  array: string | null;
  /** How many elements the array has by its declaration. */
  elements: number | null;
  /** The array itself. */
  base?: Sym | null;
  /** The member that the array stands in. */
  member?: string | null;
  /** It is an array of as many elements as a field beside it says; asked of an index that is picked. */
  isCounted?: boolean;
  text: string;
  index: Sym;
  count: Sym | null;
  callee: string | null;
  /** `index` is what the index counts up to. */
  isCounter: boolean;
  /** What is handed the mapping takes its offset for one in the object. */
  takesOffset?: boolean;
  /** `count` is what a call has given that was handed nothing of the mapping. */
  isGiven?: boolean;
  /** Of `fixed`: the struct that `count` is a member of, where the code says. */
  counts?: string | null;
  /** Of `fixed`: where it begins as written, when vm_pgoff is a part of that address. */
  behind?: string | null;
  /** Where the tests of a loop begin that it stands in. */
  turns?: ReadonlySet<number> | undefined;
  /** Of `fixed`: what the tests of that loop come from. */
  endsBy?: readonly Sym[];
}

export interface Access extends RawAccess {
  /** The function that it stands in. */
  owner: string;
  /** What holds on the ways that lead there. */
  ways: { bounds: Bounds; trace: TraceNode | null; inner: Step[]; assumed: boolean }[];
  /** The call in the handler that leads there, when it is in a callee. */
  within: { place: Place; callee: string; text: string } | null;
  /** It is come to through a member of a struct, and so by whoever has that: no name leads there. */
  isBehindMember?: boolean;
}

/** Ways to one place that are told apart. */
const MOST_WAYS = 8;

export class Accesses {
  readonly all = new Map<string, Access>();
  private readonly owner: string;

  /** @param owner the name of the function whose places these are */
  constructor(owner: string) {
    this.owner = owner;
  }

  add(access: RawAccess, state: State, bounds = state.bounds): void {
    const found = this.entry({ ...access, owner: this.owner, within: null });
    if (found.ways.length >= MOST_WAYS || found.ways.some((way) => way.bounds === bounds)) return;
    found.ways.push({ bounds, trace: state.trace, inner: [], assumed: state.assumed });
  }

  hand(i: CallInstruction, index: Sym, x: Frame, state: State): void {
    const callee = i.callee.k === 'name' ? i.callee.name : null;
    const at = x.place(i);
    this.add(
      {
        kind: 'handed',
        place: at,
        array: null,
        elements: null,
        text: '',
        index,
        count: null,
        callee,
        isCounter: false,
      },
      state,
    );
  }

  /** Takes over what a callee does with what it is handed here. */
  include(
    inner: Accesses,
    { parameters }: Graph,
    call: CallInstruction,
    name: string,
    args: Sym[],
    state: State,
    x: Frame,
  ): void {
    if (inner.all.size === 0) return;
    const seen = new Substitution(x, args, parameters, state);
    const before = boundsAt(x, call, state.bounds);
    for (const access of inner.all.values()) {
      const index = seen.sym(access.index);
      const count = access.count === null ? null : seen.sym(access.count);
      const { symbols } = x.context;
      const concerns =
        isChosen(affineOf(index, symbols)) ||
        isPick(index, symbols) ||
        (count !== null && isChosen(affineOf(count, symbols)));
      if (!concerns && x.depth === 0 && access.kind !== 'range') continue;
      const text = call.args.map((arg) => x.text(arg)).join(', ');
      const found = this.entry({
        ...access,
        index,
        count,
        base: access.base == null ? null : seen.sym(access.base),
        endsBy: access.endsBy?.map((source) => seen.sym(source)) ?? [],
        within: { place: x.place(call), callee: name, text },
        isBehindMember: access.isBehindMember === true || call.callee.k === 'member',
      });
      for (const way of access.ways) {
        if (found.ways.length >= MOST_WAYS) break;
        found.ways.push({
          bounds: seen.bounds(way.bounds, before),
          trace: state.trace,
          inner: way.inner,
          assumed: way.assumed || state.assumed,
        });
      }
    }
  }

  private entry(access: Omit<Access, 'ways'>): Access {
    const { place, index, count, within } = access;
    const key = `${access.kind}:${place.file.path}:${place.start}:${index}:${count ?? ''}:${within?.place.start ?? ''}`;
    let found = this.all.get(key);
    if (!found) {
      found = { ...access, ways: [] };
      this.all.set(key, found);
    }
    return found;
  }
}

/** A callee's symbols as its caller knows them. */
export class Substitution implements Rewriting {
  private readonly x: Frame;
  /** What the callee is handed, as its parameters hold it. */
  readonly args: readonly Sym[];
  private readonly state: State;
  private readonly known = new Map<Sym, Sym>();
  private readonly compared = new Map<number, number | null>();

  constructor(x: Frame, args: readonly Sym[], parameters: Graph['parameters'], state: State) {
    this.x = x;
    this.args = args.map((arg, n) => heldAs(parameters[n]?.type ?? '', arg, x.context.symbols));
    this.state = state;
  }

  sym(sym: Sym): Sym {
    let result = this.known.get(sym);
    if (result === undefined) {
      result = this.translate(sym);
      this.known.set(sym, result);
    }
    return result;
  }

  /** What the caller knows together with what the callee does. */
  bounds(inner: Bounds, before = this.state.bounds): Bounds {
    if (inner === NO_BOUNDS) return before;
    return withBounds(before, this.numbers(inner.held), this.numbers(inner.doubted));
  }

  private numbers(inner: readonly number[]): number[] {
    const numbers: number[] = [];
    for (const one of inner) {
      let number = this.compared.get(one);
      if (number === undefined) {
        number = this.number(one);
        this.compared.set(one, number);
      }
      if (number !== null) numbers.push(number);
    }
    return numbers;
  }

  /** A callee's comparison as the caller's; null where it is of nothing that is chosen. */
  private number(one: number): number | null {
    const comparisons = comparisonsOf(this.x.context.symbols);
    const comparison = comparisons.get(one);
    const left = this.sym(comparison.left);
    const right = this.sym(comparison.right);
    if (comparison.op === 'asked') {
      if (this.isLocal(right) || (!this.concerns(left) && !this.isOfVma(left))) return null;
    } else if (!this.concerns(left) && !this.concerns(right)) return null;
    return comparisons.number({ ...comparison, left, right });
  }

  /** Where a callee has put something for its caller, who compares it itself. */
  private isLocal(object: Sym): boolean {
    const { symbols } = this.x.context;
    const shape = symbols.shape(object);
    return shape.kind === 'address' && isOnStack(symbols, shape.loc);
  }

  /** The VMA, or what leads to one. */
  private isOfVma(sym: Sym): boolean {
    const { symbols } = this.x.context;
    return [...this.x.vmas].some((vma) => symbols.reaches(sym, vma) || symbols.reaches(vma, sym));
  }

  private concerns(sym: Sym): boolean {
    const { symbols } = this.x.context;
    return isOpen(this.x, sym) || isPick(sym, symbols) || isOfTwoUnits(sym, symbols);
  }

  private translate(sym: Sym): Sym {
    const { symbols } = this.x.context;
    const shape = symbols.shape(sym);
    switch (shape.kind) {
      case 'parameter':
        return this.args[shape.index] ?? symbols.opaque(`p${shape.index}`);
      case 'initial':
        return shape.epoch > 0 ? sym : this.state.load(this.loc(shape.loc));
      case 'address':
        return symbols.address(this.loc(shape.loc));
      case 'binary':
        return symbols.binary(shape.op, this.sym(shape.left), this.sym(shape.right));
      case 'pure': {
        const operands = shape.operands.map((operand) => this.sym(operand));
        return shape.name.startsWith('(')
          ? cut(shape.name, operands[0] as Sym, symbols)
          : symbols.pure(shape.name, operands);
      }
      default:
        return sym;
    }
  }

  loc(loc: Loc): Loc {
    return rewrittenLoc(loc, this.x.context.symbols, this);
  }

  variable(loc: Loc): Loc {
    return loc;
  }
}
