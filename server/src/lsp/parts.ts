// SPDX-License-Identifier: GPL-2.0-only
/** The parts of the server that live as long as it does. */
import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Client } from './client.ts';
import { Publisher } from './diagnostics/publisher.ts';
import { WorkspaceDiagnostics } from './diagnostics/workspaceDiagnostics.ts';
import { KernelDocuments } from './documents/kernelDocuments.ts';
import { displayOf } from './progress.ts';
import type { Settings } from './session/settings.ts';
import { TreeChecks } from './session/treeChecks.ts';
import { Workspaces } from './session/workspaces.ts';
import { Requests } from './vmops/requests.ts';
import { StatusReporter } from './vmops/status.ts';

/** What the edge gives the server: things that only it can know. */
export interface Surroundings {
  /** Path of the page of a rule, or null when there is none. */
  pageOf: (rule: string) => string | null;
  /** What the user should know of how this server runs, a line each. */
  notices: readonly string[];
  /** Told that the client has asked the server to shut down: from then on its end is in order. */
  onShutdown: () => void;
}

export interface Parts {
  connection: Connection;
  client: Client;
  surroundings: Surroundings;
  /** The files that are open in the editor. */
  documents: TextDocuments<TextDocument>;
  /** Those of them that are documents or headers of operations of a kernel. */
  kernelDocuments: KernelDocuments;
  workspaces: Workspaces;
  publisher: Publisher;
  whole: WorkspaceDiagnostics;
  status: StatusReporter;
  requests: Requests;
}

/** Puts the parts together, for a client that has said what it can do. */
export function createParts(
  connection: Connection,
  client: Client,
  settings: Settings,
  surroundings: Surroundings,
): Parts {
  const { pageOf } = surroundings;
  const display = displayOf(connection, client);
  const workspaces = new Workspaces(settings, display, (entry) => publisher.refresh(entry.session));
  workspaces.folders = client.folders;
  const status = new StatusReporter(connection, workspaces, client.wantsStatus);
  const checks = new TreeChecks(workspaces, display, status);
  const whole = new WorkspaceDiagnostics(connection, client, workspaces, checks, pageOf);
  const publisher = new Publisher(connection, client, workspaces, pageOf, status, (entry) =>
    whole.changed(entry),
  );
  return {
    connection,
    client,
    surroundings,
    documents: new TextDocuments(TextDocument),
    kernelDocuments: new KernelDocuments(connection, {
      client,
      severities: () => workspaces.settings.severities,
      pageOf,
    }),
    workspaces,
    publisher,
    whole,
    status,
    requests: new Requests(workspaces, checks, status),
  };
}
