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
import { findTreeRoot } from '../../io/tree.ts';
import { checkTree, Stale } from '../check.ts';
import type { Session } from '../session.ts';
import { pathOfUri, uriOfPath } from '../uris.ts';
import type { ProgressDisplay, Room, Workspace } from '../workspace.ts';
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
  readonly #display: ProgressDisplay;
  readonly #status: StatusReporter;
  /** What the last check of a tree found, as long as nothing has changed since. */
  readonly #checked = new WeakMap<Session, { generation: number; findings: Finding[] }>();

  constructor(workspace: Workspace, display: ProgressDisplay, status: StatusReporter) {
    this.#workspace = workspace;
    this.#display = display;
    this.#status = status;
  }

  /** Answers on a connection. */
  listen(connection: Connection): void {
    connection.onRequest(TABLES, (params: TablesParams, token) => this.#tables(params, token));
    connection.onRequest(LOCKING_DOCUMENT, (params: TextDocumentPositionParams) => this.#document(params));
  }

  /** Begins the reading of every folder of the workspace. */
  openFolders(): void {
    for (const folder of this.#workspace.folders) this.#workspace.roomOf(join(folder, 'Makefile'));
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
    const { session } = room;
    const cancel = new AbortController();
    const isCancelled = () => token.isCancellationRequested || cancel.signal.aborted;
    const known = this.#checked.get(session);
    if (known?.generation === session.generation) return known.findings;
    const since = performance.now();
    const display = await this.#display.begin('vmops: checking the tree', () => cancel.abort(), 'functions');
    try {
      for (;;) {
        await this.#workspace.loadNeeded(room, null);
        try {
          const findings = await checkTree(session, this.#workspace.settings, isCancelled, display.report);
          this.#checked.set(session, { generation: session.generation, findings });
          this.#status.ran(uriOfPath(session.base), findings.length, since);
          return findings;
        } catch (error) {
          if (!(error instanceof Stale)) throw error;
          if (isCancelled()) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the user');
        }
      }
    } finally {
      display.done();
    }
  }

  #document({ textDocument, position }: TextDocumentPositionParams): DocumentPlace {
    const absolute = pathOfUri(textDocument.uri);
    if (absolute === null) return { op: null, location: null };
    const { room, path } = this.#workspace.roomOf(absolute);
    const { session } = room;
    const { tree } = this.#workspace.settings;
    const root = (tree === null ? null : findTreeRoot(tree)) ?? session.base;
    return lockingDocument({ session, path, position }, root);
  }
}
