// SPDX-License-Identifier: GPL-2.0-only
/** Opens the tree's locking document where it describes the op under the cursor. */
import * as vscode from 'vscode';
import { type DocumentPlace, LOCKING_DOCUMENT } from '../../server/src/lsp/vmops/protocol.ts';
import { DOCUMENTS } from './languageClient.ts';
import type { Server } from './server.ts';

/** Opens it beside the editor; says why when it cannot. */
export async function openLockingDocument(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || vscode.languages.match(DOCUMENTS, editor.document) === 0) {
    void vscode.window.showInformationMessage(
      'vmops: put the cursor on an op, or into a handler, of a C file.',
    );
    return;
  }
  await server.start();
  const { client } = server;
  const { code2ProtocolConverter: convert } = client;
  const { location } = await client.sendRequest<DocumentPlace>(LOCKING_DOCUMENT, {
    textDocument: { uri: convert.asUri(editor.document.uri) },
    position: convert.asPosition(editor.selection.active),
  });
  if (!location) {
    void vscode.window.showInformationMessage(
      'vmops: there is no locking document here. Open a file of a kernel tree, or name one in the setting vmops.tree.',
    );
    return;
  }
  const { uri, range } = client.protocol2CodeConverter.asLocation(location);
  const shown = await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.Beside,
    selection: range,
  });
  shown.revealRange(range, vscode.TextEditorRevealType.AtTop);
}
