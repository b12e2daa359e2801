// SPDX-License-Identifier: GPL-2.0-only
/** Lowers expressions: what has an effect becomes instructions, what decides becomes branches, the rest stays a value. */
import type { Block, Expression, Identifier, Statement } from '../../syntax/ast.ts';
import type { Span } from '../../text/source.ts';
import type { Pure } from '../cfg/cfg.ts';
import { cutName, WIDE } from '../state/affine.ts';
import { CallLowering } from './calls.ts';
import { constantExpression } from './expansion.ts';
import { isConstantOfKernel, LVALUES } from './macros.ts';

export abstract class ExpressionLowering extends CallLowering {
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
    const value = this.value(e.kind === 'update' ? { ...e, prefix: true } : e);
    if (value.k !== 'temp' && e.kind !== 'assignment' && e.kind !== 'update')
      this.emit({ op: 'read', value, start: e.start, end: e.end });
  }

  protected value(e: Expression): Pure {
    const at = { start: e.start, end: e.end };
    switch (e.kind) {
      case 'identifier':
        return this.named(e);
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
          ...(old === null && { isFirst: true as const }),
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
        return { k: 'binary', op: e.op, left: this.operand(e.left), right: this.operand(e.right), ...at };
      case 'assignment': {
        const value = this.value(e.value);
        const target = this.value(stored(e.target));
        const op = e.op.slice(0, -1);
        const result: Pure = op ? { k: 'binary', op, left: target, right: value, ...at } : value;
        this.emit({ op: 'assign', target, value: result, isFirst: true, ...at });
        return target;
      }
      case 'conditional':
        return this.conditional(e);
      case 'cast': {
        const value = this.value(e.value);
        if (value.k === 'member' && value.field === 'vm_private_data')
          this.privateCasts.push({ type: e.type, ...at });
        const cut = value.k === 'int' ? null : cutName(e.type);
        return cut ? { k: 'operator', name: cut, operands: [value], ...at } : value;
      }
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

  /** What is added or shifted: `(u64)size` of 32 bits has more of them from there on. */
  private operand(e: Expression): Pure {
    const value = this.value(e);
    const isWider = e.kind === 'cast' && cutName(e.type) === null && !e.type.includes('*');
    if (!isWider || value.k !== 'name' || cutName(this.types.get(value.name) ?? '') === null) return value;
    return { k: 'operator', name: WIDE, operands: [value], start: e.start, end: e.end };
  }

  /** A constant of the code itself is its value, a macro what it stands for. */
  private named(e: Identifier): Pure {
    const { name, start, end } = e;
    if (!this.types.has(name) && !isConstantOfKernel(name)) {
      const value = this.names.constantOf(name);
      if (value !== null) return { k: 'int', value, start, end };
      const meant = constantExpression(e, this.names);
      if (meant) return this.value(meant);
    }
    return { k: 'name', name, start, end };
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
}

/** What an assignment writes to: a macro that names the only member of its argument is the argument. */
function stored(target: Expression): Expression {
  if (target.kind !== 'call' || target.callee.kind !== 'identifier') return target;
  return (LVALUES.has(target.callee.name) && target.args[0]) || target;
}
