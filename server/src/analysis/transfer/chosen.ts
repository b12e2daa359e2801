// SPDX-License-Identifier: GPL-2.0-only
/** Follows values that user space chooses: what tests say of them, where they reach memory, who else is handed them. */
import { FRONTS } from '../../contracts/mappingEntries.ts';
import { elementsOf } from '../../facts/declarations/arraySizes.ts';
import { isCountedArray } from '../../facts/declarations/countedArrays.ts';
import { COMPARISONS, OPPOSITE } from '../../text/arithmetic.ts';
import type { Span } from '../../text/source.ts';
import { BETWEEN, type CallInstruction, type Instruction, type Pure, type Terminator } from '../cfg/cfg.ts';
import { isResultPrinted } from '../cfg/printed.ts';
import { type Reach, reachesOf } from '../cfg/reaches.ts';
import type { Frame } from '../engine/frame.ts';
import { amountsOf } from '../models/allocators.ts';
import { affineOf, isChosen, isDistance, isOfTwoUnits, isPick } from '../state/affine.ts';
import { type Comparison, comparisonsOf, withBounds } from '../state/bounds/comparisons.ts';
import { isRefuted } from '../state/bounds/refuted.ts';
import { isSignedTest } from '../state/bounds/signs.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { reachFixed } from './fixedRanges.ts';
import { sourceValue, turnsBehind } from './loopEnds.ts';
import { isOpen } from './openValues.ts';
import { boundsAt } from './openWays.ts';
import { contractOfCall, takesOffset, tellUnrefused } from './relied.ts';

/** Remembers what it says of a chosen value that `test` has the given truth. */
export function learnFrom(x: Frame, test: Pure, truth: boolean, state: State): void {
  if (test.k === 'unary' && test.op === '!') return learnFrom(x, test.of, !truth, state);
  if (test.k === 'binary' && COMPARISONS.has(test.op)) {
    const left = x.evaluator.value(test.left, state);
    const right = x.evaluator.value(test.right, state);
    return learn(x, test.op, left, right, truth, test, state);
  }
  if (test.k === 'operator' && test.name === BETWEEN) {
    const [of, first, last] = test.operands as [Pure, Pure, Pure];
    if (!truth) return;
    for (const [op, right] of [
      ['>=', first],
      ['<=', last],
    ] as const)
      learnFrom(x, { k: 'binary', op, left: of, right, start: test.start, end: test.end }, true, state);
    return;
  }
  learnTruth(x, x.evaluator.value(test, state), truth, test, state);
}

function learnTruth(x: Frame, sym: Sym, truth: boolean, test: Pure, state: State): void {
  const { symbols } = x.context;
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure' && shape.name === '!')
    return learnTruth(x, shape.operands[0] as Sym, !truth, test, state);
  if (shape.kind === 'binary' && COMPARISONS.has(shape.op))
    return learn(x, shape.op, shape.left, shape.right, truth, test, state);
  if (isChosen(affineOf(sym, symbols))) learn(x, '!=', sym, symbols.zero, truth, test, state);
}

function learn(x: Frame, op: string, left: Sym, right: Sym, truth: boolean, test: Pure, state: State): void {
  const { symbols } = x.context;
  const isAbout = (sym: Sym) => isOpen(x, sym) || isPick(sym, symbols) || isOfTwoUnits(sym, symbols);
  const [isLeft, isRight] = [isAbout(left), isAbout(right)];
  if (!isLeft && !isRight) return;
  const told = (truth ? op : OPPOSITE[op]) as Comparison['op'];
  const settles = told === '==' && isLeft !== isRight ? (isLeft ? 'left' : 'right') : undefined;
  const number = comparisonsOf(symbols).number({
    op: told,
    left,
    right,
    place: x.place(test),
    ...(settles === undefined ? {} : { settles }),
    letsIn: truth,
    ...(test.k === 'binary' ? { texts: [x.text(test.left), x.text(test.right)] } : {}),
    ...(test.k === 'binary' && isSignedTest([test.left, test.right], x.graph.types)
      ? { isSigned: true }
      : {}),
  });
  state.bounds = withBounds(state.bounds, [number], []);
  // What may be no path says nothing of bounds.
  if (told === '!=' && isRefuted(left, right, state.bounds, symbols)) ask(x, symbols.zero, test, state);
}

