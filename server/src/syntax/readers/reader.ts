// SPDX-License-Identifier: GPL-2.0-only
/** What the readers of tree-sitter's tree share: the cursor with its type names, offsets, and trouble seen. */
import type { Span } from '../../text/source.ts';
import type { Opaque, OpaqueStatement } from '../ast.ts';
import type { Masked } from '../mask/masked.ts';
import type { Cursor, ParsedText } from '../parser/engine.ts';
import { identifiersIn } from '../words/names.ts';

/** Names of the grammar's node types by their number, and whether they are named; filled as they are met. */
const TYPE_NAMES: (string | undefined)[] = [];
const TYPE_IS_NAMED: boolean[] = [];
const ERROR_ID = 65535;

/**
 * How deep expressions, statements and declarators may stand in one another; what stands deeper is opaque. Everything
 * that walks the tree recurses, and this bounds all of it. The deepest function of Linux 6.12 has 61.
 */
export const MOST_NESTING = 200;

/**
 * Walks a parsed text once. Reading methods start with the cursor on their node and leave it there. Native calls
 * are what a walk costs, so offsets are read for named nodes alone and fields hardly ever.
 */
export class Reader {
  protected readonly cursor: Cursor;
  /** The variant before masking, which names and types are taken from. */
  protected readonly source: string;
  protected readonly masked: Masked;
  /** Offset of the variant in its file. */
  protected readonly base: number;
  /** Whether broken nodes have to be looked for. */
  protected readonly careful: boolean;
  /** Broken nodes met and not yet answered by an opaque node. */
  protected broken = 0;
  /** How many readings of nodes the present one stands in. */
  protected depth = 0;
  /** Type number of the node the cursor is on, as of the last move. */
  protected id = 0;

  constructor(parsed: ParsedText, source: string, masked: Masked, base: number) {
    this.cursor = parsed.cursor;
    this.careful = parsed.hasError;
    this.source = source;
    this.masked = masked;
    this.base = base;
  }

  /** Moves to the first whole child; false without one, and the cursor stays. */
  protected down(): boolean {
    if (!this.cursor.gotoFirstChild()) return false;
    this.id = this.cursor.nodeTypeId;
    if (!this.careful || !this.isBroken()) return true;
    this.broken++;
    if (this.next()) return true;
    this.cursor.gotoParent();
    return false;
  }

  /** Moves to the next whole sibling; false without one. */
  protected next(): boolean {
    while (this.cursor.gotoNextSibling()) {
      this.id = this.cursor.nodeTypeId;
      if (!this.careful || !this.isBroken()) return true;
      this.broken++;
    }
    return false;
  }

  protected up(): void {
    this.cursor.gotoParent();
  }

  /** Leaves a node whose other children say nothing; only broken ones among them still count. */
  protected leave(): void {
    if (this.careful) while (this.next());
    this.cursor.gotoParent();
  }

  /** Whether the cursor is on an ERROR or MISSING node. */
  protected isBroken(): boolean {
    return this.id === ERROR_ID || this.cursor.nodeIsMissing;
  }

  /** The name of the type of the node the cursor is on; `id` must be fresh. */
  protected type(): string {
    return TYPE_NAMES[this.id] ?? this.learn();
  }

  protected isNamed(): boolean {
    if (TYPE_NAMES[this.id] === undefined) this.learn();
    return TYPE_IS_NAMED[this.id] as boolean;
  }

  private learn(): string {
    const name = this.cursor.nodeType;
    TYPE_NAMES[this.id] = name;
    TYPE_IS_NAMED[this.id] = this.cursor.nodeIsNamed;
    return name;
  }

  /** Where the node the cursor is on stands in the file. */
  protected span(): Span {
    return { start: this.cursor.startIndex + this.base, end: this.cursor.endIndex + this.base };
  }

  /** The words of a part of the file, as they were before masking. */
  protected text(start: number, end: number): string {
    return this.source.slice(start - this.base, end - this.base);
  }

  protected opaque(start: number, end: number): Opaque {
    return { kind: 'opaque', start, end, names: identifiersIn(this.text(start, end)) };
  }

  protected opaqueStatement(start: number, end: number): OpaqueStatement {
    return { kind: 'opaque-statement', start, end, names: identifiersIn(this.text(start, end)) };
  }
}
