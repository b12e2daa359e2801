// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lsp --stdio`: the language server on standard input and output. */
import { existsSync } from 'node:fs';
import { createConnection, ProposedFeatures, StreamMessageWriter } from 'vscode-languageserver/node';
import { serve } from '../../lsp/server.ts';
import { EXIT } from '../errors.ts';
import { OrderedReader } from '../orderedReader.ts';
import { loadParser } from '../parser.ts';
import { rulePagePath } from '../rulePages.ts';
import { complain } from '../terminal.ts';

/** Serves until the client says exit or goes away; the library then ends the process. */
export async function lspCommand(): Promise<number> {
  const notices: string[] = [];
  await loadParser((line) => notices.push(line));
  const writer = new StreamMessageWriter(process.stdout);
  const reader = new OrderedReader(process.stdin, writer);
  // A body that is no JSON costs one message, and so does what fails on it. Behind a header without a length that can
  // be, the begin of the next message is unknown.
  reader.onError((error) => {
    if (error instanceof SyntaxError || !/content-length|header/i.test(error.message)) return;
    complain(`the client sent what is no message: ${error.message}`);
    process.exit(EXIT.trouble);
  });
  // A client may close the line right behind its exit, which is then not read any more.
  let isShutDown = false;
  for (const event of ['end', 'close']) process.stdin.on(event, () => process.exit(isShutDown ? 0 : 1));
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  serve(connection, {
    notices,
    pageOf: (rule) => {
      const path = rulePagePath(rule);
      return existsSync(path) ? path : null;
    },
    onShutdown: () => {
      isShutDown = true;
    },
  });
  return new Promise(() => {});
}
