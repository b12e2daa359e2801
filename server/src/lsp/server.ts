// SPDX-License-Identifier: GPL-2.0-only
/** The language server: what it can do, and which feature answers what. */
import {
  CodeActionKind,
  type CompletionItem,
  type Connection,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type Location,
  type Position,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { version } from '../../../package.json';
import { type Client, readClient } from './client.ts';
import type { CursorPosition } from './cursor/cursorPosition.ts';
import { structCompletion, structHover } from './cursor/structMembers.ts';
import { Publisher } from './diagnostics/publisher.ts';
import { WorkspaceDiagnostics } from './diagnostics/workspaceDiagnostics.ts';
import { headerLenses } from './documents/implementers.ts';
import { isKernelDocument, KernelDocuments } from './documents/kernelDocuments.ts';
import { codeActions, FIX_ALL } from './features/actions.ts';
import { incomingCalls, outgoingCalls, prepareHierarchy } from './features/callHierarchy.ts';
import { COMMANDS, runCommand } from './features/commands.ts';
import { completion } from './features/completion.ts';
import { inlayHints } from './features/hints.ts';
import { hover } from './features/hover.ts';
import { codeLenses } from './features/lenses.ts';
import {
  declaration,
  definition,
  documentSymbols,
  implementation,
  references,
  workspaceSymbols,
} from './features/navigation.ts';
import { signatureHelp } from './features/signatureHelp.ts';
import { displayOf } from './progress.ts';
import type { Session } from './session/session.ts';
import { readSettings } from './session/settings.ts';
import { TreeChecks } from './session/treeChecks.ts';
import { Watcher } from './session/watcher.ts';
import { Workspaces } from './session/workspaces.ts';
import { pathOfUri } from './uris.ts';
import { Requests } from './vmops/requests.ts';
import { listenForReviews } from './vmops/review.ts';
import { StatusReporter } from './vmops/status.ts';

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
  let workspaces: Workspaces;
  let publisher: Publisher;
  let status: StatusReporter;
  let requests: Requests;
  let whole: WorkspaceDiagnostics;
  const kernelDocuments = new KernelDocuments(connection, {
    client: () => client,
    severities: () => workspaces.settings.severities,
    pageOf: surroundings.pageOf,
  });

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = readClient(params);
    const display = displayOf(connection, client);
    workspaces = new Workspaces(readSettings(params.initializationOptions), display, (entry) =>
      publisher.refresh(entry.session),
    );
    const { pageOf } = surroundings;
    workspaces.folders = client.folders;
    status = new StatusReporter(connection, workspaces, client.wantsStatus);
    const checks = new TreeChecks(workspaces, display, status);
    whole = new WorkspaceDiagnostics(connection, client, workspaces, checks, pageOf);
    publisher = new Publisher(connection, client, workspaces, pageOf, status, (entry) =>
      whole.changed(entry),
    );
    requests = new Requests(workspaces, checks, status);
    requests.listen(connection);
    listenForReviews(connection, () => workspaces.settings);
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
        ...(client.hasCommands ? {} : { executeCommandProvider: { commands: [...COMMANDS] } }),
        declarationProvider: true,
        signatureHelpProvider: { triggerCharacters: ['(', ','] },
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
    const watcher = new Watcher(connection, client, workspaces, publisher, whole);
    await watcher.start();
    whole.begin();
    if (client.wantsStatus) requests.openFolders();
  });

  /** Brings the text of a document into its session, once per version. */
  const take = (
    document: TextDocument,
  ): { entry: ReturnType<Workspaces['entryOf']>['entry']; path: string } | null => {
    const absolute = pathOfUri(document.uri);
    // An initialize that failed leaves none.
    if (absolute === null || !workspaces) return null;
    const found = workspaces.entryOf(absolute);
    if (isKernelDocument(found.path)) {
      kernelDocuments.changed(found.entry, found.path, document);
      return null;
    }
    found.entry.session.setText(found.path, document.getText());
    return found;
  };

  documents.onDidChangeContent(({ document }) => {
    const found = take(document);
    if (!found) return;
    publisher.changed(found.entry, found.path, document);
    status.update();
  });
  documents.onDidClose(({ document }) => {
    if (kernelDocuments.has(document.uri)) {
      kernelDocuments.closed(document.uri);
      return;
    }
    const absolute = pathOfUri(document.uri);
    const found = absolute === null ? null : workspaces?.find(absolute);
    if (!found) return;
    found.entry.session.release(found.path);
    publisher.closed(found.entry.session, found.path, document.uri);
  });
  documents.onDidSave(({ document }) => publisher?.saved(document.uri));

  /** Asks one file of a session; `none` when there is no session for it. */
  const inFile = <T>(uri: string, none: T, ask: (session: Session, path: string) => T): T => {
    const absolute = pathOfUri(uri);
    const found = absolute === null ? null : workspaces.find(absolute);
    return found ? ask(found.entry.session, found.path) : none;
  };
  const atCursor = <T>(
    { textDocument, position }: TextDocumentPositionParams,
    none: T,
    ask: (cursor: CursorPosition) => T,
  ): T => inFile(textDocument.uri, none, (session, path) => ask({ session, path, position }));

  /** Asks about a document of the kernel, or about a file of C. */
  const atEither = <T>(
    params: TextDocumentPositionParams,
    inDocument: (uri: string, position: Position) => T | Promise<T>,
    inCode: () => T | Promise<T>,
  ): T | Promise<T> => {
    const { uri } = params.textDocument;
    return kernelDocuments.has(uri) ? inDocument(uri, params.position) : inCode();
  };

  connection.onHover((params) =>
    atEither<Hover | null>(
      params,
      (uri, position) => kernelDocuments.hover(uri, position),
      () =>
        atCursor<Hover | null | Promise<Hover | null>>(
          params,
          null,
          (cursor) => hover(cursor) ?? structHover(cursor),
        ),
    ),
  );
  connection.onDefinition((params) =>
    atEither<Location[]>(
      params,
      (uri, position) => kernelDocuments.definition(uri, position),
      () => atCursor(params, [], definition),
    ),
  );
  connection.onDeclaration((params) => atCursor(params, [], declaration));
  connection.onSignatureHelp((params) => atCursor(params, null, signatureHelp));
  connection.onImplementation((params) =>
    atEither<Location[]>(
      params,
      (uri, position) => kernelDocuments.implementation(uri, position),
      () => atCursor(params, [], implementation),
    ),
  );
  connection.languages.callHierarchy.onPrepare((params) => atCursor(params, [], prepareHierarchy));
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    inFile(item.uri, [], (session) => outgoingCalls(session, item.data)),
  );
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    inFile(item.uri, [], (session) => incomingCalls(session, item.data)),
  );
  connection.onReferences((params) =>
    atEither<Location[]>(
      params,
      (uri, position) => kernelDocuments.references(uri, position),
      () => atCursor(params, [], references),
    ),
  );
  connection.onCompletion((params) =>
    atCursor<CompletionItem[] | Promise<CompletionItem[]>>(params, [], (cursor) => {
      const found = completion(cursor, client.snippets);
      return found.length > 0 ? found : structCompletion(cursor);
    }),
  );
  connection.onDocumentSymbol(({ textDocument }) => inFile(textDocument.uri, [], documentSymbols));
  connection.onWorkspaceSymbol(({ query }) =>
    workspaceSymbols(
      workspaces.entries.map(({ session }) => session),
      query,
    ),
  );
  connection.onCodeLens(({ textDocument }) =>
    kernelDocuments.has(textDocument.uri)
      ? kernelDocuments.lenses(textDocument.uri)
      : inFile(textDocument.uri, [], (session, path) => [
          ...codeLenses(session, path, workspaces.settings.codeLens),
          ...headerLenses(session, path, workspaces.settings.codeLens),
        ]),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    inFile(textDocument.uri, [], (session, path) =>
      inlayHints(session, path, range, workspaces.settings.inlayHints),
    ),
  );
  connection.onCodeAction((params) =>
    kernelDocuments.has(params.textDocument.uri)
      ? kernelDocuments.actions(params.textDocument.uri, params)
      : inFile(params.textDocument.uri, [], (session, path) =>
          codeActions(session, path, params, client.selects),
        ),
  );
  connection.languages.diagnostics.on(({ textDocument }, token) =>
    kernelDocuments.has(textDocument.uri)
      ? kernelDocuments.pull(textDocument.uri)
      : publisher.pull(documents.get(textDocument.uri) ?? null, token),
  );
  connection.languages.diagnostics.onWorkspace((params, token) => whole.pull(params, token));
  connection.onExecuteCommand(({ command, arguments: values = [] }) =>
    runCommand({ connection, client, pageOf: surroundings.pageOf }, command, values),
  );
  connection.onShutdown(() => {
    kernelDocuments.end();
    workspaces.end();
    whole.end();
  });
  documents.listen(connection);
  connection.listen();
}