/** Reports the accesses of an instruction or at the end of a block. */
export function reach(x: Frame, i: Instruction | Terminator, state: State): void {
  const reaches = reachesOf(x.graph).get(i) ?? [];
  if (reaches.length === 0) return;
  const bounds = boundsAt(x, i, state.bounds);
  for (const found of reaches) {
    const { kind, at, base, index, length, callee, turns } = found;
    // What is looked up there is all that is done, and a printed address is not gone to.
    if (kind === 'memory' && 'op' in i && i.op === 'call' && isResultPrinted(x.graph, i)) continue;
    reachFixed(x, found, state);
    const value = x.evaluator.value(index, state);
    const written = kind === 'huge' ? state.load(x.context.symbols.field(value, 'address')) : value;
    const count = length && x.evaluator.value(length, state);
    const isStep = STEPS.has(kind) && turns !== undefined && !isOpen(x, written);
    const end =
      kind !== 'element'
        ? isStep
          ? turnsOf(x, state, isOfVmalloc(callee) ? undefined : turns)
          : null
        : callee !== null
          ? isOpen(x, written)
            ? written
            : null
          : (countsTo(x, written, state) ?? stepsTo(x, written, turns, state));
    const picks = kind === 'element' && isPick(written, x.context.symbols);
    if (
      kind !== 'range' &&
      !picks &&
      !isOpen(x, written) &&
      end === null &&
      (count === null || !isOpen(x, count))
    )
      continue;
    const run = kind === 'element' && end === null ? runFrom(x, written, state) : null;
    const sym = end ?? run?.from ?? written;
    x.accesses.add(
      {
        kind,
        place: x.place(at),
        array: base && x.text(base),
        elements: base && kind === 'element' ? sizeOf(x, base) : null,
        base: base && x.evaluator.value(base, state),
        member: base?.k === 'member' ? base.field : null,
        isCounted:
          picks && base?.k === 'member' && isCountedArray(base.field, x.file.path, x.context.program),
        text: counterText(x.text(index)),
        index: sym,
        count: run?.count ?? count,
        callee,
        isCounter: end !== null,
        turns,
      },
      state,
      bounds,
    );
  }
}

/** What a loop may go through from a start of its own on. */
const STEPS: ReadonlySet<Reach['kind']> = new Set(['memory', 'frame', 'page']);

/** `i` of `pages[i++]`. */
const counterText = (text: string) => (text.endsWith('++') ? text.slice(0, -2) : text);

/** Elements one after the other, from what user space chose on, as many as it chose: `pages[pgoff + i]`. */
function runFrom(x: Frame, index: Sym, state: State): { from: Sym; count: Sym } | null {
  const shape = x.context.symbols.shape(index);
  if (shape.kind !== 'binary' || shape.op !== '+') return null;
  const comparisons = comparisonsOf(x.context.symbols);
  const isIt = ({ left, right }: Comparison) => left === index || right === index;
  // Each of them is compared on its turn.
  if (state.bounds.held.some((number) => isIt(comparisons.get(number)))) return null;
  for (const [from, counter] of [
    [shape.left, shape.right],
    [shape.right, shape.left],
  ] as const) {
    const count = isOpen(x, from) ? countsTo(x, counter, state) : null;
    if (count !== null) return { from, count };
  }
  return null;
}

