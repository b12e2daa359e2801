/** The language server: what it can do, and which feature answers what. */
import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../package.json';
import { codeActions, FIX_ALL } from './actions.ts';
import { incomingCalls, outgoingCalls, prepareHierarchy } from './callHierarchy.ts';
import { type Client, readClient } from './client.ts';
import { completion } from './completion.ts';
import { inlayHints } from './hints.ts';
import { hover } from './hover.ts';
import { codeLenses } from './lenses.ts';
import { definition, documentSymbols, implementation, references, workspaceSymbols } from './navigation.ts';
import { displayOf } from './progress.ts';
import { Publisher } from './publisher.ts';
import type { Session } from './session.ts';
import { readSettings } from './settings.ts';
import type { Spot } from './spot.ts';
import { TreeChecks } from './treeChecks.ts';
import { pathOfUri } from './uris.ts';
import { Requests } from './vmops/requests.ts';
import { StatusReporter } from './vmops/status.ts';
import { Watcher } from './watcher.ts';
import { Workspace } from './workspace.ts';
import { WorkspaceDiagnostics } from './workspaceDiagnostics.ts';

/** What the edge gives the server: things that only it can know. */
export interface Surroundings {
  /** Path of the page of a rule, or null when there is none. */
  pageOf: (rule: string) => string | null;
  /** What the user should know of how this server runs, a line each. */
  notices: readonly string[];
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
  let status: StatusReporter;
  let requests: Requests;
  let whole: WorkspaceDiagnostics;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = readClient(params);
    const display = displayOf(connection, client);
    workspace = new Workspace(readSettings(params.initializationOptions), display, (room) =>
      publisher.refresh(room.session),
    );
    const { pageOf } = surroundings;
    workspace.folders = client.folders;
    status = new StatusReporter(connection, workspace, client.wantsStatus);
    const checks = new TreeChecks(workspace, display, status);
    whole = new WorkspaceDiagnostics(connection, client, workspace, checks, pageOf);
    publisher = new Publisher(connection, client, workspace, pageOf, status, (room) => whole.changed(room));
    requests = new Requests(workspace, checks, status);
    requests.listen(connection);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        implementationProvider: true,
        referencesProvider: true,
        callHierarchyProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        completionProvider: { triggerCharacters: ['.'] },
        ...(client.pulls
          ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'vmops', version },
    };
  });

  connection.onInitialized(async () => {
    for (const notice of surroundings.notices) connection.console.warn(notice);
    const watcher = new Watcher(connection, client, workspace, publisher, whole);
    await watcher.start();
    whole.begin();
    if (client.wantsStatus) requests.openFolders();
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
    if (!found) return;
    publisher.changed(found.room, found.path, document);
    status.update();
  });
  documents.onDidClose(({ document }) => {
    const absolute = pathOfUri(document.uri);
    const found = absolute === null ? null : workspace.find(absolute);
    if (!found) return;
    found.room.session.release(found.path);
    publisher.closed(found.room.session, found.path, document.uri);
  });
  documents.onDidSave(({ document }) => publisher.saved(document.uri));

  /** Asks one file of a session; `none` when there is no session for it. */
  const inFile = <T>(uri: string, none: T, ask: (session: Session, path: string) => T): T => {
    const absolute = pathOfUri(uri);
    const found = absolute === null ? null : workspace.find(absolute);
    return found ? ask(found.room.session, found.path) : none;
  };
  const atSpot = <T>(
    { textDocument, position }: TextDocumentPositionParams,
    none: T,
    ask: (spot: Spot) => T,
  ): T => inFile(textDocument.uri, none, (session, path) => ask({ session, path, position }));

  connection.onHover((params) => atSpot(params, null, hover));
  connection.onDefinition((params) => atSpot(params, [], definition));
  connection.onImplementation((params) => atSpot(params, [], implementation));
  connection.languages.callHierarchy.onPrepare((params) => atSpot(params, [], prepareHierarchy));
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    inFile(item.uri, [], (session) => outgoingCalls(session, item.data)),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    inFile(item.uri, [], (session) => incomingCalls(session, item.data)),
  );
  connection.onReferences((params) => atSpot(params, [], references));
  connection.onCompletion((params) => atSpot(params, [], (spot) => completion(spot, client.snippets)));
  connection.onDocumentSymbol(({ textDocument }) => inFile(textDocument.uri, [], documentSymbols));
  connection.onWorkspaceSymbol(({ query }) =>
    workspaceSymbols(
      workspace.rooms.map(({ session }) => session),
      query,
    ),
  );
  connection.onCodeLens(({ textDocument }) => inFile(textDocument.uri, [], codeLenses));
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    inFile(textDocument.uri, [], (session, path) => inlayHints(session, path, range)),
  );
  connection.onCodeAction((params) =>
    inFile(params.textDocument.uri, [], (session, path) =>
      codeActions(session, path, params, client.selects),
    ),
  );
  connection.languages.diagnostics.on(({ textDocument }, token) =>
    publisher.pull(documents.get(textDocument.uri) ?? null, token),
  );
  connection.languages.diagnostics.onWorkspace((params, token) => whole.pull(params, token));
  connection.onShutdown(() => {
    workspace.end();
    whole.end();
  });
  documents.listen(connection);
  connection.listen();
}
