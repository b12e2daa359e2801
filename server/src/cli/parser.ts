// SPDX-License-Identifier: GPL-2.0-only
/** Loads the parser of C, and says so when it is not the native one. */
import { prepareParser } from '../syntax/parser/treeSitter.ts';

/**
 * Loads the parser before a command parses. `VMOPS_PARSER=wasm` chooses the WebAssembly one.
 *
 * @param say told once, in one line, when the WebAssembly parser is used because the native one does not load
 * @throws GrammarUnavailable when no parser loads
 */
export async function loadParser(say: (line: string) => void): Promise<void> {
  const reason = await prepareParser(process.env.VMOPS_PARSER !== 'wasm');
  if (reason !== null) say(`the WebAssembly parser is used, which is slower: ${reason}`);
}
