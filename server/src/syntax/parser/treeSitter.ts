// SPDX-License-Identifier: GPL-2.0-only
/** The one place that knows tree-sitter. Everything else in this room works with the `Cursor` it gives. */
import { createRequire } from 'node:module';
import type Parser from 'tree-sitter';
import errorsQuery from '../../../../grammars/queries/errors.scm';
import type { Span } from '../../text/source.ts';
import type { Engine, ParsedText } from './engine.ts';
import { loadWebAssembly } from './webAssembly.ts';

/** No parser could be loaded; `cause` says why. */
class GrammarUnavailable extends Error {
  /** The cause in one line. */
  readonly reason: string;

  constructor(cause: unknown) {
    const reason = reasonOf(cause);
    super(`the C grammar could not be loaded: ${reason}`, { cause });
    this.name = 'GrammarUnavailable';
    this.reason = reason;
  }
}

let engine: Engine | undefined;
let failure: GrammarUnavailable | undefined;

/**
 * Loads the parser: the native one, or the WebAssembly one where that does not load. Without it, `parseC` loads the
 * native one by itself and has no other.
 *
 * @param native false to do as if the native one did not load
 * @returns why the native parser is not used, or null when it is
 * @throws GrammarUnavailable when neither loads
 */
export async function prepareParser(native = true): Promise<string | null> {
  try {
    if (!native) throw new GrammarUnavailable('the native parser is switched off');
    theEngine();
    return null;
  } catch (error) {
    const reason = (error as GrammarUnavailable).reason;
    engine = await loadWebAssembly().catch((second: unknown) => {
      throw new GrammarUnavailable(`${reason}; ${reasonOf(second)}`);
    });
    return reason;
  }
}

/** Parses C. Throws GrammarUnavailable when no parser is loaded and the native one does not load. */
export function parseC(text: string): ParsedText {
  return (engine ?? theEngine()).parse(text);
}

/** Returns where a text did not parse, in the order of the text. */
export function brokenSpans(parsed: ParsedText): Span[] {
  return theEngine().broken(parsed);
}

function theEngine(): Engine {
  if (engine) return engine;
  if (failure) throw failure;
  try {
    engine = loadNative();
    return engine;
  } catch (error) {
    failure = new GrammarUnavailable(error);
    throw failure;
  }
}

function loadNative(): Engine {
  const load = createRequire(__filename);
  const ParserClass = load('tree-sitter') as typeof Parser;
  const grammar = load('tree-sitter-c') as Parser.Language;
  const parser = new ParserClass();
  parser.setLanguage(grammar);
  const errors = new ParserClass.Query(grammar, errorsQuery);
  return {
    parse: (text) => {
      const tree = parser.parse(text, undefined, { bufferSize: Math.max(32 * 1024, text.length * 2 + 2) });
      return { cursor: tree.walk(), hasError: tree.rootNode.hasError, tree };
    },
    broken: ({ tree }) =>
      errors
        .captures((tree as Parser.Tree).rootNode)
        .map(({ node }) => ({ start: node.startIndex, end: node.endIndex })),
  };
}

/** The first line of what went wrong: Node's own messages go on with a list of files. */
function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] as string;
}
