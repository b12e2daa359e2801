// SPDX-License-Identifier: GPL-2.0-only
/** The requests that vmops has of its own, beside those of every language server. */
import { join } from 'node:path';
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { Finding } from '../../findings/finding.ts';
import { Cancelled, type TreeChecks } from '../session/treeChecks.ts';
import type { WorkspaceEntry, Workspaces } from '../session/workspaces.ts';
import { pathOfUri } from '../uris.ts';
import { changedHandlers } from './changedHandlers.ts';
import { lockingDocument } from './lockingDocument.ts';
import { checked } from './params.ts';
import {
  CHANGED_HANDLERS,
  type ChangedHandler,
  type ChangeParams,
  type DocumentPlace,
  LOCKING_DOCUMENT,
  TABLES,
  type TablesParams,
  type TreeTables,
} from './protocol.ts';
import type { StatusReporter } from './status.ts';
import { treeTables } from './tables.ts';

export class Requests {
  readonly #workspaces: Workspaces;
  readonly #checks: TreeChecks;
  readonly #status: StatusReporter;

  constructor(workspaces: Workspaces, checks: TreeChecks, status: StatusReporter) {
    this.#workspaces = workspaces;
    this.#checks = checks;
    this.#status = status;
  }

  /** Answers on a connection. */
  listen(connection: Connection): void {
    connection.onRequest(TABLES, (params: TablesParams, token) => this.#tables(params, token));
    connection.onRequest(CHANGED_HANDLERS, (params: ChangeParams) => this.#changed(params));
    connection.onRequest(LOCKING_DOCUMENT, (params: TextDocumentPositionParams) => this.#document(params));
  }

  /** Begins the reading of every folder of the workspace. */
  openFolders(): void {
    this.#workspaces.openFolders();
    this.#status.update();
  }

  async #tables(params: TablesParams, token: CancellationToken): Promise<TreeTables[]> {
    const { check } = checked(TABLES, params ?? {}, { check: 'true, false or absent' });
    this.openFolders();
    const found: TreeTables[] = [];
    for (const entry of this.#workspaces.entries) {
      await entry.ready;
      const findings = check ? await this.#check(entry, token) : null;
      const tables = treeTables(entry.session, findings);
      if (entry.session.inTree || tables.tables.length > 0) found.push(tables);
    }
    return found;
  }

  async #check(entry: WorkspaceEntry, token: CancellationToken): Promise<Finding[]> {
    try {
      return await this.#checks.findings(entry, () => token.isCancellationRequested);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the user');
    }
  }

  async #changed(params: ChangeParams): Promise<ChangedHandler[]> {
    const { folder } = checked(CHANGED_HANDLERS, params, { folder: 'a string' });
    const absolute = pathOfUri(folder);
    if (absolute === null) return [];
    const { entry } = this.#workspaces.entryOf(join(absolute, 'Makefile'));
    await entry.ready;
    return changedHandlers(entry.session);
  }

  #document(params: TextDocumentPositionParams): DocumentPlace {
    const { textDocument, position } = checked(LOCKING_DOCUMENT, params, {
      'textDocument.uri': 'a string',
      'position.line': 'a number from 0',
      'position.character': 'a number from 0',
    });
    const absolute = pathOfUri(textDocument.uri);
    if (absolute === null) return { op: null, location: null };
    const { entry, path } = this.#workspaces.entryOf(absolute);
    return lockingDocument({ session: entry.session, path, position });
  }
}
