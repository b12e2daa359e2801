/** The one place that knows tree-sitter. Everything else in this room works with the `Cursor` it gives. */
import { createRequire } from 'node:module';
import type Parser from 'tree-sitter';
import errorsQuery from '../../../grammars/queries/errors.scm';
import type { Span } from '../text/source.ts';

/** The native parser could not be loaded; `cause` says why. */
export class GrammarUnavailable extends Error {
  constructor(cause: unknown) {
    super(`the C grammar could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'GrammarUnavailable';
  }
}

/** The part of tree-sitter's cursor that one walk needs. Each property read is a call into native code. */
export type Cursor = Pick<
  Parser.TreeCursor,
  | 'nodeType'
  | 'nodeTypeId'
  | 'nodeIsNamed'
  | 'nodeIsMissing'
  | 'startIndex'
  | 'endIndex'
  | 'currentFieldName'
  | 'gotoFirstChild'
  | 'gotoNextSibling'
  | 'gotoParent'
>;

/** A parsed text: a cursor at its root, and whether anything in it did not parse. */
export interface ParsedText {
  cursor: Cursor;
  hasError: boolean;
  tree: Parser.Tree;
}

let parser: Parser | undefined;
let errors: Parser.Query | undefined;
let failure: GrammarUnavailable | undefined;

/** Parses C. Offsets are UTF-16 indexes. Throws GrammarUnavailable when the native modules do not load. */
export function parseC(text: string): ParsedText {
  const tree = theParser().parse(text, undefined, { bufferSize: Math.max(32 * 1024, text.length * 2 + 2) });
  return { cursor: tree.walk(), hasError: tree.rootNode.hasError, tree };
}

/** Returns where a text did not parse, in the order of the text (`grammars/queries/errors.scm`). */
export function brokenSpans(parsed: ParsedText): Span[] {
  const captures = errors?.captures(parsed.tree.rootNode) ?? [];
  return captures.map(({ node }) => ({ start: node.startIndex, end: node.endIndex }));
}

function theParser(): Parser {
  if (parser) return parser;
  if (failure) throw failure;
  try {
    const load = createRequire(__filename);
    const ParserClass = load('tree-sitter') as typeof Parser;
    const grammar = load('tree-sitter-c') as Parser.Language;
    const created = new ParserClass();
    created.setLanguage(grammar);
    errors = new ParserClass.Query(grammar, errorsQuery);
    parser = created;
    return created;
  } catch (error) {
    failure = new GrammarUnavailable(error);
    throw failure;
  }
}
