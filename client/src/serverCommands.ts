// SPDX-License-Identifier: GPL-2.0-only
/** What the language server asks the editor to do, in code lenses and code actions. */
import * as vscode from 'vscode';
import type {
  Location as ProtocolLocation,
  Position as ProtocolPosition,
  Range as ProtocolRange,
} from 'vscode-languageclient';
import type { Server } from './server.ts';

/** Shows places beside the position that they belong to; one alone is jumped to. */
export async function showPlaces(
  server: Server,
  uri: string,
  position: ProtocolPosition,
  places: ProtocolLocation[],
): Promise<void> {
  const { protocol2CodeConverter: convert } = server.client;
  await vscode.commands.executeCommand(
    'editor.action.goToLocations',
    convert.asUri(uri),
    convert.asPosition(position),
    places.map(convert.asLocation),
    'peek',
    'vmops: no place is known',
  );
}

/** Selects words that the user is to write over, in an editor that shows the document. */
export function select(server: Server, uri: string, range: ProtocolRange): void {
  const { protocol2CodeConverter: convert } = server.client;
  const { window } = vscode;
  const editor = [window.activeTextEditor, ...window.visibleTextEditors].find(
    (one) => one?.document.uri.toString() === convert.asUri(uri).toString(),
  );
  if (!editor) return;
  const { start, end } = convert.asRange(range);
  editor.selection = new vscode.Selection(start, end);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows the page of a rule, which is part of the extension; any other file is not opened. */
export async function openRulePage(extension: vscode.Uri, href: string): Promise<void> {
  const pages = vscode.Uri.joinPath(extension, 'docs/rules/').path;
  const page = vscode.Uri.parse(href, true);
  if (page.scheme === 'file' && page.path.startsWith(pages) && !page.path.includes('..'))
    await vscode.commands.executeCommand('markdown.showPreview', page);
}
