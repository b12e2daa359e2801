// SPDX-License-Identifier: GPL-2.0-only
/** Reads declarations and their declarators from tree-sitter's tree. */
import type { Span } from '../../text/source.ts';
import type { Declaration, Declarator, Expression } from '../ast.ts';
import { normalizeType } from '../words/types.ts';
import { ExpressionReader } from './expressions.ts';
import { MOST_NESTING } from './reader.ts';

const DECLARATORS = new Set([
  'identifier',
  'init_declarator',
  'pointer_declarator',
  'array_declarator',
  'function_declarator',
  'parenthesized_declarator',
  'attributed_declarator',
]);

export abstract class DeclarationReader extends ExpressionReader {
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

  /** Reads the declaration the cursor is on. */
  protected readDeclaration(): Declaration {
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
    if (!DECLARATORS.has(type) || this.depth >= MOST_NESTING || !this.down()) return null;
    let found: Span | null = null;
    this.depth++;
    do {
      if (!found && this.isNamed() && DECLARATORS.has(this.type())) found = this.nameBelow();
    } while (this.next());
    this.depth--;
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
