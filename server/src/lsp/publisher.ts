/** Diagnostics of open files: pushed after a pause, or pulled; refreshed when another file changes them. */
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  InlayHintRefreshRequest,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { checkFile, Stale } from './check.ts';
import type { Client } from './client.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Session } from './session.ts';
import { pathOfUri } from './uris.ts';
import type { StatusReporter } from './vmops/status.ts';
import type { Room, Workspace } from './workspace.ts';

/** Milliseconds without a change before diagnostics are pushed. */
const PAUSE = 150;
/** Milliseconds without a change before the tree is searched for what a file now calls. */
const LONG_PAUSE = 400;

interface Open {
  room: Room;
  path: string;
  document: TextDocument;
}

export class Publisher {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #workspace: Workspace;
  readonly #pageOf: (rule: string) => string | null;
  readonly #status: StatusReporter;
  readonly #open = new Map<string, Open>();
  /** What was pushed last, by URI, so that the same is not pushed again. */
  readonly #pushed = new Map<string, string>();
  readonly #timers = new Map<Session, NodeJS.Timeout>();
  readonly #searches = new Map<string, NodeJS.Timeout>();

  constructor(
    connection: Connection,
    client: Client,
    workspace: Workspace,
    pageOf: (rule: string) => string | null,
    status: StatusReporter,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#workspace = workspace;
    this.#pageOf = pageOf;
    this.#status = status;
  }

  /** A document was opened or edited; its text is already in the session. */
  changed(room: Room, path: string, document: TextDocument): void {
    const isNew = !this.#open.has(document.uri);
    this.#open.set(document.uri, { room, path, document });
    this.#searchLater(document.uri, isNew ? 0 : LONG_PAUSE);
    this.#schedule(room.session, isNew ? 0 : PAUSE);
  }

  closed(session: Session, uri: string): void {
    this.#open.delete(uri);
    clearTimeout(this.#searches.get(uri));
    this.#searches.delete(uri);
    this.#pushed.delete(uri);
    if (!this.#client.pulls) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#schedule(session, PAUSE);
  }

  /** Something other than an edit changed what is known: every open file of the session is checked again. */
  refresh(session: Session): void {
    this.#schedule(session, 0);
    const { refreshesHints, refreshesLenses } = this.#client;
    // A client that refuses shows them again with its next edit.
    if (refreshesHints) this.#connection.sendRequest(InlayHintRefreshRequest.type).catch(() => {});
    if (refreshesLenses) this.#connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  }

  /** The open documents, to be taken over into new sessions. */
  get documents(): TextDocument[] {
    return [...this.#open.values()].map(({ document }) => document);
  }

  /** Answers a client that asks for the diagnostics of a document itself. */
  async pull(document: TextDocument | null, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const open = document && this.#open.get(document.uri);
    if (!open) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    await open.room.ready;
    for (;;) {
      try {
        const items = await this.#check(open, () => token.isCancellationRequested);
        return { kind: DocumentDiagnosticReportKind.Full, items };
      } catch (error) {
        if (!(error instanceof Stale)) throw error;
        if (token.isCancellationRequested)
          throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the client');
      }
    }
  }

  async #check({ room, path, document }: Open, isCancelled: () => boolean): Promise<Diagnostic[]> {
    const { session } = room;
    const since = performance.now();
    const findings = await checkFile(session, path, this.#workspace.settings, isCancelled);
    this.#status.ran(document.uri, findings.length, since);
    return diagnosticsOf(findings, session.base, this.#pageOf);
  }

  #schedule(session: Session, pause: number): void {
    clearTimeout(this.#timers.get(session));
    this.#timers.set(
      session,
      setTimeout(() => {
        this.#timers.delete(session);
        void this.#run(session);
      }, pause),
    );
  }

  async #run(session: Session): Promise<void> {
    // Before the tree is read, whether a table is written to elsewhere is not known.
    await this.#workspace.rooms.find((room) => room.session === session)?.ready;
    if (this.#client.pulls) {
      this.#connection.languages.diagnostics.refresh();
      return;
    }
    for (const open of [...this.#open.values()]) {
      if (open.room.session !== session) continue;
      const { version, uri } = open.document;
      try {
        const diagnostics = await this.#check(open, () => open.document.version !== version);
        if (!this.#open.has(uri)) continue;
        this.#push(uri, version, diagnostics);
      } catch (error) {
        // Whatever made it out of date has scheduled the next run.
        if (error instanceof Stale) return;
        this.#connection.console.error(`${open.path}: ${error instanceof Error ? error.stack : error}`);
      }
    }
  }

  #push(uri: string, version: number, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if (this.#pushed.get(uri) === `${version}${text}`) return;
    this.#pushed.set(uri, `${version}${text}`);
    void this.#connection.sendDiagnostics({ uri, version, diagnostics });
  }

  #searchLater(uri: string, pause: number): void {
    clearTimeout(this.#searches.get(uri));
    this.#searches.set(
      uri,
      setTimeout(async () => {
        this.#searches.delete(uri);
        const open = this.#open.get(uri);
        if (!open || pathOfUri(uri) === null) return;
        if (await this.#workspace.loadNeeded(open.room, open.path)) this.#schedule(open.room.session, 0);
      }, pause),
    );
  }
}