/** The chosen value that an index counts up to in a loop, or one less: `i < vma_pages(vma)`. */
function countsTo(x: Frame, index: Sym, state: State): Sym | null {
  if (state.bounds.held.length === 0 || isOpen(x, index)) return null;
  if (x.context.symbols.constantOf(index) !== null) return null;
  const comparisons = comparisonsOf(x.context.symbols);
  let end: Sym | null = null;
  for (const number of state.bounds.held) {
    const { op, left, right } = comparisons.get(number);
    if ((op === '<' || op === '<=') && left === index) {
      // Below anything else it is bounded by that.
      if (!isOpen(x, right)) return null;
      end = right;
    } else if ((op === '>' || op === '>=') && right === index && isOpen(x, left)) end = left;
  }
  return end;
}

/** Its pages are looked up one by one in a loop that is there for nothing else. */
const isOfVmalloc = (callee: string | null) => callee?.startsWith('vmalloc_to_') === true;

/** As far as a loop goes, of an index that is counted up in it and compared with nothing. */
function stepsTo(x: Frame, index: Sym, turns: Reach['turns'], state: State): Sym | null {
  const { symbols } = x.context;
  if (turns === undefined || isOpen(x, index) || symbols.shape(index).kind !== 'opaque') return null;
  return turnsOf(x, state, turns);
}

/** The length of the mapping, where a loop goes on as far: `size > 0`, `addr < vma->vm_end`, `i < vma_pages(vma)`. */
function turnsOf(x: Frame, state: State, turns?: ReadonlySet<number>): Sym | null {
  const { symbols } = x.context;
  const comparisons = comparisonsOf(symbols);
  for (const number of state.bounds.held) {
    const { op, left, right, place } = comparisons.get(number);
    if (turns !== undefined && !(place.file === x.file && turns.has(place.start))) continue;
    if (op !== '<' && op !== '>' && op !== '!=') continue;
    const [more, less] = op === '<' ? [right, left] : [left, right];
    const sym = symbols.constantOf(less) === '0' || !isOpen(x, less) ? more : symbols.binary('-', more, less);
    const form = affineOf(sym, symbols);
    if (isChosen(form) && isDistance(form) && form.end > 0 && form.offset === 0 && form.rest.size === 0)
      return sym;
  }
  return null;
}

/** How many elements an array has that its file declares. */
function sizeOf(x: Frame, array: Pure): number | null {
  const name = array.k === 'member' ? array.field : array.k === 'name' ? array.name : null;
  return name === null || x.graph.types.has(name) ? null : elementsOf(name, x.file, x.context.program);
}

/** Notes what an allocator gives that is asked for as much as the mapping is long. */
export function tellSized(
  x: Frame,
  i: CallInstruction,
  name: string,
  args: readonly Sym[],
  states: readonly State[],
): void {
  const { symbols } = x.context;
  const isLength = (n: number) => {
    const form = affineOf(args[n] ?? symbols.zero, symbols);
    return form.end > 0 && form.offset === 0 && isDistance(form);
  };
  if (!amountsOf(name).some(isLength)) return;
  for (const state of states) {
    const result = state.load(x.evaluator.temporary(i.result));
    if (symbols.shape(result).kind === 'opaque') x.events.sized.set(result, `${name}()`);
  }
}

/** A length that a library function is handed may be what the object is made for. */
export function useUp(x: Frame, i: CallInstruction, args: readonly Sym[], state: State): void {
  if (i.used && !boundsNothing(i)) for (const arg of args) if (isOpen(x, arg)) ask(x, arg, i, state);
}

/** What is kept in an object may be compared later, or be what the object is made for. */
export function keep(x: Frame, i: Instruction & { op: 'assign' }, value: Sym, state: State): void {
  // What a caller gets through a pointer of its own it compares itself.
  if (x.depth > 0 && i.target.k === 'deref') return;
  if (!isOpen(x, value)) return;
  const { target } = i;
  const into = target.k === 'member' && target.arrow ? x.evaluator.value(target.object, state) : undefined;
  ask(x, value, i, state, into);
}

/** @param into the object in which it is kept: one that lies with the caller is no reason to doubt there */
function ask(x: Frame, left: Sym, at: Span, state: State, into = x.context.symbols.zero): void {
  const { symbols } = x.context;
  const number = comparisonsOf(symbols).number({
    op: 'asked',
    left,
    right: into,
    place: x.place(at),
  });
  state.bounds = withBounds(state.bounds, [number], []);
}

