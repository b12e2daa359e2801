// SPDX-License-Identifier: GPL-2.0-only
/** Lowers one function's syntax tree to a control-flow graph. */
import { walk } from '../../facts/functions/visit.ts';
import type {
  Block,
  Expression,
  For,
  FunctionSyntax,
  MacroLoop,
  ScopedGuard,
  Statement,
  Switch,
} from '../../syntax/ast.ts';
import { isNamedLoop } from '../../syntax/macros/macroLoops.ts';
import { skipParens } from '../../syntax/words/skip.ts';
import type { Span } from '../../text/source.ts';
import { type BasicBlock, BETWEEN, type Graph, type Pure } from '../cfg/cfg.ts';
import { simplify, successors } from '../cfg/simplify.ts';
import { DeclarationLowering } from './declarations.ts';
import { expansionsOf, type Names, NO_NAMES } from './expansion.ts';
import type { Scope } from './graphBuilder.ts';
import { GOES, leavesForSure, RETURNS } from './macros.ts';

interface LoopTargets {
  breakTo: number | null;
  continueTo: number | null;
  scope: Scope;
}

/** Largest body that is explored. The largest handler of Linux 6.12 has 76 blocks. */
const MOST_BLOCKS = 2000;
const MOST_INSTRUCTIONS = 10_000;

/** Lowers `fn`. Never fails: what it does not understand becomes a havoc instruction. */
export function lower(fn: FunctionSyntax, names: Names = NO_NAMES): Graph {
  return new Lowering(fn, names).graph();
}

function labelsOf(body: Block): Set<string> {
  const names = new Set<string>();
  walk(body, (node) => {
    if (node.kind === 'label') names.add(node.name);
  });
  return names;
}

/** Gives the head at the end of an expansion its body; false where the expansion is whole. */
function graft(statements: Statement[], body: Statement): boolean {
  const last = statements.at(-1);
  if (last?.kind === 'for' || last?.kind === 'while' || last?.kind === 'macro-loop') {
    if (last.body.kind !== 'empty') return graft([last.body], body);
    last.body = body;
    return true;
  }
  if (last?.kind !== 'if') return false;
  const arm = last.no ?? last.yes;
  if (arm.kind !== 'empty') return graft([arm], body);
  if (last.no) last.no = body;
  else last.yes = body;
  return true;
}

class Lowering extends DeclarationLowering {
  private loops: LoopTargets[] = [];
  private labelNames: Set<string> | null = null;
  private readonly fn: FunctionSyntax;

  constructor(fn: FunctionSyntax, names: Names) {
    super(names);
    this.fn = fn;
  }

