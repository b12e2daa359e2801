/** The language server: what it can do, and which feature answers what. */
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type Position,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../package.json';
import { type Client, readClient } from './client.ts';
import { hover } from './hover.ts';
import { displayOf } from './progress.ts';
import { Publisher } from './publisher.ts';
import { readSettings } from './settings.ts';
import type { Spot } from './spot.ts';
import { pathOfUri } from './uris.ts';
import { Watcher } from './watcher.ts';
import { Workspace } from './workspace.ts';

/** What the edge gives the server: things that only it can know. */
export interface Surroundings {
  /** Path of the page of a rule, or null when there is none. */
  pageOf: (rule: string) => string | null;
}

/** Answers on a connection until the client ends it. */
export function serve(connection: Connection, surroundings: Surroundings): void {
  const documents = new TextDocuments(TextDocument);
  let client: Client = readClient({
    capabilities: {},
    processId: null,
    rootUri: null,
    workspaceFolders: null,
  });
  let workspace: Workspace;
  let publisher: Publisher;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = readClient(params);
    workspace = new Workspace(
      readSettings(params.initializationOptions),
      displayOf(connection, client),
      (room) => publisher.refresh(room.session),
    );
    workspace.folders = client.folders;
    publisher = new Publisher(connection, client, workspace, surroundings.pageOf);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        ...(client.pulls
          ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'vmops', version },
    };
  });

  connection.onInitialized(async () => {
    const watcher = new Watcher(connection, client, workspace, publisher);
    await watcher.start();
  });

  /** Brings the text of a document into its session, once per version. */
  const take = (
    document: TextDocument,
  ): { room: ReturnType<Workspace['roomOf']>['room']; path: string } | null => {
    const absolute = pathOfUri(document.uri);
    if (absolute === null) return null;
    const found = workspace.roomOf(absolute);
    found.room.session.setText(found.path, document.getText());
    return found;
  };

  documents.onDidChangeContent(({ document }) => {
    const found = take(document);
    if (found) publisher.changed(found.room, found.path, document);
  });
  documents.onDidClose(({ document }) => {
    const absolute = pathOfUri(document.uri);
    const found = absolute === null ? null : workspace.find(absolute);
    if (!found) return;
    found.room.session.release(found.path);
    publisher.closed(found.room.session, document.uri);
  });

  const spotOf = (uri: string, position: Position): Spot | null => {
    const absolute = pathOfUri(uri);
    const found = absolute === null ? null : workspace.find(absolute);
    return found && { session: found.room.session, path: found.path, position };
  };

  connection.onHover(({ textDocument, position }) => {
    const spot = spotOf(textDocument.uri, position);
    return spot && hover(spot);
  });
  connection.languages.diagnostics.on(({ textDocument }, token) =>
    publisher.pull(documents.get(textDocument.uri) ?? null, token),
  );
  connection.onShutdown(() => workspace.reset(workspace.settings));
  documents.listen(connection);
  connection.listen();
}
