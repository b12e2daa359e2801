/** Lowers expressions: what has an effect becomes instructions, what decides becomes branches, the rest stays a value. */
import type { Block, Expression, Statement } from '../syntax/ast.ts';
import type { Span } from '../text/source.ts';
import type { Pure } from './cfg.ts';
import { GraphBuilder } from './graphBuilder.ts';
import {
  ASSIGNS,
  GIVES_CONDITION_BACK,
  GIVES_SECOND_BACK,
  GIVES_VALUE_BACK,
  IGNORED_CALLS,
  OPERATORS,
  STOPS,
  STOPS_IF,
} from './macros.ts';

export abstract class ExpressionLowering extends GraphBuilder {
  /** Those of a statement expression. */
  protected abstract statement(s: Statement): void;

  /** Evaluates for side effects alone. */
  protected effect(e: Expression): void {
    if (e.kind === 'call') {
      if (this.guardCall(e)) return;
      const value = this.call(e, false);
      if (value.k !== 'temp') this.emit({ op: 'read', value, start: e.start, end: e.end });
      return;
    }
    if (e.kind === 'binary' && e.op === ',') {
      this.effect(e.left);
      return this.effect(e.right);
    }
    if (e.kind === 'cast') {
      // (void)f() says that its result does not matter.
      if (e.value.kind === 'call' && e.type.trim() === 'void') this.call(e.value, true);
      else this.effect(e.value);
      return;
    }
    const value = this.value(e);
    if (value.k !== 'temp' && e.kind !== 'assignment' && e.kind !== 'update')
      this.emit({ op: 'read', value, start: e.start, end: e.end });
  }

  /** `guard(class)(args);` takes a lock until the end of the scope. */
  protected guardCall(e: Expression & { kind: 'call' }): boolean {
    const inner = e.callee;
    if (inner.kind !== 'call' || inner.callee.kind !== 'identifier' || inner.callee.name !== 'guard')
      return false;
    const name = inner.args[0];
    this.addGuard(
      name?.kind === 'identifier' ? name.name : '',
      e.args.map((a) => this.value(a)),
      e,
    );
    return true;
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
    }
    const test = this.value(e);
    this.finish({ t: 'branch', test, yes, no, start: e.start, end: e.end });
  }

  /** A value that later code may name several times although it has to be computed once. */
  protected pin(value: Pure, span: Span): Pure {
    if (value.k === 'temp' || value.k === 'int') return value;
    const target = this.temp(span);
    this.emit({ op: 'assign', target, value, start: span.start, end: span.end });
    return target;
  }

  protected value(e: Expression): Pure {
    const at = { start: e.start, end: e.end };
    switch (e.kind) {
      case 'identifier':
        return { k: 'name', name: e.name, ...at };
      case 'number':
        return { k: 'int', value: e.value, ...at };
      case 'string':
        return { k: 'string', ...at };
      case 'call':
        return this.call(e, true);
      case 'member':
        return { k: 'member', object: this.value(e.object), field: e.property, arrow: e.arrow, ...at };
      case 'index':
        return { k: 'index', object: this.value(e.object), index: this.value(e.index), ...at };
      case 'unary':
        if (e.op === '*') return { k: 'deref', of: this.value(e.operand), ...at };
        if (e.op === '&') return { k: 'address', of: this.value(e.operand), ...at };
        if (e.op === '+') return this.value(e.operand);
        if (e.op === '!') return this.truth(e);
        return { k: 'unary', op: e.op, of: this.value(e.operand), ...at };
      case 'update': {
        const target = this.value(e.operand);
        const old = e.prefix ? null : this.pin(target, e);
        const one: Pure = { k: 'int', value: 1, ...at };
        const op = e.op === '++' ? '+' : '-';
        this.emit({
          op: 'assign',
          target,
          value: { k: 'binary', op, left: target, right: one, ...at },
          ...at,
        });
        return old ?? target;
      }
      case 'binary':
        if (e.op === ',') {
          this.effect(e.left);
          return this.value(e.right);
        }
        if (e.op === '&&' || e.op === '||') return this.truth(e);
        return { k: 'binary', op: e.op, left: this.value(e.left), right: this.value(e.right), ...at };
      case 'assignment': {
        const value = this.value(e.value);
        const target = this.value(e.target);
        const op = e.op.slice(0, -1);
        const result: Pure = op ? { k: 'binary', op, left: target, right: value, ...at } : value;
        this.emit({ op: 'assign', target, value: result, ...at });
        return target;
      }
      case 'conditional':
        return this.conditional(e);
      case 'cast':
        return this.value(e.value);
      case 'sizeof':
        return { k: 'int', value: null, ...at };
      case 'statement-expression':
        return this.statementExpression(e.body, at);
      case 'list':
      case 'compound': {
        const list = e.kind === 'list' ? e : e.value;
        for (const entry of list.entries) if (entry.value.kind !== 'list') this.value(entry.value);
        return { k: 'unknown', names: [], ...at };
      }
      case 'opaque':
        this.havoc = true;
        this.emit({ op: 'havoc', names: e.names, ...at });
        return { k: 'unknown', names: e.names, ...at };
    }
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

  protected statementExpression(body: Block, at: Span): Pure {
    const last = body.statements.at(-1);
    const result = this.temp(at);
    this.withScope(() => {
      for (const s of body.statements) {
        if (s === last && s.kind === 'expression')
          this.emit({
            op: 'assign',
            target: result,
            value: this.value(s.expression),
            start: s.start,
            end: s.end,
          });
        else this.statement(s);
      }
    });
    return result;
  }

  protected call(e: Expression & { kind: 'call' }, used: boolean): Pure {
    const at = { start: e.start, end: e.end };
    const name = e.callee.kind === 'identifier' ? e.callee.name : null;
    const first = e.args[0];
    if (name && first && (GIVES_VALUE_BACK.has(name) || GIVES_CONDITION_BACK.has(name)))
      return this.value(first);
    if (name && e.args[1] && GIVES_SECOND_BACK.has(name)) return this.value(e.args[1]);
    if (name && first && STOPS_IF.has(name)) {
      const [stop, go] = [this.reserve(), this.reserve()];
      this.condition(first, stop, go);
      this.enter(go);
      return { k: 'int', value: 0, ...at };
    }
    if (name && STOPS.has(name)) {
      this.finish({ t: 'stop' });
      return { k: 'int', value: 0, ...at };
    }
    if (name && IGNORED_CALLS.has(name)) return { k: 'int', value: 0, ...at };
    if (name && ASSIGNS.has(name) && e.args[1]) {
      const value = this.value(e.args[1]);
      this.emit({ op: 'assign', target: this.value(e.args[0] as Expression), value, ...at });
      return value;
    }
    if (name === 'PTR_ERR_OR_ZERO' && first) {
      const pointer = this.pin(this.value(first), first);
      const isError: Pure = { k: 'operator', name: 'IS_ERR', operands: [pointer], ...at };
      return this.split(
        isError,
        () => pointer,
        () => ({ k: 'int', value: 0, ...at }),
        at,
      );
    }
    if (name && OPERATORS.has(name))
      return { k: 'operator', name, operands: e.args.map((a) => this.value(a)), ...at };
    const callee = this.value(e.callee);
    const args = e.args.map((a) => this.value(a));
    const result = this.temp(at);
    this.emit({ op: 'call', result: result.id, callee, args, used, ...at });
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