/**
 * An opaque callee may compare its arguments, if its result is tested.
 *
 * @param isRead which of them it looks at, as far as its body says so
 */
export function handOver(
  x: Frame,
  i: CallInstruction,
  args: readonly Sym[],
  state: State,
  isRead: (n: number) => boolean = () => true,
): void {
  relyOn(x, i, args, state);
  tellUnrefused(x, i, args, state);
  args.forEach((arg, n) => {
    if (!isRead(n)) return;
    const isObject = x.vmas.has(arg) || isFault(x, i.args[n] as Pure);
    if (!isObject && !isOpen(x, arg)) {
      askTurns(x, i, n, arg, state);
      return;
    }
    if (!isObject) x.accesses.hand(i, arg, x, state);
    // Where a front's result is dropped it has compared all the same: what then goes wrong is no want of bounds.
    if (isFront(i) || (i.used && !isProtection(x, i) && !boundsNothing(i))) ask(x, arg, i, state);
  });
}

/** What a loop has made in as many turns as user space chose bounds these, if it is asked about: `while (n--) at += size`. */
function askTurns(x: Frame, i: CallInstruction, n: number, arg: Sym, state: State): void {
  const given = i.args[n] as Pure;
  if (given.k !== 'name' || !i.used || x.context.symbols.shape(arg).kind !== 'opaque') return;
  for (const source of turnsBehind(given.name, x.graph)) {
    const turns = sourceValue(x, source, state);
    if (isOpen(x, turns)) ask(x, turns, i, state);
  }
}

/** Its answer says nothing of where the object ends. */
const boundsNothing = ({ callee }: CallInstruction) => callee.k === 'name' && BOUND_NOTHING.has(callee.name);

/**
 * Whether a range lies in user space, as each mapping does; whether a bit is set, of a bitmap that ends somewhere, too
 * (include/linux/bitops.h).
 */
const BOUND_NOTHING: ReadonlySet<string> = new Set([
  'access_ok',
  'test_bit',
  'test_and_set_bit',
  'test_and_clear_bit',
  'test_and_change_bit',
]);

const isFront = ({ callee }: CallInstruction) => callee.k === 'name' && FRONTS.has(callee.name);

/** A member of a struct whose functions rely on their caller for the bounds: `dmabuf->ops->mmap(dmabuf, vma)`. */
function relyOn(x: Frame, i: CallInstruction, args: readonly Sym[], state: State): void {
  const { callee } = i;
  const vma = args.find((arg) => x.vmas.has(arg));
  const contract = contractOfCall(x, i);
  if (vma === undefined || callee.k !== 'member' || !contract?.bounds?.includes('offset')) return;
  const { symbols } = x.context;
  const load = (name: string) => state.load(symbols.field(vma, name));
  x.accesses.add(
    {
      kind: 'front',
      place: x.place(i),
      array: contract.struct,
      elements: null,
      text: x.text(callee),
      index: load('vm_pgoff'),
      count: symbols.binary('-', load('vm_end'), load('vm_start')),
      callee: callee.field,
      isCounter: false,
      takesOffset: takesOffset(contract, x.context.kernel.release),
    },
    state,
  );
}

/** The result says how the memory is to be cached, and refuses nothing. */
function isProtection({ graph }: Frame, { result }: CallInstruction): boolean {
  return graph.blocks.some(({ instructions }) =>
    instructions.some((i) => {
      if (i.op !== 'assign' || i.value.k !== 'temp' || i.value.id !== result) return false;
      const { target } = i;
      if (target.k === 'member') return target.field === 'vm_page_prot';
      return target.k === 'name' && graph.types.get(target.name) === 'pgprot_t';
    }),
  );
}

function isFault(x: Frame, e: Pure): boolean {
  return e.k === 'name' && /\bstruct (?:vm_fault|fault_env) \*/.test(x.graph.types.get(e.name) ?? '');
}
