// SPDX-License-Identifier: GPL-2.0-only
/** The language server, from the first message to the last. */
import type { Connection, InitializeResult } from 'vscode-languageserver';
import { version } from '../../../package.json';
import { answerRequests } from './answers.ts';
import { capabilitiesFor } from './capabilities.ts';
import { readClient } from './client.ts';
import { followDocuments } from './openDocuments.ts';
import { createParts, type Parts, type Surroundings } from './parts.ts';
import { readSettings } from './session/settings.ts';
import { Watcher } from './session/watcher.ts';
import { listenForReviews } from './vmops/review.ts';

/** Answers on a connection until the client ends it; the edge sees to it that `initialize` comes first, and once. */
export function serve(connection: Connection, surroundings: Surroundings): void {
  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params);
    const settings = readSettings(params.initializationOptions);
    const parts = createParts(connection, client, settings, surroundings);
    followDocuments(parts);
    answerRequests(parts);
    parts.requests.listen(connection);
    listenForReviews(connection, () => parts.workspaces.settings);
    connection.onInitialized(() => begin(parts));
    connection.onShutdown(() => {
      surroundings.onShutdown();
      end(parts);
    });
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'vmops', version } };
  });
  connection.listen();
}

async function begin(parts: Parts): Promise<void> {
  const { connection, client, surroundings, workspaces, publisher, whole, requests } = parts;
  for (const notice of surroundings.notices) connection.console.warn(notice);
  await new Watcher(connection, client, workspaces, publisher, whole).start();
  whole.begin();
  if (client.wantsStatus) requests.openFolders();
}

function end({ kernelDocuments, workspaces, whole }: Parts): void {
  kernelDocuments.end();
  workspaces.end();
  whole.end();
}
