/** Lowers one function's syntax tree to a control-flow graph. */
import type {
  Block,
  Declaration,
  Expression,
  For,
  FunctionSyntax,
  MacroLoop,
  ScopedGuard,
  Statement,
  Switch,
} from '../syntax/ast.ts';
import type { Span } from '../text/source.ts';
import type { BasicBlock, Graph, Instruction, Pure, Terminator } from './cfg.ts';
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
import { simplify, successors } from './simplify.ts';

/** A scope with things to undo on leaving it (guards, __free). */
interface Scope {
  parent: Scope | null;
  cleanups: Instruction[];
}

interface LoopTargets {
  breakTo: number | null;
  continueTo: number | null;
  scope: Scope;
}

/** Lowers `fn`. Never fails: what it does not understand becomes a havoc instruction. */
export function lower(fn: FunctionSyntax): Graph {
  return new Lowering(fn).graph();
}

class Lowering {
  private blocks: BasicBlock[] = [];
  private current: BasicBlock;
  private temps = 0;
  private scope: Scope = { parent: null, cleanups: [] };
  private loops: LoopTargets[] = [];
  private labels = new Map<string, { block: number; scope: Scope | null }>();
  private pendingGotos: { label: string; from: Scope; block: BasicBlock; span: Span }[] = [];
  private types = new Map<string, string>();
  private havoc = false;
  private readonly fn: FunctionSyntax;

  constructor(fn: FunctionSyntax) {
    this.fn = fn;
    this.current = this.open();
  }

  graph(): Graph {
    for (const p of this.fn.parameters) if (p.name) this.types.set(p.name, p.type);
    this.block(this.fn.body);
    this.leaveScopes(null);
    const end = this.fn.body.end;
    this.finish({ t: 'return', value: null, start: Math.max(end - 1, this.fn.body.start), end });
    for (const goto of this.pendingGotos) this.connectGoto(goto);
    const joins = new Set<number>();
    // The caller comes to the entry too.
    const seen = new Set<number>([0]);
    const blocks = simplify(this.blocks, 0);
    for (const block of blocks) {
      for (const to of successors(block.end)) {
        if (seen.has(to)) joins.add(to);
        seen.add(to);
      }
    }
    return {
      blocks,
      entry: 0,
      parameters: this.fn.parameters.map((p) => ({ name: p.name, type: p.type })),
      returnType: this.fn.returnType,
      types: this.types,
      configuration: this.fn.configuration,
      havoc: this.havoc,
      joins,
    };
  }

  // --- blocks -------------------------------------------------------------------------------------------

  private open(): BasicBlock {
    const block: BasicBlock = { instructions: [], end: { t: 'stop' } };
    this.blocks.push(block);
    return block;
  }

  private reserve(): number {
    this.open();
    return this.blocks.length - 1;
  }

  private enter(id: number): void {
    this.current = this.blocks[id] as BasicBlock;
  }

  private finish(end: Terminator): void {
    this.current.end = end;
    this.current = this.open();
  }

  private jump(to: number): void {
    this.finish({ t: 'jump', to });
  }

  private emit(instruction: Instruction): void {
    this.current.instructions.push(instruction);
  }

  private temp(span: Span): Pure & { k: 'temp' } {
    return { k: 'temp', id: this.temps++, start: span.start, end: span.end };
  }

  // --- scopes -------------------------------------------------------------------------------------------

  private leaveScopes(until: Scope | null): void {
    for (let s: Scope | null = this.scope; s && s !== until; s = s.parent) {
      for (let i = s.cleanups.length - 1; i >= 0; i--) this.emit(s.cleanups[i] as Instruction);
    }
  }

  private withScope(run: () => void): void {
    this.scope = { parent: this.scope, cleanups: [] };
    run();
    this.leaveScopes(this.scope.parent);
    this.scope = this.scope.parent as Scope;
  }

  private connectGoto(goto: { label: string; from: Scope; block: BasicBlock }): void {
    const label = this.labels.get(goto.label);
    if (!label) return;
    const inside = new Set<Scope | null>();
    for (let s = label.scope; s; s = s.parent) inside.add(s);
    for (let s: Scope | null = goto.from; s && !inside.has(s); s = s.parent) {
      for (let i = s.cleanups.length - 1; i >= 0; i--)
        goto.block.instructions.push(s.cleanups[i] as Instruction);
    }
    goto.block.end = { t: 'jump', to: label.block };
  }

  // --- statements ---------------------------------------------------------------------------------------

  private block(block: Block): void {
    this.withScope(() => {
      for (const statement of block.statements) this.statement(statement);
    });
  }

