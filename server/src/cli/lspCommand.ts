// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lsp --stdio`: the language server on standard input and output. */
import { existsSync } from 'node:fs';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../lsp/server.ts';
import { loadParser } from './parser.ts';
import { rulePagePath } from './rulePages.ts';

/** Serves until the client says exit or goes away; the library then ends the process. */
export async function lspCommand(): Promise<number> {
  const notices: string[] = [];
  await loadParser((line) => notices.push(line));
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  serve(connection, {
    notices,
    pageOf: (rule) => {
      const path = rulePagePath(rule);
      return existsSync(path) ? path : null;
    },
  });
  return new Promise(() => {});
}
