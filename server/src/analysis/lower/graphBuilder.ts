// SPDX-License-Identifier: GPL-2.0-only
/** Builds the blocks of a graph, and undoes what a scope has to undo wherever it is left. */
import type { Span } from '../../text/source.ts';
import type { BasicBlock, Instruction, Pure, Terminator, UnreadMacro } from '../cfg/cfg.ts';
import type { Names } from './expansion.ts';

/** A scope with things to undo on leaving it (guards, __free). */
export interface Scope {
  parent: Scope | null;
  cleanups: Instruction[];
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
  protected readonly names: Names;
  private readonly labels = new Map<string, { block: number; scope: Scope | null }>();
  private readonly gotos: { label: string; from: Scope; block: BasicBlock }[] = [];

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
    this.labels.set(name, { block, scope: this.scope });
  }

  /** The block under way ends with a jump to a label that may come later. */
  protected goto(label: string): void {
    this.gotos.push({ label, from: this.scope, block: this.current });
  }

  protected connectGotos(): void {
    for (const goto of this.gotos) this.connectGoto(goto);
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

  protected addGuard(lockClass: string, args: Pure[], span: Span): void {
    const id = this.temps++;
    const at = { start: span.start, end: span.end };
    this.emit({ op: 'guard', release: false, lockClass, args, id, ...at });
    this.scope.cleanups.push({ op: 'guard', release: true, lockClass, args, id, ...at });
  }
}
