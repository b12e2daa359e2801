// SPDX-License-Identifier: GPL-2.0-only
/** What this room asks of a parser of C, whichever of the two it is. */
import type { Span } from '../../text/source.ts';

/** The part of tree-sitter's cursor that one walk needs. Each property read is a call into native code. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeTypeId: number;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** A parsed text: a cursor at its root, and whether anything in it did not parse. */
export interface ParsedText {
  cursor: Cursor;
  hasError: boolean;
  /** For the engine that made it. */
  tree: unknown;
}

/** A parser of C. Offsets are UTF-16 indexes. */
export interface Engine {
  parse: (text: string) => ParsedText;
  /** Where a text did not parse, in the order of the text (`grammars/queries/errors.scm`). */
  broken: (parsed: ParsedText) => Span[];
}