  private statement(s: Statement): void {
    switch (s.kind) {
      case 'block':
        return this.block(s);
      case 'declaration':
        return this.declaration(s);
      case 'expression':
        return this.effect(s.expression);
      case 'if': {
        const yes = this.reserve();
        const no = this.reserve();
        const after = this.reserve();
        this.condition(s.test, yes, no);
        this.enter(yes);
        this.statement(s.yes);
        this.jump(after);
        this.enter(no);
        if (s.no) this.statement(s.no);
        this.jump(after);
        return this.enter(after);
      }
      case 'while': {
        const head = this.reserve();
        const body = this.reserve();
        const after = this.reserve();
        this.jump(head);
        this.enter(head);
        this.condition(s.test, body, after);
        this.enter(body);
        this.loop(s.body, after, head);
        this.jump(head);
        return this.enter(after);
      }
      case 'do': {
        const body = this.reserve();
        const test = this.reserve();
        const after = this.reserve();
        this.jump(body);
        this.enter(body);
        this.loop(s.body, after, test);
        this.jump(test);
        this.enter(test);
        this.condition(s.test, body, after);
        return this.enter(after);
      }
      case 'for':
        return this.forLoop(s);
      case 'macro-loop':
        return this.macroLoop(s);
      case 'scoped-guard':
        return this.scopedGuard(s);
      case 'switch':
        return this.switch(s);
      case 'case':
      case 'empty':
        return;
      case 'return': {
        const value = s.value ? this.value(s.value) : null;
        this.leaveScopes(null);
        return this.finish({ t: 'return', value, start: s.start, end: s.end });
      }
      case 'goto':
        if (s.label)
          this.pendingGotos.push({ label: s.label, from: this.scope, block: this.current, span: s });
        else this.havoc = true;
        return this.finish({ t: 'stop' });
      case 'label': {
        const at = this.reserve();
        this.labels.set(s.name, { block: at, scope: this.scope });
        this.jump(at);
        return this.enter(at);
      }
      case 'break':
      case 'continue': {
        const key = s.kind === 'break' ? 'breakTo' : 'continueTo';
        const loop = this.loops.findLast((l) => l[key] !== null);
        if (!loop) return;
        this.leaveScopes(loop.scope);
        return this.finish({ t: 'jump', to: loop[key] as number });
      }
      case 'opaque-statement':
        this.havoc = true;
        return this.emit({ op: 'havoc', names: s.names, start: s.start, end: s.end });
    }
  }

  private loop(body: Statement, breakTo: number, continueTo: number | null): void {
    this.loops.push({ breakTo, continueTo, scope: this.scope });
    this.statement(body);
    this.loops.pop();
  }

  private forLoop(s: For): void {
    this.withScope(() => {
      const head = this.reserve();
      const body = this.reserve();
      const step = this.reserve();
      const after = this.reserve();
      if (s.init) this.statement(s.init);
      this.jump(head);
      this.enter(head);
      if (s.test) this.condition(s.test, body, after);
      else this.jump(body);
      this.enter(body);
      this.loop(s.body, after, step);
      this.jump(step);
      this.enter(step);
      if (s.step) this.effect(s.step);
      this.jump(head);
      this.enter(after);
    });
  }

  private macroLoop(s: MacroLoop): void {
    const head = this.reserve();
    const body = this.reserve();
    const after = this.reserve();
    const args = s.args.map((a) => this.value(a));
    this.jump(head);
    this.enter(head);
    for (const index of s.assigns) {
      const target = args[index];
      if (target?.k === 'name')
        this.emit({
          op: 'assign',
          target,
          value: { k: 'unknown', names: [], start: s.start, end: s.body.start },
          start: s.start,
          end: s.body.start,
        });
    }
    this.finish({ t: 'choose', to: [body, after] });
    this.enter(body);
    this.loop(s.body, after, head);
    this.jump(head);
    this.enter(after);
  }

  private scopedGuard(s: ScopedGuard): void {
    this.withScope(() => {
      const after = this.reserve();
      const args = s.args.map((a) => this.value(a));
      this.addGuard(s.lockClass, args, s);
      // scoped_guard() is a one-turn for loop: `break` and `continue` leave it.
      this.loops.push({ breakTo: after, continueTo: after, scope: this.scope.parent as Scope });
      this.statement(s.body);
      this.loops.pop();
      this.leaveScopes(this.scope.parent);
      this.scope.cleanups = [];
      this.jump(after);
      this.enter(after);
    });
  }

  private addGuard(lockClass: string, args: Pure[], span: Span): void {
    const id = this.temps++;
    const at = { start: span.start, end: span.end };
    this.emit({ op: 'guard', release: false, lockClass, args, id, ...at });
    this.scope.cleanups.push({ op: 'guard', release: true, lockClass, args, id, ...at });
  }

