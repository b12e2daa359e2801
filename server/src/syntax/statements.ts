/** Reads statements and declarations from tree-sitter's tree into the plain one. */
import type { Span } from '../text/source.ts';
import type { Block, Declaration, Declarator, Expression, Statement } from './ast.ts';
import { ExpressionReader } from './expressions.ts';
import { loopAssigns } from './macroLoops.ts';
import type { MacroMark } from './masked.ts';
import { normalizeType } from './types.ts';

const DECLARATORS = new Set([
  'identifier',
  'init_declarator',
  'pointer_declarator',
  'array_declarator',
  'function_declarator',
  'parenthesized_declarator',
  'attributed_declarator',
]);

export class StatementReader extends ExpressionReader {
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

  /** Reads the declarators with an initializer of the declarations that were parsed. */
  readVariables(): Declarator[] {
    const found: Declarator[] = [];
    this.id = this.cursor.nodeTypeId;
    if (!this.down()) return found;
    do {
      if (this.type() !== 'declaration') continue;
      for (const declarator of this.readDeclaration().declarators)
        if (declarator.init) found.push(declarator);
    } while (this.next());
    this.up();
    return found;
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

  private span(): Span {
    return { start: this.cursor.startIndex + this.base, end: this.cursor.endIndex + this.base };
  }

  private readInto(into: Statement[]): void {
    if (!this.careful) {
      this.readWholeInto(into);
      return;
    }
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
        if (mark) return this.readMacro(mark, start, end);
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

  private readMacro(mark: MacroMark, start: number, end: number): Statement {
    const { test, body } = this.readTestAndBody();
    if (!test || !body) return this.opaqueStatement(start, end);
    const args = mark.empty ? [] : commaParts(test);
    if (mark.kind === 'loop') {
      return {
        kind: 'macro-loop',
        start,
        end,
        name: mark.name,
        args,
        assigns: loopAssigns(mark.name, args.length),
        body,
      };
    }
    const lockClass = args.shift();
    return {
      kind: 'scoped-guard',
      start,
      end,
      lockClass: lockClass?.kind === 'identifier' ? lockClass.name : '',
      failure: mark.failure ? failureStatement(mark.failure, args.shift()) : null,
      args,
      body,
    };
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

  private readDeclaration(): Declaration {
    const { start, end } = this.span();
    const declaration: Declaration = { kind: 'declaration', start, end, declarators: [] };
    if (!this.down()) return declaration;
    let specifiers = '';
    let from = start;
    do {
      if (!this.isNamed() || !DECLARATORS.has(this.type())) continue;
      const span = this.span();
      if (from === start) specifiers = withoutBody(this.text(start, span.start));
      const declarator = this.readDeclarator(span, specifiers, from);
      if (declarator) declaration.declarators.push(declarator);
      from = span.end;
    } while (this.next());
    this.up();
    return declaration;
  }

  /** Reads one declarator; null for the prototype of a function. */
  private readDeclarator(span: Span, specifiers: string, from: number): Declarator | null {
    let init: Expression | null = null;
    let name: Span | null = null;
    let written = span;
    if (this.type() === 'init_declarator') {
      if (!this.down()) return null;
      do {
        if (!this.isNamed()) continue;
        if (!name && DECLARATORS.has(this.type())) {
          written = this.span();
          name = this.nameBelow();
        } else {
          init = this.readExpression();
        }
      } while (this.next());
      this.up();
    } else {
      if (this.type() === 'function_declarator' && !/^\s*\(/.test(this.text(span.start, span.end)))
        return null;
      name = this.nameBelow();
    }
    if (!name) return null;
    const type = declaredType(
      specifiers,
      this.text(written.start, name.start),
      this.text(name.end, written.end),
    );
    return {
      ...span,
      name: this.text(name.start, name.end),
      nameSpan: name,
      type,
      isStatic: /\bstatic\b/.test(specifiers),
      isConst: /\bconst\b/.test(type.slice(type.lastIndexOf('*') + 1)),
      init,
      cleanup: this.cleanupIn(from, span.end),
    };
  }

  /** The span of the declared name below the declarator the cursor is on. */
  private nameBelow(): Span | null {
    const type = this.type();
    if (type === 'identifier' || type === 'type_identifier' || type === 'field_identifier')
      return this.span();
    if (!DECLARATORS.has(type) || !this.down()) return null;
    let found: Span | null = null;
    do {
      if (!found && this.isNamed() && DECLARATORS.has(this.type())) found = this.nameBelow();
    } while (this.next());
    this.up();
    return found;
  }

  private cleanupIn(start: number, end: number): string | null {
    for (const cleanup of this.masked.cleanups) {
      if (cleanup.at + this.base >= start && cleanup.at + this.base < end) return cleanup.name;
    }
    return null;
  }
}

/** Specifiers without the members of a struct that is defined in them. */
function withoutBody(specifiers: string): string {
  const open = specifiers.indexOf('{');
  return open === -1
    ? specifiers
    : `${specifiers.slice(0, open)} ${specifiers.slice(specifiers.lastIndexOf('}') + 1)}`;
}

/** The type of a declarator from its specifiers and what stands before and behind its name. */
function declaredType(specifiers: string, before: string, behind: string): string {
  if (behind !== '') return normalizeType(`${specifiers} ${before} ${behind}`);
  const base = normalizeType(specifiers);
  if (before === '') return base;
  return /^\*+$/.test(before) ? `${base} ${before}` : normalizeType(`${specifiers} ${before}`);
}

function commaParts(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.op !== ',') return [expression];
  return [...commaParts(expression.left), ...commaParts(expression.right)];
}

function failureStatement(
  word: NonNullable<MacroMark['failure']>,
  value: Expression | undefined,
): Statement | null {
  if (!value) return null;
  const { start, end } = value;
  if (word === 'return') {
    const isBare = value.kind === 'identifier' && value.name.startsWith('return');
    return { kind: 'return', start, end, value: isBare ? null : value };
  }
  if (word === 'goto')
    return { kind: 'goto', start, end, label: value.kind === 'identifier' ? value.name : null };
  return { kind: word, start, end };
}
