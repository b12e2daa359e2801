// SPDX-License-Identifier: GPL-2.0-only
/** The command of an item of a view that leads to a place. */
import type * as vscode from 'vscode';
import type { Location } from 'vscode-languageclient';
import type { Server } from './server.ts';

export function goTo(server: Server, location: Location): vscode.Command {
  const { uri, range } = server.client.protocol2CodeConverter.asLocation(location);
  return { title: 'Go There', command: 'vscode.open', arguments: [uri, { selection: range }] };
}
