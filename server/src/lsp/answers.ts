// SPDX-License-Identifier: GPL-2.0-only
/** Which feature answers which request. */
import type {
  CompletionItem,
  Hover,
  Location,
  Position,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { CursorPosition } from './cursor/cursorPosition.ts';
import { structCompletion, structHover } from './cursor/structMembers.ts';
import { headerLenses } from './documents/implementers.ts';
import { codeActions } from './features/actions.ts';
import { incomingCalls, outgoingCalls, prepareHierarchy } from './features/callHierarchy.ts';
import { runCommand } from './features/commands.ts';
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
import type { Parts } from './parts.ts';
import type { Session } from './session/session.ts';
import { pathOfUri } from './uris.ts';

/** Has every request of the protocol answered. */
export function answerRequests(parts: Parts): void {
  answerAtCursor(parts);
  answerJumps(parts);
  answerCalls(parts);
  answerOfFile(parts);
  answerDiagnostics(parts);
}

/** What is shown where the cursor is, and offered to be written there. */
function answerAtCursor(parts: Parts): void {
  const { connection, client, kernelDocuments } = parts;
  connection.onHover((params) =>
    atEither<Hover | null>(
      parts,
      params,
      (uri, position) => kernelDocuments.hover(uri, position),
      () =>
        atCursor<Hover | null | Promise<Hover | null>>(
          parts,
          params,
          null,
          (cursor) => hover(cursor) ?? structHover(cursor),
        ),
    ),
  );
  connection.onSignatureHelp((params) => atCursor(parts, params, null, signatureHelp));
  connection.onCompletion((params) =>
    atCursor<CompletionItem[] | Promise<CompletionItem[]>>(parts, params, [], (cursor) => {
      const found = completion(cursor, client.snippets);
      return found.length > 0 ? found : structCompletion(cursor);
    }),
  );
}

/** Where the name under the cursor leads. */
function answerJumps(parts: Parts): void {
  const { connection, kernelDocuments } = parts;
  connection.onDefinition((params) =>
    atEither<Location[]>(
      parts,
      params,
      (uri, position) => kernelDocuments.definition(uri, position),
      () => atCursor(parts, params, [], definition),
    ),
  );
  connection.onDeclaration((params) => atCursor(parts, params, [], declaration));
  connection.onImplementation((params) =>
    atEither<Location[]>(
      parts,
      params,
      (uri, position) => kernelDocuments.implementation(uri, position),
      () => atCursor(parts, params, [], implementation),
    ),
  );
  connection.onReferences((params) =>
    atEither<Location[]>(
      parts,
      params,
      (uri, position) => kernelDocuments.references(uri, position),
      () => atCursor(parts, params, [], references),
    ),
  );
}

function answerCalls(parts: Parts): void {
  const { callHierarchy } = parts.connection.languages;
  callHierarchy.onPrepare((params) => atCursor(parts, params, [], prepareHierarchy));
  callHierarchy.onOutgoingCalls(({ item }) =>
    inFile(parts, item.uri, [], (session) => outgoingCalls(session, item.data)),
  );
  callHierarchy.onIncomingCalls(({ item }) =>
    inFile(parts, item.uri, [], (session) => incomingCalls(session, item.data)),
  );
}

/** What a whole file, or all of them, have to show. */
function answerOfFile(parts: Parts): void {
  const { connection, kernelDocuments, workspaces } = parts;
  connection.onDocumentSymbol(({ textDocument }) => inFile(parts, textDocument.uri, [], documentSymbols));
  connection.onWorkspaceSymbol(({ query }) =>
    workspaceSymbols(
      workspaces.entries.map(({ session }) => session),
      query,
    ),
  );
  connection.onCodeLens(({ textDocument: { uri } }) =>
    kernelDocuments.has(uri)
      ? kernelDocuments.lenses(uri)
      : inFile(parts, uri, [], (session, path) => [
          ...codeLenses(session, path, workspaces.settings.codeLens),
          ...headerLenses(session, path, workspaces.settings.codeLens),
        ]),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    inFile(parts, textDocument.uri, [], (session, path) =>
      inlayHints(session, path, range, workspaces.settings.inlayHints),
    ),
  );
}

/** Findings, and what can be done about them. */
function answerDiagnostics(parts: Parts): void {
  const { connection, client, surroundings, documents, kernelDocuments, publisher, whole } = parts;
  const { diagnostics } = connection.languages;
  diagnostics.on(({ textDocument: { uri } }, token) =>
    kernelDocuments.has(uri) ? kernelDocuments.pull(uri) : publisher.pull(documents.get(uri) ?? null, token),
  );
  diagnostics.onWorkspace((params, token) => whole.pull(params, token));
  connection.onCodeAction((params) => {
    const { uri } = params.textDocument;
    return kernelDocuments.has(uri)
      ? kernelDocuments.actions(uri, params)
      : inFile(parts, uri, [], (session, path) => codeActions(session, path, params, client.selects));
  });
  connection.onExecuteCommand(({ command, arguments: values = [] }) =>
    runCommand({ connection, client, pageOf: surroundings.pageOf }, command, values),
  );
}

/** Asks one file of a session; `none` when there is no session for it. */
function inFile<T>(
  { workspaces }: Parts,
  uri: string,
  none: T,
  ask: (session: Session, path: string) => T,
): T {
  const absolute = pathOfUri(uri);
  const found = absolute === null ? null : workspaces.find(absolute);
  return found ? ask(found.entry.session, found.path) : none;
}

function atCursor<T>(
  parts: Parts,
  { textDocument, position }: TextDocumentPositionParams,
  none: T,
  ask: (cursor: CursorPosition) => T,
): T {
  return inFile(parts, textDocument.uri, none, (session, path) => ask({ session, path, position }));
}

/** Asks about a document of the kernel, or about a file of C. */
function atEither<T>(
  { kernelDocuments }: Parts,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
  inDocument: (uri: string, position: Position) => T | Promise<T>,
  inCode: () => T | Promise<T>,
): T | Promise<T> {
  return kernelDocuments.has(uri) ? inDocument(uri, position) : inCode();
}
