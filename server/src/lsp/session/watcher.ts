// SPDX-License-Identifier: GPL-2.0-only
/** Files that change on disk, settings and folders that change: keeps the sessions fresh. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
} from 'vscode-languageserver';
import { OPS_HEADERS } from '../../contracts/opsStructs.ts';
import { KERNEL_FILES } from '../../workspace/kernel.ts';
import type { Client } from '../client.ts';
import type { Publisher } from '../diagnostics/publisher.ts';
import type { WorkspaceDiagnostics } from '../diagnostics/workspaceDiagnostics.ts';
import { pathOfUri } from '../uris.ts';
import { readSettings } from './settings.ts';
import type { Workspaces } from './workspaces.ts';

/** More changes at once than this are another branch: reading the tree anew is quicker than one file after another. */
const MANY = 200;

export class Watcher {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #workspaces: Workspaces;
  readonly #publisher: Publisher;
  readonly #whole: WorkspaceDiagnostics;

  constructor(
    connection: Connection,
    client: Client,
    workspaces: Workspaces,
    publisher: Publisher,
    whole: WorkspaceDiagnostics,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#workspaces = workspaces;
    this.#publisher = publisher;
    this.#whole = whole;
    connection.onDidChangeWatchedFiles(({ changes }) => this.#filesChanged(changes));
    connection.onDidChangeConfiguration(({ settings }) => this.#settingsChanged(settings?.vmops));
    connection.onNotification('workspace/didChangeWorkspaceFolders', (params) =>
      this.#foldersChanged(params),
    );
  }

  /** Asks the client for settings, and to watch files. */
  async start(): Promise<void> {
    if (this.#client.hasConfiguration) {
      await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'vmops' });
      await this.#settingsChanged(null);
    }
    if (!this.#client.watchesFiles) return;
    await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/*.{c,h}' },
        { globPattern: '**/{Makefile,locking.rst,vmops.toml}' },
        { globPattern: '**/Documentation/filesystems/Locking' },
      ],
    });
  }

  async #settingsChanged(pushed: unknown): Promise<void> {
    const raw = this.#client.hasConfiguration
      ? await this.#connection.workspace.getConfiguration('vmops').catch(() => null)
      : pushed;
    if (raw === null || raw === undefined) return;
    const settings = readSettings(raw);
    if (describe(settings) === describe(this.#workspaces.settings)) return;
    this.#workspaces.reset(settings);
    this.#takeOver();
  }

  #foldersChanged({ event }: { event: { added: { uri: string }[]; removed: { uri: string }[] } }): void {
    const removed = new Set(event.removed.map(({ uri }) => pathOfUri(uri)));
    const added = event.added.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== null);
    this.#workspaces.folders = [...this.#workspaces.folders.filter((path) => !removed.has(path)), ...added];
    this.#whole.begin();
  }

  #filesChanged(changes: FileEvent[]): void {
    for (const entry of this.#workspaces.entries) {
      const { session } = entry;
      const touched: { path: string; gone: boolean }[] = [];
      for (const { uri, type } of changes) {
        const absolute = pathOfUri(uri);
        const found = absolute === null ? null : this.#workspaces.find(absolute);
        if (found?.entry === entry) touched.push({ path: found.path, gone: type === FileChangeType.Deleted });
      }
      if (touched.length === 0) continue;
      if (touched.length > MANY || touched.some(({ path }) => isKernelFile(path))) {
        this.#workspaces.close(entry);
        this.#takeOver();
        continue;
      }
      if (touched.some(({ path }) => OPS_HEADERS.includes(path))) session.refreshContracts();
      for (const { path, gone } of touched) {
        if (gone) session.removeFile(path);
        else session.refreshFile(path);
      }
      this.#publisher.refresh(session);
    }
  }

  /** Brings the open documents into the sessions that they now belong to. */
  #takeOver(): void {
    this.#publisher.forgetConfigs();
    for (const document of this.#publisher.documents) {
      const absolute = pathOfUri(document.uri);
      if (absolute === null) continue;
      const { entry, path } = this.#workspaces.entryOf(absolute);
      entry.session.setText(path, document.getText());
      this.#publisher.changed(entry, path, document);
    }
    this.#whole.begin();
  }
}

/** When one changes, the tree is read again. A configuration file may stand in any folder. */
function isKernelFile(path: string): boolean {
  return KERNEL_FILES.includes(path) || path === 'vmops.toml' || path.endsWith('/vmops.toml');
}

function describe(settings: ReturnType<typeof readSettings>): string {
  return JSON.stringify({ ...settings, severities: [...settings.severities] });
}