  graph(): Graph {
    for (const p of this.fn.parameters) if (p.name) this.types.set(p.name, p.type);
    this.block(this.fn.body);
    this.leaveScopes(null);
    const end = this.fn.body.end;
    this.finish({ t: 'return', value: null, start: Math.max(end - 1, this.fn.body.start), end });
    this.connectGotos();
    const isTooLarge = this.isTooLarge();
    const joins = new Set<number>();
    // The caller comes to the entry too.
    const seen = new Set<number>([0]);
    const blocks: BasicBlock[] = isTooLarge
      ? [{ instructions: [], end: { t: 'stop' } }]
      : simplify(this.blocks, 0);
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
      privateCasts: this.privateCasts,
      unread: this.unread,
      isTooLarge,
      joins,
    };
  }

  private isTooLarge(): boolean {
    if (this.blocks.length > MOST_BLOCKS) return true;
    return this.blocks.reduce((sum, { instructions }) => sum + instructions.length, 0) > MOST_INSTRUCTIONS;
  }

  private block(block: Block): void {
    this.withScope(() => {
      for (const statement of block.statements) this.statement(statement);
    });
  }

  protected statement(s: Statement): void {
    switch (s.kind) {
      case 'block':
        return this.block(s);
      case 'declaration':
        return this.declaration(s);
      case 'expression':
        if (this.macroStatement(s.expression) || this.leavingMacro(s.expression)) return;
        if (s.expression.kind === 'identifier' && this.hasHalfBlock(s.expression.name))
          this.unreadMacro(s.expression.name, s);
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
      case 'return':
        return this.leave(s.value, s);
      case 'goto':
        if (s.label) this.goto(s.label);
        else this.havoc = true;
        return this.finish({ t: 'stop' });
      case 'label': {
        const at = this.reserve();
        this.label(s.name, at);
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

  private leave(result: Expression | null, span: Span): void {
    if (result && isComparing(result)) return this.answer(result, span);
    const value = result ? this.value(result) : null;
    this.leaveScopes(null);
    this.finish({ t: 'return', value, start: span.start, end: span.end });
  }

  /** `return a < b;` is `if (a < b) return 1; return 0;`: what the caller tests of it is what was compared here. */
  private answer(result: Expression, span: Span): void {
    const [yes, no] = [this.reserve(), this.reserve()];
    this.condition(result, yes, no);
    for (const [block, number] of [
      [yes, 1],
      [no, 0],
    ] as const) {
      this.enter(block);
      this.leaveScopes(null);
      const value: Pure = { k: 'int', value: number, start: result.start, end: result.end };
      this.finish({ t: 'return', value, start: span.start, end: span.end });
    }
  }

  /** A macro that hides a `return` or a `goto`. One with a label among its arguments goes there perhaps. */
  private leavingMacro(e: Expression): boolean {
    if (e.kind !== 'call' || e.callee.kind !== 'identifier') return false;
    const { name } = e.callee;
    if (name === 'return_ptr') {
      this.leave(e, e);
      return true;
    }
    if (leavesForSure(name, e.args)) {
      this.finish({ t: 'stop' });
      return true;
    }
    if (!/^[A-Z][A-Z0-9_]*$/.test(name)) return false;
    if (RETURNS.has(name) && e.args.length < 2) {
      this.leave(e.args[0] ?? null, e);
      return true;
    }
    const label = e.args.find((arg) => arg.kind === 'identifier' && this.isLabel(arg.name));
    if (label?.kind !== 'identifier') return false;
    for (const arg of e.args) if (arg !== label) this.effect(arg);
    const away = this.reserve();
    const after = this.reserve();
    this.finish({ t: 'choose', to: GOES.has(name) ? [away] : [away, after] });
    this.enter(away);
    this.goto(label.name);
    this.finish({ t: 'stop' });
    this.enter(after);
    return true;
  }

  /** A call of a macro of the code itself: its statements, those of one `#if` arm or of another. */
  private macroStatement(e: Expression): boolean {
    if (e.kind !== 'call') return false;
    const arms = this.expansions(e);
    if (!Array.isArray(arms)) return false;
    this.choices(arms, (statements) => {
      for (const statement of statements) this.statement(statement);
    });
    return true;
  }

  /** One of several lists of statements, unknown which. */
  private choices(arms: readonly Statement[][], run: (statements: Statement[]) => void): void {
    const after = this.reserve();
    const starts = arms.map(() => this.reserve());
    this.finish({ t: 'choose', to: starts });
    arms.forEach((statements, n) => {
      this.enter(starts[n] as number);
      run(statements);
      this.jump(after);
    });
    this.enter(after);
  }

  private isLabel(name: string): boolean {
    if (this.types.has(name)) return false;
    this.labelNames ??= labelsOf(this.fn.body);
    return this.labelNames.has(name);
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

  /**
   * A macro of the code itself without a semicolon behind it: its statements and then the next one, or the head of a
   * loop or a test that the next one belongs to. False for a loop by its name, and for what is not in sight.
   */
  private ownMacro(s: MacroLoop): boolean {
    if (isNamedLoop(s.name)) return false;
    const { start, name, args } = s;
    const end = this.closeOf(s);
    const callee: Expression = { kind: 'identifier', name, start, end: start + name.length };
    const found = expansionsOf({ kind: 'call', callee, args, start, end }, this.names);
    if (found === 'none') return false;
    if (found === 'unread') {
      this.unread.push({ name, start, end });
      this.havoc = true;
      this.effect({ kind: 'call', callee, args, start, end });
      return false;
    }
    this.choices(found, (statements) => {
      const isHead = graft(statements, s.body);
      for (const statement of statements) this.statement(statement);
      if (!isHead) this.statement(s.body);
    });
    return true;
  }

  /** The offset behind the parentheses of a macro. */
  private closeOf({ start, name, body }: MacroLoop): number {
    const open = this.names.text.indexOf('(', start + name.length);
    return open === -1 ? body.start : skipParens(this.names.text, open);
  }

  private macroLoop(s: MacroLoop): void {
    if (this.ownMacro(s)) return;
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
          value: { k: 'unknown', names: [], isElement: true, start: s.start, end: s.body.start },
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
          if (statement.value && statement.to) {
            const operands = [value, this.value(statement.value), this.value(statement.to)];
            test = { k: 'operator', name: BETWEEN, operands, ...at };
          } else if (statement.value)
            test = { k: 'binary', op: '==', left: value, right: this.value(statement.value), ...at };
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
}

/** Something is compared by its order in it: it is no mere question whether there is something. */
function isComparing(e: Expression): boolean {
  if (e.kind === 'unary') return e.op === '!' && isComparing(e.operand);
  if (e.kind !== 'binary') return false;
  if (e.op === '&&' || e.op === '||') return isComparing(e.left) || isComparing(e.right);
  return ORDERS.has(e.op);
}

const ORDERS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
