// SPDX-License-Identifier: GPL-2.0-only
/** Reads statements from tree-sitter's tree into the plain one. */
import type { Block, Expression, Statement } from '../ast.ts';
import { macroStatement } from '../macros/macroStatements.ts';
import { DeclarationReader } from './declarations.ts';
import { MOST_NESTING } from './reader.ts';

export class StatementReader extends DeclarationReader {
  /** Reads the body of the one function that was parsed; what stands behind it is opaque. */
  readFunctionBody(): Block {
    const { cursor, base } = this;
    const whole = { start: cursor.startIndex + base, end: this.source.trimEnd().length + base };
    this.id = cursor.nodeTypeId;
    let body: Block | null = null;
    if (cursor.gotoFirstChild()) {
      do {
        this.id = cursor.nodeTypeId;
        if (body) {
          const start = cursor.startIndex + base;
          body.statements.push(this.opaqueStatement(start, Math.max(whole.end, start)));
          break;
        }
        if (this.type() === 'function_definition') body = this.bodyHere();
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    this.broken = 0;
    return body ?? { kind: 'block', ...whole, statements: [this.opaqueStatement(whole.start, whole.end)] };
  }

  private bodyHere(): Block | null {
    let body: Block | null = null;
    if (this.down()) {
      do if (this.type() === 'compound_statement') body = this.readBlock();
      while (this.next());
      this.up();
    }
    return body;
  }

  protected readBlock(): Block {
    const { cursor, base } = this;
    const block: Block = {
      kind: 'block',
      start: cursor.startIndex + base,
      end: cursor.endIndex + base,
      statements: [],
    };
    this.readSiblings(block.statements);
    return block;
  }

  /** Reads the statements below the node the cursor is on; broken ones become opaque statements. */
  private readSiblings(into: Statement[]): void {
    const { cursor, base } = this;
    if (!cursor.gotoFirstChild()) return;
    do {
      this.id = cursor.nodeTypeId;
      if (this.careful && this.isBroken()) {
        into.push(this.opaqueStatement(cursor.startIndex + base, cursor.endIndex + base));
      } else if (this.isNamed()) {
        this.readInto(into);
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }

  /** Reads one statement where the grammar wants one; several (a label and more) become a block. */
  private readStatement(): Statement {
    const statements: Statement[] = [];
    this.readInto(statements);
    if (statements.length === 1) return statements[0] as Statement;
    const { start, end } = this.span();
    if (statements.length === 0) return { kind: 'empty', start, end };
    return { kind: 'block', start, end, statements };
  }

  /** Reads the statement the cursor is on; one too deep, or with a broken node right inside, becomes opaque. */
  private readInto(into: Statement[]): void {
    if (this.depth >= MOST_NESTING) {
      const { start, end } = this.span();
      into.push(this.opaqueStatement(start, end));
      return;
    }
    this.depth++;
    if (this.careful) this.readCarefullyInto(into);
    else this.readWholeInto(into);
    this.depth--;
  }

  private readCarefullyInto(into: Statement[]): void {
    const before = this.broken;
    const count = into.length;
    const { start, end } = this.span();
    this.readWholeInto(into);
    if (this.broken === before) return;
    this.broken = before;
    into.length = count;
    into.push(this.opaqueStatement(start, end));
  }

  private readWholeInto(into: Statement[]): void {
    const type = this.type();
    switch (type) {
      case 'case_statement':
        this.readCase(into);
        return;
      case 'labeled_statement':
        this.readLabel(into);
        return;
      case 'attributed_statement':
        this.readSiblings(into);
        return;
      case 'struct_specifier':
      case 'union_specifier':
      case 'enum_specifier':
      case 'type_definition':
        into.push({ kind: 'declaration', ...this.span(), declarators: [] });
        return;
      default:
        into.push(this.readPlain(type));
    }
  }

  private readPlain(type: string): Statement {
    const { start, end } = this.span();
    switch (type) {
      case 'expression_statement':
        return this.readExpressionStatement(start, end);
      case 'declaration':
        return this.readDeclaration();
      case 'compound_statement':
        return this.readBlock();
      case 'if_statement':
      case 'while_statement': {
        const mark = this.masked.macros.size > 0 ? this.masked.macros.get(start - this.base) : undefined;
        if (mark) {
          const { test, body } = this.readTestAndBody();
          return test && body
            ? macroStatement(mark, test, body, { start, end })
            : this.opaqueStatement(start, end);
        }
        return type === 'if_statement' ? this.readIf(start, end) : this.readWhile(start, end);
      }
      case 'return_statement':
        return { kind: 'return', start, end, value: this.readNamedChildren()[0] ?? null };
      case 'goto_statement':
        return this.readGoto(start, end);
      case 'break_statement':
        return { kind: 'break', start, end };
      case 'continue_statement':
        return { kind: 'continue', start, end };
      case 'for_statement':
        return this.readFor(start, end);
      case 'do_statement': {
        const { test, body } = this.readTestAndBody();
        return test && body ? { kind: 'do', start, end, body, test } : this.opaqueStatement(start, end);
      }
      case 'switch_statement': {
        const { test, body } = this.readTestAndBody();
        return test && body
          ? { kind: 'switch', start, end, value: test, body }
          : this.opaqueStatement(start, end);
      }
      default:
        return this.opaqueStatement(start, end);
    }
  }

  private readExpressionStatement(start: number, end: number): Statement {
    const label = this.masked.labels.size > 0 ? this.masked.labels.get(start - this.base) : undefined;
    if (label !== undefined) return { kind: 'label', start, end, name: label };
    let expression: Expression | null = null;
    if (this.down()) {
      if (this.isNamed()) expression = this.readExpression();
      this.leave();
    }
    return expression ? { kind: 'expression', start, end, expression } : { kind: 'empty', start, end };
  }

  /** The parenthesised test and the statement of while, do and switch, in either order. */
  private readTestAndBody(): { test: Expression | null; body: Statement | null } {
    let test: Expression | null = null;
    let body: Statement | null = null;
    if (this.down()) {
      do {
        if (!this.isNamed()) continue;
        if (!test && this.type() === 'parenthesized_expression') test = this.readExpression();
        else body = this.readStatement();
      } while (this.next());
      this.up();
    }
    return { test, body };
  }

  private readWhile(start: number, end: number): Statement {
    const { test, body } = this.readTestAndBody();
    return test && body ? { kind: 'while', start, end, test, body } : this.opaqueStatement(start, end);
  }

  private readIf(start: number, end: number): Statement {
    let test: Expression | null = null;
    let yes: Statement | null = null;
    let no: Statement | null = null;
    if (this.down()) {
      do {
        if (!this.isNamed()) continue;
        if (!test) test = this.readExpression();
        else if (this.type() === 'else_clause') no = this.readElse();
        else yes = this.readStatement();
      } while (this.next());
      this.up();
    }
    return test && yes ? { kind: 'if', start, end, test, yes, no } : this.opaqueStatement(start, end);
  }

  private readElse(): Statement | null {
    let statement: Statement | null = null;
    if (this.down()) {
      do if (this.isNamed()) statement = this.readStatement();
      while (this.next());
      this.up();
    }
    return statement;
  }

  private readFor(start: number, end: number): Statement {
    let init: Statement | null = null;
    let test: Expression | null = null;
    let step: Expression | null = null;
    let body: Statement | null = null;
    if (this.down()) {
      do {
        if (!this.isNamed()) continue;
        switch (this.cursor.currentFieldName) {
          case 'initializer':
            if (this.type() === 'declaration') init = this.readDeclaration();
            else {
              const expression = this.readExpression();
              init = { kind: 'expression', start: expression.start, end: expression.end, expression };
            }
            break;
          case 'condition':
            test = this.readExpression();
            break;
          case 'update':
            step = this.readExpression();
            break;
          default:
            body = this.readStatement();
        }
      } while (this.next());
      this.up();
    }
    return body ? { kind: 'for', start, end, init, test, step, body } : this.opaqueStatement(start, end);
  }

  private readGoto(start: number, end: number): Statement {
    let label: string | null = null;
    if (this.down()) {
      do {
        if (!this.isNamed()) continue;
        const at = this.cursor.startIndex;
        if (!this.masked.opaque.has(at)) label = this.text(at + this.base, this.cursor.endIndex + this.base);
      } while (this.next());
      this.up();
    }
    return { kind: 'goto', start, end, label };
  }

  private readCase(into: Statement[]): void {
    const { cursor, base } = this;
    const { start } = this.span();
    let value: Expression | null = null;
    let to: Expression | null = null;
    let behindColon = false;
    if (!cursor.gotoFirstChild()) return;
    do {
      this.id = cursor.nodeTypeId;
      if (this.careful && this.isBroken()) {
        if (behindColon) into.push(this.opaqueStatement(cursor.startIndex + base, cursor.endIndex + base));
        else this.broken++;
      } else if (behindColon) {
        if (this.isNamed()) this.readInto(into);
      } else if (this.isNamed()) {
        value = this.readExpression();
      } else if (this.type() === ':') {
        behindColon = true;
        if (value?.kind === 'binary' && this.masked.ranges.has(start - base)) {
          to = value.right;
          value = value.left;
        }
        into.push({ kind: 'case', start, end: cursor.endIndex + base, value, to });
      }
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }

  private readLabel(into: Statement[]): void {
    if (!this.down()) return;
    do {
      if (!this.isNamed()) continue;
      if (this.type() === 'statement_identifier') {
        const { start, end } = this.span();
        into.push({ kind: 'label', start, end, name: this.text(start, end) });
      } else {
        this.readInto(into);
      }
    } while (this.next());
    this.up();
  }
}
