/** The requests that vmops has of its own, beside those of every language server. */
import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { Finding } from '../../findings/finding.ts';
import { Cancelled, type TreeChecks } from '../treeChecks.ts';
import { pathOfUri } from '../uris.ts';
import type { Room, Workspace } from '../workspace.ts';
import { lockingDocument } from './lockingDocument.ts';
import {
  type DocumentPlace,
  LOCKING_DOCUMENT,
  TABLES,
  type TablesParams,
  type TreeTables,
} from './protocol.ts';
import type { StatusReporter } from './status.ts';
import { treeTables } from './tables.ts';

export class Requests {
  readonly #workspace: Workspace;
  readonly #checks: TreeChecks;
  readonly #status: StatusReporter;

  constructor(workspace: Workspace, checks: TreeChecks, status: StatusReporter) {
    this.#workspace = workspace;
    this.#checks = checks;
    this.#status = status;
  }

  /** Answers on a connection. */
  listen(connection: Connection): void {
    connection.onRequest(TABLES, (params: TablesParams, token) => this.#tables(params, token));
    connection.onRequest(LOCKING_DOCUMENT, (params: TextDocumentPositionParams) => this.#document(params));
  }

  /** Begins the reading of every folder of the workspace. */
  openFolders(): void {
    this.#workspace.openFolders();
    this.#status.update();
  }

  async #tables({ check }: TablesParams, token: CancellationToken): Promise<TreeTables[]> {
    this.openFolders();
    const found: TreeTables[] = [];
    for (const room of this.#workspace.rooms) {
      await room.ready;
      const findings = check ? await this.#check(room, token) : null;
      const tables = treeTables(room.session, findings);
      if (room.session.inTree || tables.tables.length > 0) found.push(tables);
    }
    return found;
  }

  async #check(room: Room, token: CancellationToken): Promise<Finding[]> {
    try {
      return await this.#checks.findings(room, () => token.isCancellationRequested);
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the user');
    }
  }

  #document({ textDocument, position }: TextDocumentPositionParams): DocumentPlace {
    const absolute = pathOfUri(textDocument.uri);
    if (absolute === null) return { op: null, location: null };
    const { room, path } = this.#workspace.roomOf(absolute);
    return lockingDocument({ session: room.session, path, position });
  }
}