  private switch(s: Switch): void {
    const after = this.reserve();
    const value = this.pin(this.value(s.value), s.value);
    const arms: { test: Pure | null; block: number }[] = [];
    const dispatch = this.current;
    this.current = this.open();
    // One flat body: every case label opens a block that the one before falls into.
    this.loops.push({ breakTo: after, continueTo: null, scope: this.scope });
    this.withScope(() => {
      const statements = s.body.kind === 'block' ? s.body.statements : [s.body];
      for (const statement of statements) {
        if (statement.kind === 'case') {
          const block = this.reserve();
          this.jump(block);
          this.enter(block);
          const at = { start: statement.start, end: statement.end };
          let test: Pure | null = null;
          if (statement.value && statement.to) test = { k: 'unknown', names: [], ...at };
          else if (statement.value)
            test = { k: 'binary', op: '==', left: value, right: this.pureOnly(statement.value), ...at };
          arms.push({ test, block });
        } else this.statement(statement);
      }
    });
    this.loops.pop();
    this.jump(after);
    let at = dispatch;
    const defaultArm = arms.find((a) => a.test === null);
    for (const arm of arms) {
      if (!arm.test) continue;
      const next = this.reserve();
      at.end = {
        t: 'branch',
        test: arm.test,
        yes: arm.block,
        no: next,
        start: arm.test.start,
        end: arm.test.end,
      };
      at = this.blocks[next] as BasicBlock;
    }
    at.end = { t: 'jump', to: defaultArm ? defaultArm.block : after };
    this.enter(after);
  }

  private declaration(s: Declaration): void {
    for (const d of s.declarators) {
      this.types.set(d.name, d.type);
      const target: Pure = { k: 'name', name: d.name, start: d.nameSpan.start, end: d.nameSpan.end };
      if (d.init && d.init.kind !== 'list') {
        const value = this.value(d.init);
        this.emit({ op: 'assign', target, value, start: d.start, end: d.end });
      } else {
        this.emit({ op: 'declare', name: d.name, type: d.type, start: d.start, end: d.end });
        if (d.init?.kind === 'list') this.initializer(target, d.init);
      }
      if (d.cleanup) {
        const callee: Pure = { k: 'name', name: d.cleanup, start: d.start, end: d.end };
        this.scope.cleanups.push({
          op: 'call',
          result: this.temps++,
          callee,
          args: [target],
          used: false,
          start: d.start,
          end: d.end,
        });
      }
    }
  }

  private initializer(target: Pure, list: Expression & { kind: 'list' }): void {
    for (const entry of list.entries) {
      const value = entry.value.kind === 'list' ? null : this.value(entry.value);
      const field = entry.path.length === 1 ? entry.path[0]?.field : null;
      if (!field || !value) continue;
      const at = { start: entry.start, end: entry.end };
      this.emit({
        op: 'assign',
        target: { k: 'member', object: target, field, arrow: false, ...at },
        value,
        ...at,
      });
    }
  }

  // --- expressions --------------------------------------------------------------------------------------

  /** Evaluates for side effects alone. */
  private effect(e: Expression): void {
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
  private guardCall(e: Expression & { kind: 'call' }): boolean {
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
  private condition(e: Expression, yes: number, no: number): void {
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
  private pin(value: Pure, span: Span): Pure {
    if (value.k === 'temp' || value.k === 'int') return value;
    const target = this.temp(span);
    this.emit({ op: 'assign', target, value, start: span.start, end: span.end });
    return target;
  }

  private pureOnly(e: Expression): Pure {
    return this.value(e);
  }

  private value(e: Expression): Pure {
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
  private truth(e: Expression): Pure {
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

  private conditional(e: Expression & { kind: 'conditional' }): Pure {
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

  private choose(test: Expression, yes: () => Pure, no: () => Pure, at: Span): Pure {
    return this.join((isTrue, isFalse) => this.condition(test, isTrue, isFalse), yes, no, at);
  }

  /** As `choose`, on a test that is lowered already. */
  private split(test: Pure, yes: () => Pure, no: () => Pure, at: Span): Pure {
    return this.join(
      (isTrue, isFalse) => this.finish({ t: 'branch', test, yes: isTrue, no: isFalse, ...at }),
      yes,
      no,
      at,
    );
  }

  private join(branch: (yes: number, no: number) => void, yes: () => Pure, no: () => Pure, at: Span): Pure {
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

  private statementExpression(body: Block, at: Span): Pure {
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

  private call(e: Expression & { kind: 'call' }, used: boolean): Pure {
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
