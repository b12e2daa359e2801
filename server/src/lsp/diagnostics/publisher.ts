// SPDX-License-Identifier: GPL-2.0-only
/** Diagnostics of open files: pushed after a pause, or pulled; refreshed when another file changes them. */
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  InlayHintRefreshRequest,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../findings/finding.ts';
import type { Client } from '../client.ts';
import { checkFile, Stale } from '../session/check.ts';
import type { Session } from '../session/session.ts';
import type { WorkspaceEntry, Workspaces } from '../session/workspaces.ts';
import { uriOfPath } from '../uris.ts';
import type { StatusReporter } from '../vmops/status.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { gapHints } from './gaps.ts';
import { HalfTyped } from './halfTyped.ts';

/** Milliseconds without a change before diagnostics are pushed: as long as the last check took, within these. */
const SHORTEST_PAUSE = 15;
const PAUSE = 150;
/** Milliseconds without a change before the tree is searched for what a file now calls. */
const LONG_PAUSE = 400;
/** The result id of an answer from before the tree is read. */
const READING = 'reading';

interface Open {
  entry: WorkspaceEntry;
  path: string;
  document: TextDocument;
}

export class Publisher {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #workspaces: Workspaces;
  readonly #pageOf: (rule: string) => string | null;
  readonly #status: StatusReporter;
  /** Told of every change that may have findings come or go. */
  readonly #onChange: (entry: WorkspaceEntry) => void;
  readonly #halfTyped = new HalfTyped();
  /** What was told of configuration files, by URI. */
  readonly #configs = new Set<string>();
  readonly #open = new Map<string, Open>();
  /** Documents already given complete diagnostics, kept while the tree reloads. */
  readonly #complete = new Set<string>();
  /** What was pushed last, by URI, so that the same is not pushed again. */
  readonly #pushed = new Map<string, string>();
  /** Milliseconds that the last check took. */
  #lasted = PAUSE;
  readonly #timers = new Map<Session, NodeJS.Timeout>();
  readonly #searches = new Map<string, NodeJS.Timeout>();

  constructor(
    connection: Connection,
    client: Client,
    workspaces: Workspaces,
    pageOf: (rule: string) => string | null,
    status: StatusReporter,
    onChange: (entry: WorkspaceEntry) => void,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#workspaces = workspaces;
    this.#pageOf = pageOf;
    this.#status = status;
    this.#onChange = onChange;
  }

  /** A document was opened or edited; its text is already in the session. */
  changed(entry: WorkspaceEntry, path: string, document: TextDocument): void {
    const isNew = !this.#open.has(document.uri);
    this.#open.set(document.uri, { entry, path, document });
    this.#searchLater(document.uri, isNew ? 0 : LONG_PAUSE);
    this.#schedule(entry.session, isNew ? 0 : Math.min(Math.max(this.#lasted, SHORTEST_PAUSE), PAUSE));
  }

  /** A document was saved: its text is meant as it is. */
  saved(uri: string): void {
    const open = this.#open.get(uri);
    if (!open) return;
    this.#halfTyped.forget(open.entry.session, open.path);
    this.#schedule(open.entry.session, 0);
  }

