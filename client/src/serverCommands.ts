/** What the language server asks the editor to do, in code lenses and code actions. */
import * as vscode from 'vscode';
import type { Location as ProtocolLocation, Position as ProtocolPosition } from 'vscode-languageclient';
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

/** Shows the page of a rule, which is part of the extension; any other file is not opened. */
export async function openRulePage(extension: vscode.Uri, href: string): Promise<void> {
  const pages = vscode.Uri.joinPath(extension, 'docs/rules/').path;
  const page = vscode.Uri.parse(href, true);
  if (page.scheme === 'file' && page.path.startsWith(pages) && !page.path.includes('..'))
    await vscode.commands.executeCommand('markdown.showPreview', page);
}
