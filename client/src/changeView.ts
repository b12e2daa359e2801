// SPDX-License-Identifier: GPL-2.0-only
/** The view "My Change": the files that differ from HEAD, with what is new in them and the handlers that are changed. */

import * as vscode from 'vscode';
import type { ChangeFinding } from '../../server/src/lsp/vmops/protocol.ts';
import { counted, stateOf } from '../../server/src/report/matrix.ts';
import type { Change } from './change.ts';
import { type ChangedFile, changeSummary, type HandlerMark, roleOf } from './changeText.ts';
import { CHANGE_VIEW } from './commands.ts';
import { goTo } from './goTo.ts';
import type { Server } from './server.ts';
import { iconOf, spoken } from './stateIcons.ts';

type Node =
  | { kind: 'file'; file: ChangedFile }
  | { kind: 'finding'; finding: ChangeFinding }
  | { kind: 'handler'; mark: HandlerMark };

/** Creates the view. */
export function createChangeView(change: Change, server: Server): vscode.Disposable {
  const view = vscode.window.createTreeView(CHANGE_VIEW, {
    treeDataProvider: new ChangeProvider(change, server),
  });
  change.looker = () => view.visible;
  return vscode.Disposable.from(
    view,
    change.onChange(() => {
      const { known } = change;
      // Without anything to list the welcome of package.json stands there.
      view.message = known.checked || known.handlers.length > 0 ? changeSummary(known) : '';
      const { length } = known.findings;
      view.badge = length === 0 ? undefined : { value: length, tooltip: changeSummary(known) };
    }),
  );
}

/** Opens the view, checks, and says what came of it. */
export async function showChangeFindings(change: Change): Promise<void> {
  await vscode.commands.executeCommand(`${CHANGE_VIEW}.focus`);
  if (await change.check())
    void vscode.window.showInformationMessage(`vmops: ${changeSummary(change.known)}`);
}

class ChangeProvider implements vscode.TreeDataProvider<Node> {
  readonly #change: Change;
  readonly #server: Server;
  readonly onDidChangeTreeData: vscode.Event<undefined>;

  constructor(change: Change, server: Server) {
    this.#change = change;
    this.#server = server;
    this.onDidChangeTreeData = (listener) => change.onChange(() => listener(undefined));
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.#change.files.map((file) => ({ kind: 'file', file }));
    if (node.kind !== 'file') return [];
    return [
      ...node.file.findings.map((finding): Node => ({ kind: 'finding', finding })),
      ...node.file.handlers.map((mark): Node => ({ kind: 'handler', mark })),
    ];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'file':
        return fileItem(node.file, this.#change.known.checked);
      case 'finding':
        return this.#findingItem(node.finding);
      case 'handler':
        return this.#handlerItem(node.mark);
    }
  }

  #findingItem({ message, rule, severity, location }: ChangeFinding): vscode.TreeItem {
    const item = new vscode.TreeItem(message);
    const state = stateOf([{ severity, rule, message, op: null, location }], { checked: true });
    item.description = rule;
    item.tooltip = `${message} [${rule}]`;
    item.iconPath = iconOf(state, 'info');
    item.accessibilityInformation = spoken(`${rule}: ${message}`, state);
    item.command = goTo(this.#server, location);
    return item;
  }

  #handlerItem({ handler, state, text }: HandlerMark): vscode.TreeItem {
    const item = new vscode.TreeItem(`${handler.name}()`);
    item.description = roleOf(handler);
    item.tooltip = `${roleOf(handler)}, ${text}`;
    item.iconPath = iconOf(state, state === 'clean' ? 'pass' : 'symbol-method');
    item.accessibilityInformation = spoken(`${handler.name}, ${roleOf(handler)}`, state);
    item.command = goTo(this.#server, handler.location);
    return item;
  }
}

function fileItem({ path, findings, handlers }: ChangedFile, checked: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(path, vscode.TreeItemCollapsibleState.Expanded);
  const state = stateOf(
    findings.map((finding) => ({ ...finding, op: null })),
    { checked },
  );
  const counts = [
    findings.length === 0 ? '' : `${counted(findings.length, 'finding')} new`,
    handlers.length === 0 ? '' : `${counted(handlers.length, 'handler')} changed`,
  ];
  item.id = path;
  item.description = counts.filter(Boolean).join(', ');
  item.iconPath = iconOf(state, 'file-code');
  item.accessibilityInformation = spoken(`${path}, ${item.description}`, state);
  return item;
}
