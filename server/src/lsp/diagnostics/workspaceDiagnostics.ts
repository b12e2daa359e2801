// SPDX-License-Identifier: GPL-2.0-only
/** Diagnostics of files that are not open, for who sets `scope` to `workspace`: pushed, or pulled as they change. */
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import type { Client } from '../client.ts';
import { uriOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import { Cancelled, type TreeChecks } from '../session/treeChecks.ts';
import type { WorkspaceEntry, Workspaces } from '../session/workspaces.ts';
import { diagnosticsOf } from './diagnostics.ts';

/** Milliseconds without a change before a tree is checked again. */
const PAUSE = 800;

/** What is told of one file; `id` changes with it. */
interface Told {
  id: string;
  items: Diagnostic[];
}

export class WorkspaceDiagnostics {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #workspaces: Workspaces;
  readonly #checks: TreeChecks;
  readonly #pageOf: (rule: string) => string | null;
  readonly #timers = new Map<Session, NodeJS.Timeout>();
  readonly #told = new Map<Session, Map<string, Told>>();
  /** Pulls that wait for a change. */
  #waiting: (() => void)[] = [];
  #ids = 0;

  constructor(
    connection: Connection,
    client: Client,
    workspaces: Workspaces,
    checks: TreeChecks,
    pageOf: (rule: string) => string | null,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#workspaces = workspaces;
    this.#checks = checks;
    this.#pageOf = pageOf;
  }

  /** Reads the folders of the workspace when all of it is to be checked. */
  begin(): void {
    this.#forgetClosed();
    if (this.#workspaces.settings.scope === 'workspace') this.#workspaces.openFolders();
  }

  /** A tree was read, or something in it changed. */
  changed(entry: WorkspaceEntry): void {
    const { session } = entry;
    const pause = this.#told.has(session) ? PAUSE : 0;
    this.#forgetClosed();
    if (this.#workspaces.settings.scope !== 'workspace' || session.reading) return;
    clearTimeout(this.#timers.get(session));
    this.#timers.set(
      session,
      setTimeout(() => {
        this.#timers.delete(session);
        void this.#run(entry);
      }, pause),
    );
  }

  /** Answers with what the client does not have yet, as soon as there is something. */
  async pull(
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    const had = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    for (;;) {
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the client');
      const now = new Map([...this.#told.values()].flatMap((files) => [...files]));
      const changed = [...now].filter(([uri, { id }]) => had.get(uri) !== id);
      const gone = [...had.keys()].filter((uri) => !now.has(uri));
      if (changed.length + gone.length > 0) {
        const full = { kind: DocumentDiagnosticReportKind.Full, version: null } as const;
        return {
          items: [
            ...changed.map(([uri, { id, items }]) => ({ ...full, uri, resultId: id, items })),
            ...gone.map((uri) => ({ ...full, uri, items: [] })),
          ],
        };
      }
      const ended = await new Promise<boolean>((resolve) => {
        const heard = token.onCancellationRequested(() => resolve(false));
        this.#waiting.push(() => {
          heard.dispose();
          resolve(this.#workspaces.isOver);
        });
      });
      if (ended) return { items: [] };
    }
  }

  /** The server shuts down: waiting requests end. */
  end(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#wake();
  }

  async #run(entry: WorkspaceEntry): Promise<void> {
    const { session } = entry;
    const isGone = () => !this.#workspaces.entries.includes(entry) || this.#timers.has(session);
    try {
      const findings = await this.#checks.findings(entry, isGone);
      const files = new Map<string, Told>();
      const before = this.#told.get(session);
      for (const path of new Set(findings.map(({ place }) => place.file.path))) {
        // An open file has diagnostics of its own.
        if (session.isOpen(path)) continue;
        const uri = uriOf(path, session.base);
        const own = findings.filter(({ place }) => place.file.path === path);
        const items = diagnosticsOf(own, session.base, this.#pageOf, {
          isRemoved: (op) => session.kernel.removed.has(op),
        });
        const known = before?.get(uri);
        const isSame = known !== undefined && JSON.stringify(known.items) === JSON.stringify(items);
        files.set(uri, isSame ? known : { id: `${++this.#ids}`, items });
      }
      this.#tell(session, files);
    } catch (error) {
      if (!(error instanceof Cancelled))
        this.#connection.console.error(error instanceof Error ? `${error.stack}` : String(error));
    }
  }

  /** Drops what was told of trees that are closed, or that are no longer to be checked. */
  #forgetClosed(): void {
    const open = new Set(this.#workspaces.entries.map(({ session }) => session));
    const isOff = this.#workspaces.settings.scope !== 'workspace';
    for (const session of [...this.#told.keys()]) {
      if (isOff || !open.has(session)) this.#tell(session, null);
    }
  }

  /** Puts something else in the place of what was told of a tree; null for nothing. */
  #tell(session: Session, files: Map<string, Told> | null): void {
    const before = this.#told.get(session) ?? new Map<string, Told>();
    if (files) this.#told.set(session, files);
    else this.#told.delete(session);
    if (!this.#client.pulls) {
      for (const [uri, { id, items }] of files ?? [])
        if (before.get(uri)?.id !== id) void this.#connection.sendDiagnostics({ uri, diagnostics: items });
      for (const uri of before.keys())
        if (!files?.has(uri) && !this.#isOpen(uri))
          void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    this.#wake();
  }

  #isOpen(uri: string): boolean {
    return this.#workspaces.entries.some(({ session }) =>
      session.openPaths.some((path) => uriOf(path, session.base) === uri),
    );
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
