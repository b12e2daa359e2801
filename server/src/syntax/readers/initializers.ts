// SPDX-License-Identifier: GPL-2.0-only
/** Reads initializer lists with their designators from tree-sitter's tree. */
import type { Designator, Expression, InitializerEntry, InitializerList } from '../ast.ts';
import { Reader } from './reader.ts';

export abstract class InitializerReader extends Reader {
  /** Reads the expression the cursor is on. */
  protected abstract readExpression(): Expression;

  protected readNamedChildren(): Expression[] {
    const found: Expression[] = [];
    if (!this.down()) return found;
    do {
      if (this.isNamed()) found.push(this.readExpression());
    } while (this.next());
    this.up();
    return found;
  }

  /** Reads the initializer list the cursor is on. */
  protected readList(): InitializerList {
    const list: InitializerList = { kind: 'list', ...this.span(), entries: [] };
    if (!this.down()) return list;
    do {
      if (!this.isNamed()) continue;
      if (this.type() === 'initializer_pair') {
        list.entries.push(this.readPair());
      } else {
        const value = this.readExpression();
        list.entries.push({ start: value.start, end: value.end, path: [], value });
      }
    } while (this.next());
    this.up();
    return list;
  }

  private readPair(): InitializerEntry {
    const { start, end } = this.span();
    const before = this.broken;
    const path: Designator[] = [];
    let value: Expression | null = null;
    if (this.down()) {
      do {
        if (!this.isNamed()) continue;
        const type = this.type();
        if (type === 'field_designator') path.push(this.readFieldDesignator());
        else if (type === 'field_identifier' && path.length === 0) path.push(this.fieldHere());
        else if (type === 'subscript_designator' || type === 'subscript_range_designator') {
          path.push({ ...this.span(), field: null, index: this.readNamedChildren()[0] ?? null });
        } else value = this.readExpression();
      } while (this.next());
      this.up();
    }
    if (!value || this.broken > before) {
      this.broken = before;
      value = this.opaque(path[path.length - 1]?.end ?? start, end);
    }
    return { start, end, path, value };
  }

  private fieldHere(): Designator {
    const { start, end } = this.span();
    return { start, end, field: this.text(start, end), index: null };
  }

  private readFieldDesignator(): Designator {
    let designator = this.fieldHere();
    if (this.down()) {
      do {
        if (this.isNamed()) designator = this.fieldHere();
      } while (this.next());
      this.up();
    }
    return designator;
  }
}
