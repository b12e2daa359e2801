// SPDX-License-Identifier: GPL-2.0-only
/** Reads expressions from tree-sitter's tree into the plain one. */
import type { Block, Expression, Unary } from '../ast.ts';
import { WORD } from '../words/characters.ts';
import { characterValue, numberValue, stringValue } from '../words/literals.ts';
import { normalizeType } from '../words/types.ts';
import { InitializerReader } from './initializers.ts';
import { MOST_NESTING } from './reader.ts';

/** Words that are a type although the grammar takes `(word)` for a parenthesised variable. */
const TYPE_LIKE = /^(?:__)?(?:[us](?:8|16|32|64)|[lb]e(?:16|32|64)|\w+_t|[us]?int|ulong|uint)$/;

export abstract class ExpressionReader extends InitializerReader {
  /** Reads the body of a statement expression; the cursor is on its compound statement. */
  protected abstract readBlock(): Block;

  /** Reads the expression the cursor is on; one too deep, or with a broken node right inside, becomes opaque. */
  protected readExpression(): Expression {
    if (this.depth >= MOST_NESTING) {
      const { start, end } = this.span();
      return this.opaque(start, end);
    }
    this.depth++;
    const expression = this.careful ? this.readCarefully() : this.readWhole();
    this.depth--;
    return expression;
  }

  private readCarefully(): Expression {
    const before = this.broken;
    const start = this.cursor.startIndex + this.base;
    const end = this.cursor.endIndex + this.base;
    const expression = this.readWhole();
    if (this.broken === before) return expression;
    this.broken = before;
    return this.opaque(start, end);
  }

  private readWhole(): Expression {
    const { cursor, base } = this;
    const type = this.type();
    const start = cursor.startIndex + base;
    if (type === 'identifier') return this.readWord(start, this.wordEnd(start));
    const end = cursor.endIndex + base;
    switch (type) {
      case 'field_identifier':
      case 'type_identifier':
      case 'statement_identifier':
      case 'primitive_type':
      case 'true':
      case 'false':
      case 'null':
        return this.readWord(start, end);
      case 'call_expression':
        return this.readCall(start, end);
      case 'field_expression':
        return this.readMember(start, end);
      case 'number_literal': {
        // sizeof and kin are masked as a number.
        const behind = this.masked.words.get(start - base);
        if (behind !== undefined) return { kind: 'sizeof', start, end: behind + base };
        return { kind: 'number', start, end, value: numberValue(this.text(start, end)) };
      }
      case 'char_literal':
        return { kind: 'number', start, end, value: characterValue(this.text(start, end)) };
      case 'string_literal':
      case 'concatenated_string':
        return { kind: 'string', start, end, value: stringValue(this.text(start, end)) };
      case 'parenthesized_expression':
        return this.readParenthesized(start, end);
      case 'pointer_expression':
      case 'unary_expression':
        return this.readUnary(start, end);
      case 'binary_expression':
      case 'assignment_expression':
      case 'comma_expression':
        return this.readBinary(type, start, end);
      case 'update_expression':
        return this.readUpdate(start, end);
      case 'conditional_expression':
        return this.readConditional(start, end);
      case 'subscript_expression':
        return this.readIndex(start, end);
      case 'cast_expression':
      case 'compound_literal_expression':
        return this.readTyped(start, end);
      case 'sizeof_expression':
      case 'alignof_expression':
      case 'offsetof_expression':
        return { kind: 'sizeof', start, end };
      case 'initializer_list':
        return this.readList();
      case 'compound_statement':
        return { kind: 'statement-expression', start, end, body: this.readBlock() };
      case 'extension_expression': {
        const inner = this.readNamedChildren();
        return inner[0] ?? this.opaque(start, end);
      }
      default:
        return this.opaque(start, end);
    }
  }

  private wordEnd(start: number): number {
    const { source, base } = this;
    let at = start - base;
    while (WORD[source.charCodeAt(at)] === 1) at++;
    return at + base;
  }

  private readWord(start: number, end: number): Expression {
    const { masked, base } = this;
    if (masked.opaque.size > 0) {
      const behind = masked.opaque.get(start - base);
      if (behind !== undefined) return this.opaque(start, behind + base);
    }
    if (masked.words.size > 0) {
      const behind = masked.words.get(start - base);
      if (behind !== undefined) {
        const name = normalizeType(this.text(start, behind + base));
        return { kind: 'identifier', start, end: behind + base, name };
      }
    }
    return { kind: 'identifier', start, end, name: this.text(start, end) };
  }

  private readCall(start: number, end: number): Expression {
    let callee: Expression | null = null;
    let wrapped = false;
    let args: Expression[] = [];
    if (this.down()) {
      wrapped = this.type() === 'parenthesized_expression';
      callee = this.readExpression();
      if (this.next()) args = this.readNamedChildren();
      this.leave();
    }
    if (!callee) return this.opaque(start, end);
    if (wrapped && callee.kind === 'identifier' && args.length > 0) {
      // `(u64)(x)`: the grammar cannot tell a type from a function here.
      const value = args.reduce((left, right) => ({
        kind: 'binary',
        start: left.start,
        end: right.end,
        op: ',',
        left,
        right,
      }));
      return { kind: 'cast', start, end, type: callee.name, value };
    }
    return { kind: 'call', start, end, callee, args };
  }

