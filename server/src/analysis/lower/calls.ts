// SPDX-License-Identifier: GPL-2.0-only
/** Lowers calls: those of macros with a meaning of their own, and the others. */
import type { Expression } from '../../syntax/ast.ts';
import type { Span } from '../../text/source.ts';
import type { Pure } from '../cfg/cfg.ts';
import { BranchLowering } from './branches.ts';
import {
  ASSIGNS,
  ASSIGNS_AT,
  BITS,
  GIVES_CONDITION_BACK,
  GIVES_SECOND_BACK,
  GIVES_UP_CLEANUP,
  GIVES_VALUE_BACK,
  IGNORED_CALLS,
  OPERATORS,
  READS_AT,
  STOPS,
  STOPS_IF,
  SWAPS,
} from './macros.ts';
import { CHECKS_OVERFLOW, checkedResult } from './overflow.ts';

export abstract class CallLowering extends BranchLowering {
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

  protected call(e: Expression & { kind: 'call' }, used: boolean): Pure {
    const at = { start: e.start, end: e.end };
    const name = e.callee.kind === 'identifier' ? e.callee.name : null;
    const first = e.args[0];
    if (name && first && (GIVES_VALUE_BACK.has(name) || GIVES_CONDITION_BACK.has(name)))
      return this.value(first);
    if (name && e.args[1] && GIVES_SECOND_BACK.has(name)) return this.value(e.args[1]);
    const left = name && first ? GIVES_UP_CLEANUP.get(name) : undefined;
    if (first && left) return this.givenUp(first, left, at);
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
    if (name && first && e.args[1] && (ASSIGNS.has(name) || ASSIGNS_AT.has(name))) {
      const value = this.value(e.args[1]);
      const target = this.value(first);
      this.emit({
        op: 'assign',
        target: ASSIGNS.has(name) ? target : behind(target),
        value,
        isFirst: true,
        ...at,
      });
      return value;
    }
    if (name && first && e.args[1] && SWAPS.has(name)) {
      const [one, other] = [this.value(first), this.value(e.args[1])];
      const before = this.pin(one, first);
      this.emit({ op: 'assign', target: one, value: other, ...at });
      this.emit({ op: 'assign', target: other, value: before, ...at });
      return { k: 'int', value: 0, ...at };
    }
    if (name && first && READS_AT.has(name)) return behind(this.value(first));
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
    if (name && first && BITS.has(name)) {
      const one: Pure = { k: 'int', value: 1, ...at };
      return { k: 'binary', op: '<<', left: one, right: this.value(first), ...at };
    }
    if (name && OPERATORS.has(name))
      return { k: 'operator', name, operands: e.args.map((a) => this.value(a)), ...at };
    const meant = this.macroValue(e);
    if (meant) return this.value(meant);
    const callee = this.value(e.callee);
    const args = e.args.map((a) => this.value(a));
    const checks = name && CHECKS_OVERFLOW.get(name);
    const checked = checks ? checkedResult(checks, args, this.types, at) : null;
    if (checked) {
      this.emit(checked.store);
      return checked.test;
    }
    const result = this.temp(at);
    this.emit({ op: 'call', result: result.id, callee, args, used, ...at });
    return result;
  }

  /** `no_free_ptr(x)`: what x was; what cleans up behind the scope finds nothing there any more. */
  private givenUp(owner: Expression, left: 'nothing' | 'error', at: Span): Pure {
    const target = this.value(owner);
    const before = this.pin(target, owner);
    const none: Pure = { k: 'int', value: 0, ...at };
    const value: Pure = left === 'nothing' ? none : { k: 'unary', op: '-', of: { ...none, value: 1 }, ...at };
    this.emit({ op: 'assign', target, value, ...at });
    return before;
  }
}

/** What stands at an address. */
function behind(e: Pure): Pure {
  return e.k === 'address' ? e.of : { k: 'deref', of: e, start: e.start, end: e.end };
}