  closed(session: Session, path: string, uri: string): void {
    this.#halfTyped.forget(session, path);
    this.#open.delete(uri);
    clearTimeout(this.#searches.get(uri));
    this.#searches.delete(uri);
    this.#pushed.delete(uri);
    this.#status.closed(uri);
    this.#complete.delete(uri);
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
    for (;;) {
      // While it waits the document may come into another session.
      const open = document && this.#open.get(document.uri);
      if (!open) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const { reading } = open.entry.session;
      try {
        if (reading && this.#complete.has(open.document.uri)) {
          await ended(open.entry.ready, token);
          throw new Stale();
        }
        const items = await this.#check(open, () => token.isCancellationRequested);
        // With the tree read, the client is told to ask again.
        return { kind: DocumentDiagnosticReportKind.Full, items, ...(reading ? { resultId: READING } : {}) };
      } catch (error) {
        if (!(error instanceof Stale)) throw error;
        if (token.isCancellationRequested)
          throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the client');
      }
    }
  }

  async #check({ entry, path, document }: Open, isCancelled: () => boolean): Promise<Diagnostic[]> {
    const { session } = entry;
    const since = performance.now();
    const { reading } = session;
    this.#halfTyped.look(session, path);
    const all = await checkFile(session, path, { isCancelled, reading });
    // A check with the tree read has ended before: this one knows less.
    if (reading && this.#complete.has(document.uri)) throw new Stale();
    const findings = this.#halfTyped.settle(session, path, all);
    const counts = countsOf(session.found.get(path));
    session.found.set(path, findings);
    if (!reading) this.#complete.add(document.uri);
    if (this.#client.refreshesLenses && countsOf(findings) !== counts)
      this.#connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
    this.#lasted = performance.now() - since;
    this.#status.ran(document.uri, findings.length, since);
    this.#tellConfigs(session);
    const shown = diagnosticsOf(findings, session.base, this.#pageOf, {
      reading,
      isRemoved: (op) => session.kernel.removed.has(op),
    });
    // What the tree will bring may close a gap.
    return reading ? shown : [...shown, ...gapHints(session, path)];
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
    const entry = this.#workspaces.entries.find((one) => one.session === session);
    if (entry) this.#onChange(entry);
    if (this.#client.pulls) {
      // A client that is told in vain asks again with its next edit.
      if (!session.reading) this.#connection.languages.diagnostics.refresh();
      return;
    }
    for (const open of [...this.#open.values()]) {
      if (open.entry.session !== session) continue;
      const { version, uri } = open.document;
      if (session.reading && this.#complete.has(uri)) continue;
      try {
        const diagnostics = await this.#check(open, () => open.document.version !== version);
        // That nothing is wrong can only be said when the tree is read.
        if (!this.#open.has(uri) || (session.reading && diagnostics.length === 0)) continue;
        this.#push(uri, version, diagnostics);
      } catch (error) {
        // Whatever made it out of date has scheduled the next run.
        if (error instanceof Stale) return;
        this.#fail(open.path, error);
      }
    }
  }

  /** Shows a mistake in a configuration file at its line. */
  #tellConfigs({ config }: Session): void {
    for (const { path, line, message } of config.problems) {
      const uri = uriOfPath(path);
      if (this.#configs.has(uri)) continue;
      this.#configs.add(uri);
      const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
      const diagnostic = { range, severity: DiagnosticSeverity.Error, source: 'vmops', message };
      void this.#connection.sendDiagnostics({ uri, diagnostics: [diagnostic] });
    }
  }

  /** Configuration files are read anew. */
  forgetConfigs(): void {
    for (const uri of this.#configs) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#configs.clear();
  }

  #push(uri: string, version: number, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if (this.#pushed.get(uri) === `${version}${text}`) return;
    this.#pushed.set(uri, `${version}${text}`);
    void this.#connection.sendDiagnostics({ uri, version, diagnostics });
  }

  async #search({ entry, path }: Open): Promise<void> {
    try {
      if (await this.#workspaces.loadNeeded(entry, path)) this.#schedule(entry.session, 0);
    } catch (error) {
      this.#fail(path, error);
    }
  }

  #fail(path: string, error: unknown): void {
    this.#connection.console.error(`${path}: ${error instanceof Error ? error.stack : error}`);
  }

  #searchLater(uri: string, pause: number): void {
    clearTimeout(this.#searches.get(uri));
    this.#searches.set(
      uri,
      setTimeout(() => {
        this.#searches.delete(uri);
        const open = this.#open.get(uri);
        if (open) void this.#search(open);
      }, pause),
    );
  }
}

/** Waits for a promise that is never rejected, or until the wait is cancelled. */
function ended(promise: Promise<void>, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const heard = token.onCancellationRequested(() => resolve());
    void promise.then(() => {
      heard.dispose();
      resolve();
    });
  });
}

/** What the lenses of tables show of findings. */
function countsOf(findings: readonly Finding[] = []): string {
  return findings.map(({ table }) => table).join();
}
