// SPDX-License-Identifier: GPL-2.0-only
/** The language status item: the release found, the state of the index, the last check. */
import * as vscode from 'vscode';
import type { Status } from '../../server/src/lsp/vmops/protocol.ts';
import { COMMANDS } from './commands.ts';
import { DOCUMENTS } from './languageClient.ts';
import type { Server } from './server.ts';
import { statusText } from './statusText.ts';

/** Shows the item from the server's first word on, for the document that has the focus. */
export function showStatus(server: Server): vscode.Disposable {
  let item: vscode.LanguageStatusItem | null = null;
  let last: Status | null = null;
  const show = () => {
    if (last === null) return;
    item ??= createItem();
    const uri = vscode.window.activeTextEditor?.document.uri;
    const converted = uri ? server.client.code2ProtocolConverter.asUri(uri) : null;
    const { text, detail, busy, isDoubtful } = statusText(last, converted, localTime);
    item.text = text;
    item.detail = detail;
    item.accessibilityInformation = { label: `vmops, ${text}, ${detail}` };
    item.busy = busy;
    item.severity = isDoubtful
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  };
  const subscriptions = [
    server.onStatus((status) => {
      last = status;
      show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
  ];
  return new vscode.Disposable(() => {
    for (const one of subscriptions) one.dispose();
    item?.dispose();
  });
}

function createItem(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem('vmops.status', DOCUMENTS);
  item.name = 'vmops';
  item.command = { title: 'Ops Matrix', command: COMMANDS.opsMatrix };
  return item;
}

function localTime(time: string): string {
  return new Date(time).toLocaleTimeString();
}