  /** The object is read from the tree; the operator and the name are the last words of the node's text. */
  private readMember(start: number, end: number): Expression {
    let object: Expression | null = null;
    if (this.down()) {
      object = this.readExpression();
      this.leave();
    }
    if (!object) return this.opaque(start, end);
    const { source, base } = this;
    let at = end - base;
    while (WORD[source.charCodeAt(at - 1)] === 1) at--;
    // Without comments and line continuations, which may stand in between.
    const { text } = this.masked;
    let before = at - 1;
    while (text.charCodeAt(before) <= 32) before--;
    return {
      kind: 'member',
      start,
      end,
      object,
      property: source.slice(at, end - base),
      arrow: text.charCodeAt(before) === 62,
      propertySpan: { start: at + base, end },
    };
  }

  private readParenthesized(start: number, end: number): Expression {
    let inner: Expression | null = null;
    if (this.down()) {
      while (!inner && this.next()) {
        if (!this.isNamed()) continue;
        inner =
          this.type() === 'compound_statement'
            ? { kind: 'statement-expression', start, end, body: this.readBlock() }
            : this.readExpression();
      }
      this.leave();
    }
    return inner ?? this.opaque(start, end);
  }

  private readUnary(start: number, end: number): Expression {
    let op = '';
    let operand: Expression | null = null;
    if (this.down()) {
      op = this.type();
      if (this.next()) operand = this.readExpression();
      this.leave();
    }
    if (!operand) return this.opaque(start, end);
    return { kind: 'unary', start, end, op: op as Unary['op'], operand };
  }

  private readBinary(type: string, start: number, end: number): Expression {
    let left: Expression | null = null;
    let right: Expression | null = null;
    let op = ',';
    let wrapped = false;
    if (this.down()) {
      do {
        if (!this.isNamed()) {
          op = this.type();
        } else if (!left) {
          wrapped = this.type() === 'parenthesized_expression';
          left = this.readExpression();
        } else {
          right = this.readExpression();
        }
      } while (!right && this.next());
      this.leave();
    }
    if (!left || !right) return this.opaque(start, end);
    if (type === 'assignment_expression')
      return { kind: 'assignment', start, end, op, target: left, value: right };
    if (wrapped && left.kind === 'identifier' && /^[-+&*]$/.test(op) && TYPE_LIKE.test(left.name)) {
      // `(u32)-1`: a cast of a unary operator, not a subtraction.
      const value: Unary = { kind: 'unary', start: left.end + 1, end, op: op as Unary['op'], operand: right };
      return { kind: 'cast', start, end, type: left.name, value };
    }
    return { kind: 'binary', start, end, op, left, right };
  }

  private readUpdate(start: number, end: number): Expression {
    let operand: Expression | null = null;
    let op: '++' | '--' = '++';
    let prefix = false;
    if (this.down()) {
      do {
        if (this.isNamed()) operand = this.readExpression();
        else {
          op = this.type() as '++' | '--';
          prefix = operand === null;
        }
      } while (this.next());
      this.up();
    }
    if (operand === null) return this.opaque(start, end);
    return prefix ? { kind: 'update', start, end, op, prefix, operand } : postfix(operand, start, end, op);
  }

  private readConditional(start: number, end: number): Expression {
    const parts = this.readNamedChildren();
    const test = parts[0];
    const no = parts[parts.length - 1];
    if (!test || !no || parts.length < 2) return this.opaque(start, end);
    return {
      kind: 'conditional',
      start,
      end,
      test,
      yes: parts.length > 2 ? (parts[1] as Expression) : null,
      no,
    };
  }

  private readIndex(start: number, end: number): Expression {
    const [object, index] = this.readNamedChildren();
    return object && index ? { kind: 'index', start, end, object, index } : this.opaque(start, end);
  }

  /** A cast or a compound literal. */
  private readTyped(start: number, end: number): Expression {
    let type = '';
    let value: Expression | null = null;
    if (this.down()) {
      do {
        if (!this.isNamed()) continue;
        if (this.type() === 'type_descriptor') {
          type = normalizeType(
            this.text(this.cursor.startIndex + this.base, this.cursor.endIndex + this.base),
          );
        } else {
          value = this.readExpression();
        }
      } while (this.next());
      this.up();
    }
    if (!value) return this.opaque(start, end);
    if (value.kind === 'list') return { kind: 'compound', start, end, type, value };
    return { kind: 'cast', start, end, type, value };
  }
}

/** The grammar binds `!x++` as `(!x)++`; in parentheses, the operand starts later. */
function postfix(operand: Expression, start: number, end: number, op: '++' | '--'): Expression {
  if (operand.start === start && operand.kind === 'unary')
    return { ...operand, end, operand: postfix(operand.operand, operand.operand.start, end, op) };
  if (operand.start === start && operand.kind === 'cast')
    return { ...operand, end, value: postfix(operand.value, operand.value.start, end, op) };
  return { kind: 'update', start, end, op, prefix: false, operand };
}
