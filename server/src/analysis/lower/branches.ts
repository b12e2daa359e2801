// SPDX-License-Identifier: GPL-2.0-only
/** Lowers what decides between expressions: conditions, `&&` and `||`, `?:`. */
import type { Call, Expression, Statement } from '../../syntax/ast.ts';
import { hasHalfBlock } from '../../syntax/items/halfBlocks.ts';
import type { Span } from '../../text/source.ts';
import type { Pure } from '../cfg/cfg.ts';
import { expansionsOf } from './expansion.ts';
import { GraphBuilder } from './graphBuilder.ts';
import { GIVES_CONDITION_BACK, GIVES_SECOND_BACK, hasMeaning } from './macros.ts';

export abstract class BranchLowering extends GraphBuilder {
  /** The types of parameters and local variables by name. */
  protected readonly types = new Map<string, string>();

  protected abstract value(e: Expression): Pure;
  protected abstract effect(e: Expression): void;

  /** The statements that stand for a call of a macro of the code itself; those with a meaning of their own have none. */
  protected expansions(e: Call): Statement[][] | null {
    const name = e.callee.kind === 'identifier' ? e.callee.name : '';
    if (name === '' || this.types.has(name) || hasMeaning(name)) return null;
    const found = expansionsOf(e, this.names);
    if (found === 'unread') this.unreadMacro(name, e);
    return Array.isArray(found) ? found : null;
  }

  /** What a macro does that cannot be expanded is unknown, and one with a part of a block takes the code around it along. */
  protected unreadMacro(name: string, { start, end }: Span): void {
    this.unread.push({ name, start, end });
    this.havoc ||= this.hasHalfBlock(name);
  }

  /** Whether a name is a macro with a part of a block in it, in whatever arm. */
  protected hasHalfBlock(name: string): boolean {
    return this.names.macrosOf(name).some(({ text }) => hasHalfBlock(text));
  }

  /** The expression that stands for such a call, where it is one in every `#if` arm; the first arm counts. */
  protected macroValue(e: Call): Expression | null {
    const arms = this.expansions(e);
    const values = arms?.map(([first, ...more]) =>
      first?.kind === 'expression' && more.length === 0 ? first.expression : null,
    );
    return values?.every((value) => value !== null) ? (values[0] ?? null) : null;
  }

  /** Branches to `yes` or `no` on the truth of `e`. */
  protected condition(e: Expression, yes: number, no: number): void {
    if (e.kind === 'unary' && e.op === '!') return this.condition(e.operand, no, yes);
    if (e.kind === 'binary' && (e.op === '&&' || e.op === '||')) {
      const middle = this.reserve();
      if (e.op === '&&') this.condition(e.left, middle, no);
      else this.condition(e.left, yes, middle);
      this.enter(middle);
      return this.condition(e.right, yes, no);
    }
    if (e.kind === 'binary' && e.op === ',') {
      this.effect(e.left);
      return this.condition(e.right, yes, no);
    }
    if (e.kind === 'call' && e.callee.kind === 'identifier') {
      const first = e.args[0];
      if (first && GIVES_CONDITION_BACK.has(e.callee.name)) return this.condition(first, yes, no);
      const second = e.args[1];
      if (second && GIVES_SECOND_BACK.has(e.callee.name)) return this.condition(second, yes, no);
      const meant = this.macroValue(e);
      if (meant) return this.condition(meant, yes, no);
    }
    const test = this.value(e);
    // What stands under `if (0)` never runs.
    if (test.k === 'int' && test.value !== null)
      return this.finish({ t: 'jump', to: test.value !== 0 ? yes : no });
    this.finish({ t: 'branch', test, yes, no, start: e.start, end: e.end });
  }

  /** A value that later code may name several times although it has to be computed once. */
  protected pin(value: Pure, span: Span): Pure {
    if (value.k === 'temp' || value.k === 'int') return value;
    const target = this.temp(span);
    this.emit({ op: 'assign', target, value, start: span.start, end: span.end });
    return target;
  }

  /** `!a`, `a && b`, `a || b` as a value: simple ones stay expressions, the others become branches to 0 and 1. */
  protected truth(e: Expression): Pure {
    const at = { start: e.start, end: e.end };
    if (e.kind === 'unary' && !hasControlFlow(e.operand))
      return { k: 'unary', op: '!', of: this.value(e.operand), ...at };
    return this.choose(
      e,
      () => ({ k: 'int', value: 1, ...at }),
      () => ({ k: 'int', value: 0, ...at }),
      at,
    );
  }

  protected conditional(e: Expression & { kind: 'conditional' }): Pure {
    const at = { start: e.start, end: e.end };
    const { yes, no } = e;
    if (yes)
      return this.choose(
        e.test,
        () => this.value(yes),
        () => this.value(no),
        at,
      );
    const first = this.pin(this.value(e.test), e.test);
    return this.split(
      first,
      () => first,
      () => this.value(no),
      at,
    );
  }

  protected choose(test: Expression, yes: () => Pure, no: () => Pure, at: Span): Pure {
    return this.join((isTrue, isFalse) => this.condition(test, isTrue, isFalse), yes, no, at);
  }

  /** As `choose`, on a test that is lowered already. */
  protected split(test: Pure, yes: () => Pure, no: () => Pure, at: Span): Pure {
    return this.join(
      (isTrue, isFalse) => this.finish({ t: 'branch', test, yes: isTrue, no: isFalse, ...at }),
      yes,
      no,
      at,
    );
  }

  protected join(branch: (yes: number, no: number) => void, yes: () => Pure, no: () => Pure, at: Span): Pure {
    const result = this.temp(at);
    const [isTrue, isFalse, after] = [this.reserve(), this.reserve(), this.reserve()];
    branch(isTrue, isFalse);
    for (const [block, arm] of [
      [isTrue, yes],
      [isFalse, no],
    ] as const) {
      this.enter(block);
      const value = arm();
      this.emit({ op: 'assign', target: result, value, start: value.start, end: value.end });
      this.jump(after);
    }
    this.enter(after);
    return result;
  }
}

function hasControlFlow(e: Expression): boolean {
  switch (e.kind) {
    case 'binary':
      return e.op === '&&' || e.op === '||' || hasControlFlow(e.left) || hasControlFlow(e.right);
    case 'unary':
      return hasControlFlow(e.operand);
    case 'conditional':
      return true;
    default:
      return false;
  }
}
