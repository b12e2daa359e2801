// SPDX-License-Identifier: GPL-2.0-only
/** Builds the blocks of a graph, and undoes what a scope has to undo wherever it is left. */
import type { Span } from '../../text/source.ts';
import type { BasicBlock, Graph, Instruction, Pure, Terminator, UnreadMacro } from '../cfg/cfg.ts';
import type { Names } from './expansion.ts';

/** A scope with things to undo on leaving it (guards, __free). */
export interface Scope {
  parent: Scope | null;
  cleanups: Instruction[];
}

/** A jump whose label may come later, with what the scopes around it have to undo, the innermost first. */
interface Goto {
  label: string;
  undone: { scope: Scope; cleanups: Instruction[] }[];
  block: BasicBlock;
}

export class GraphBuilder {
  protected readonly blocks: BasicBlock[] = [];
  protected current: BasicBlock;
  protected scope: Scope = { parent: null, cleanups: [] };
  /** Some part was not understood. */
  protected havoc = false;
  protected temps = 0;
  /** Macros of the code itself that could not be expanded. */
  protected readonly unread: UnreadMacro[] = [];
  protected readonly privateCasts: Graph['privateCasts'] = [];
  protected readonly names: Names;
  private readonly labels = new Map<string, { block: number; scope: Scope; depth: number }>();
  private readonly gotos: Goto[] = [];

  constructor(names: Names) {
    this.names = names;
    this.current = this.open();
  }

  protected open(): BasicBlock {
    const block: BasicBlock = { instructions: [], end: { t: 'stop' } };
    this.blocks.push(block);
    return block;
  }

  protected reserve(): number {
    this.open();
    return this.blocks.length - 1;
  }

  protected enter(id: number): void {
    this.current = this.blocks[id] as BasicBlock;
  }

  protected finish(end: Terminator): void {
    this.current.end = end;
    this.current = this.open();
  }

  protected jump(to: number): void {
    this.finish({ t: 'jump', to });
  }

  protected emit(instruction: Instruction): void {
    this.current.instructions.push(instruction);
  }

  protected temp(span: Span): Pure & { k: 'temp' } {
    return { k: 'temp', id: this.temps++, start: span.start, end: span.end };
  }

  protected leaveScopes(until: Scope | null): void {
    for (let s: Scope | null = this.scope; s && s !== until; s = s.parent) {
      for (let i = s.cleanups.length - 1; i >= 0; i--) this.emit(s.cleanups[i] as Instruction);
    }
  }

  protected withScope(run: () => void): void {
    this.scope = { parent: this.scope, cleanups: [] };
    run();
    this.leaveScopes(this.scope.parent);
    this.scope = this.scope.parent as Scope;
  }

  /** A label here, in front of a block. */
  protected label(name: string, block: number): void {
    this.labels.set(name, { block, scope: this.scope, depth: this.scope.cleanups.length });
  }

  /** The block under way ends with a jump to a label that may come later. */
  protected goto(label: string): void {
    const undone: Goto['undone'] = [];
    // What a scope has to undo now: a guard that comes later is not taken, and one whose scope ended has its own list.
    for (let s: Scope | null = this.scope; s; s = s.parent)
      undone.push({ scope: s, cleanups: [...s.cleanups] });
    this.gotos.push({ label, undone, block: this.current });
  }

  protected connectGotos(): void {
    for (const goto of this.gotos) this.connectGoto(goto);
  }

  private connectGoto({ label: name, undone, block }: Goto): void {
    const label = this.labels.get(name);
    if (!label) return;
    const inside = new Set<Scope | null>();
    for (let s: Scope | null = label.scope; s; s = s.parent) inside.add(s);
    for (const { scope, cleanups } of undone) {
      if (inside.has(scope) && scope !== label.scope) break;
      // A jump backwards leaves what was taken behind the label.
      const kept = scope === label.scope ? label.depth : 0;
      for (let i = cleanups.length - 1; i >= kept; i--) block.instructions.push(cleanups[i] as Instruction);
      if (scope === label.scope) break;
    }
    block.end = { t: 'jump', to: label.block };
  }

  protected addGuard(lockClass: string, args: Pure[], span: Span): void {
    const id = this.temps++;
    const at = { start: span.start, end: span.end };
    this.emit({ op: 'guard', release: false, lockClass, args, id, ...at });
    this.scope.cleanups.push({ op: 'guard', release: true, lockClass, args, id, ...at });
  }
}
