// SPDX-License-Identifier: GPL-2.0-only
/** The view of ops tables: trees, subsystems, tables, and what each of them implements. */

import * as vscode from 'vscode';
import type {
  MemberEntry,
  TableEntry,
  TableFinding,
  TreeTables,
} from '../../server/src/lsp/vmops/protocol.ts';
import { counted, nameOf, stateOf } from '../../server/src/report/matrix.ts';
import { TABLES_VIEW } from './commands.ts';
import { goTo } from './goTo.ts';
import type { Server } from './server.ts';
import { iconOf, spoken } from './stateIcons.ts';
import { type Group, groupTables } from './tableGroups.ts';
import type { Tables } from './tables.ts';

type Node =
  | { kind: 'tree'; tree: TreeTables }
  | { kind: 'group'; tree: TreeTables; group: Group }
  | { kind: 'table'; tree: TreeTables; table: TableEntry }
  | { kind: 'member'; tree: TreeTables; table: TableEntry; member: MemberEntry }
  | { kind: 'finding'; finding: TableFinding };

/** Creates the view; it asks for the tables when it is first shown. */
export function createTablesView(tables: Tables, server: Server): vscode.Disposable {
  const provider = new TablesProvider(tables, server);
  const view = vscode.window.createTreeView(TABLES_VIEW, {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  return vscode.Disposable.from(
    view,
    tables.addLooker(() => view.visible),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) void tables.show();
    }),
    tables.onChange((trees) => {
      view.description = trees.map(({ release }) => `Linux ${release}`).join(', ');
    }),
  );
}

class TablesProvider implements vscode.TreeDataProvider<Node> {
  readonly #tables: Tables;
  readonly #server: Server;
  readonly onDidChangeTreeData: vscode.Event<undefined>;

  constructor(tables: Tables, server: Server) {
    this.#tables = tables;
    this.#server = server;
    this.onDidChangeTreeData = (listener) => tables.onChange(() => listener(undefined));
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) {
      // Nothing is asked of a server that no kernel C has started.
      if (this.#server.isStarted && this.#tables.trees.length === 0) await this.#tables.show();
      const { trees } = this.#tables;
      const [first] = trees;
      return trees.length === 1 && first ? groupsOf(first) : trees.map((tree) => ({ kind: 'tree', tree }));
    }
    switch (node.kind) {
      case 'tree':
        return groupsOf(node.tree);
      case 'group':
        return node.group.tables.map((table) => ({ kind: 'table', tree: node.tree, table }));
      case 'table':
        return [
          ...node.table.findings.map((finding): Node => ({ kind: 'finding', finding })),
          ...node.table.members.map((member): Node => ({ ...node, kind: 'member', member })),
        ];
      default:
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'tree':
        return treeItem(node.tree);
      case 'group':
        return groupItem(node.group, node.tree);
      case 'table':
        return this.#tableItem(node.table, node.tree);
      case 'member':
        return this.#memberItem(node.member, node.table, node.tree);
      case 'finding':
        return this.#findingItem(node.finding);
    }
  }

  #tableItem(table: TableEntry, tree: TreeTables): vscode.TreeItem {
    const item = new vscode.TreeItem(table.name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `${tree.root} ${table.path} ${table.name} ${table.location.range.start.line}`;
    item.description = table.members.map(({ op }) => op).join(', ');
    item.tooltip = `${table.name} in ${table.path}${table.isConst ? '' : '\nnot const'}`;
    item.iconPath = iconOf(stateOf(table.findings, tree), 'symbol-struct');
    item.accessibilityInformation = spoken(
      `${table.name}, ${item.description}`,
      stateOf(table.findings, tree),
    );
    item.command = goTo(this.#server, table.location);
    return item;
  }

  #memberItem(member: MemberEntry, table: TableEntry, tree: TreeTables): vscode.TreeItem {
    const item = new vscode.TreeItem(member.op);
    const findings = table.findings.filter(({ op }) => op === member.op);
    item.description = member.handler ?? 'NULL';
    if (member.handler !== null && member.definition === null) item.tooltip = 'its definition was not found';
    item.iconPath = iconOf(stateOf(findings, tree), 'symbol-method');
    item.accessibilityInformation = spoken(`${member.op}: ${item.description}`, stateOf(findings, tree));
    item.command = goTo(this.#server, member.definition ?? member.location);
    return item;
  }

  #findingItem({ message, rule, severity, location }: TableFinding): vscode.TreeItem {
    const item = new vscode.TreeItem(rule);
    item.description = message;
    item.tooltip = `${message} [${rule}]`;
    item.iconPath = iconOf(severity === 'information' ? 'remark' : severity, 'info');
    item.accessibilityInformation = spoken(
      `${rule}: ${message}`,
      severity === 'information' ? 'remark' : severity,
    );
    item.command = goTo(this.#server, location);
    return item;
  }
}

function groupsOf(tree: TreeTables): Node[] {
  return groupTables(tree).map((group) => ({ kind: 'group', tree, group }));
}

function treeItem(tree: TreeTables): vscode.TreeItem {
  const { root, release, tables } = tree;
  const item = new vscode.TreeItem(nameOf(tree), vscode.TreeItemCollapsibleState.Expanded);
  item.id = root;
  item.description = `Linux ${release} · ${counted(tables.length, 'table')}`;
  item.tooltip = vscode.Uri.parse(root).fsPath;
  item.iconPath = new vscode.ThemeIcon('root-folder');
  return item;
}

function groupItem({ subsystem, tables, findings }: Group, tree: TreeTables): vscode.TreeItem {
  const item = new vscode.TreeItem(subsystem, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${tree.root} ${subsystem}`;
  const found = findings === 0 ? '' : `${counted(findings, 'finding')} · `;
  item.description = `${found}${counted(tables.length, 'table')}`;
  const all = tables.flatMap((table) => table.findings);
  item.iconPath = iconOf(stateOf(all, tree), 'folder');
  item.accessibilityInformation = spoken(`${subsystem}, ${item.description}`, stateOf(all, tree));
  return item;
}
