// SPDX-License-Identifier: GPL-2.0-only
/** The open `#if`s of a file under its scan: which guards hold, and how deep the braces were where arms began. */
import type { Guard } from '../ast.ts';
import { constantGuard, type Directive, negate, readCondition } from './directives.ts';
import { NOTHING_DECIDED } from './items.ts';

/** How many braces and parentheses are open. */
export interface Depths {
  depth: number;
  paren: number;
}

/** An open #if. */
export interface Frame {
  /** Offset of the `#` of its first directive. */
  at: number;
  /** The arms so far, negated, and the guard of the present arm. */
  earlier: Guard[];
  own: Guard | null;
  /** An arm with a constant true condition was seen: the rest is dead. */
  decided: boolean;
  /** Macro tested by an `#ifndef` that opens the file: an include guard if the next thing defines it. */
  maybeInclude: string | null;
  /** Depths before the first arm and where it ended, and the item that was open there (-1 until then). */
  before: Depths;
  first: Depths;
  firstSerial: number;
  /** Arms disagree about the brace depth. */
  torn: boolean;
}

/** Arms of one #if, and #ifs in one another, that are remembered; what stands under more is known by the innermost. */
const MOST_ARMS = 64;
const MOST_NESTED = 64;
/** Decided conditions that an item is told of; it has both arms of the others. */
const MOST_DECIDED = 64;

export class Conditionals {
  readonly #open: Frame[] = [];
  #guards: Guard[] | null = null;
  /** What the file itself said for certain of macros, last: the number that each stands for, null where undefined. */
  readonly #macros = new Map<string, string | null>();
  /** The conditions that this decided, since it was last emptied. */
  decided: readonly Guard[] = NOTHING_DECIDED;

  get innermost(): Frame | undefined {
    return this.#open[this.#open.length - 1];
  }

  /** Opens an #if; false when its first arm is never compiled. `isFirst`: nothing stands before it in the file. */
  open(text: string, directive: Directive, before: Depths, isFirst: boolean): boolean {
    const guard = readCondition(text, directive);
    const mayGuardFile = isFirst && this.#open.length === 0 && !guard.taken;
    const frame: Frame = {
      at: directive.start,
      earlier: [],
      own: null,
      decided: false,
      maybeInclude: mayGuardFile ? guard.condition : null,
      before,
      first: before,
      firstSerial: -1,
      torn: false,
    };
    this.#open.push(frame);
    return this.#enter(frame, guard);
  }

  /** Goes on to the next arm of the innermost #if; false when it is never compiled. */
  next(text: string, directive: Directive): boolean {
    const frame = this.innermost;
    if (!frame) return true;
    frame.maybeInclude = null;
    if (frame.own && frame.earlier.length < MOST_ARMS) frame.earlier.push(negate(frame.own));
    frame.own = null;
    return this.#enter(frame, directive.name === 'else' ? null : readCondition(text, directive));
  }

  #enter(frame: Frame, guard: Guard | null): boolean {
    this.#guards = null;
    if (frame.decided) return false;
    const constant = guard ? (constantGuard(guard) ?? this.#answer(guard)) : null;
    frame.own = constant === null ? guard : null;
    frame.decided = constant === true;
    return constant !== false;
  }

  /** A macro without parameters is defined here: as a number, or as `''`, some other text. */
  define(name: string, number: string): void {
    if (this.guards().length === 0) this.#macros.set(name, number);
    else this.#macros.delete(name);
  }

  undefine(name: string): void {
    if (this.guards().length === 0) this.#macros.set(name, null);
    else this.#macros.delete(name);
  }

  /** Whether a condition holds by what the file said of a macro before; null where it said nothing for certain. */
  #answer({ condition, taken }: Guard): boolean | null {
    const asked = /^(?:defined\((\w+)\)|([A-Za-z_]\w*))$/.exec(condition);
    const number = this.#macros.get(asked?.[1] ?? asked?.[2] ?? '');
    if (number === undefined) return null;
    const isDefined = asked?.[1] !== undefined;
    if (!isDefined && number === '') return null;
    const holds = isDefined ? number !== null : Number(number) !== 0;
    if (this.decided.length < MOST_DECIDED) this.decided = [...this.decided, { condition, taken: holds }];
    return holds === taken;
  }

  close(): void {
    this.#open.pop();
    this.#guards = null;
  }

  /** A macro is defined: if the file began with a test for it, that was its include guard and says nothing. */
  dropIncludeGuard(name: string): void {
    const frame = this.#open.length === 1 ? this.innermost : undefined;
    if (!frame) return;
    if (frame.maybeInclude === `defined(${name})` && frame.own) {
      frame.own = null;
      this.#guards = null;
    }
    frame.maybeInclude = null;
  }

  /** What holds here, outermost first. */
  guards(): Guard[] {
    this.#guards ??= guardsOf(this.#open);
    return this.#guards;
  }

  /** What holds around the innermost #if. */
  outerGuards(): Guard[] {
    return guardsOf(this.#open.slice(-MOST_NESTED, -1));
  }
}

function guardsOf(frames: readonly Frame[]): Guard[] {
  return frames.slice(-MOST_NESTED).flatMap(({ earlier, own }) => (own ? [...earlier, own] : earlier));
}
