// SPDX-License-Identifier: GPL-2.0-only
/** Lowers declarations: what a variable starts with, and what its cleanup undoes. */
import type { Declaration, Expression } from '../../syntax/ast.ts';
import type { Pure } from '../cfg/cfg.ts';
import { ExpressionLowering } from './expressions.ts';

export abstract class DeclarationLowering extends ExpressionLowering {
  protected declaration(s: Declaration): void {
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
          isCleanup: true,
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
}
