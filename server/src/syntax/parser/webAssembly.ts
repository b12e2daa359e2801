// SPDX-License-Identifier: GPL-2.0-only
/** The C grammar as WebAssembly, for where the native modules do not load: slower, and gives the same trees. */
import { createRequire } from 'node:module';
import type * as WebTreeSitter from 'web-tree-sitter';
import errorsQuery from '../../../../grammars/queries/errors.scm';
import type { Engine, ParsedText } from './engine.ts';

/** How many parses stay readable. A parse is walked at once, and `repair` compares a handful. */
const KEPT = 32;

/**
 * Loads the grammar from the packages beside the bundle. Rejects with what went wrong.
 *
 * The packages are not bundled, so that only those who need them pay for them.
 */
export async function loadWebAssembly(): Promise<Engine> {
  const load = createRequire(__filename);
  const { Parser, Language, Query } = load('web-tree-sitter') as typeof WebTreeSitter;
  await Parser.init();
  const grammar = await Language.load(load.resolve('tree-sitter-c/tree-sitter-c.wasm'));
  const parser = new Parser();
  parser.setLanguage(grammar);
  const errors = new Query(grammar, errorsQuery);
  // Trees live outside of the collected memory, so that they have to be deleted by hand.
  const kept: { tree: WebTreeSitter.Tree; cursor: WebTreeSitter.TreeCursor }[] = [];

  const parse = (text: string): ParsedText => {
    const tree = parser.parse(text) as WebTreeSitter.Tree;
    const cursor = tree.walk();
    kept.push({ tree, cursor });
    if (kept.length > KEPT) {
      const old = kept.shift();
      old?.cursor.delete();
      old?.tree.delete();
    }
    return { cursor, hasError: tree.rootNode.hasError, tree };
  };
  const broken = ({ tree }: ParsedText) =>
    errors.captures((tree as WebTreeSitter.Tree).rootNode).map(({ node }) => ({
      start: node.startIndex,
      end: node.endIndex,
    }));
  return { parse, broken };
}
