// SPDX-License-Identifier: GPL-2.0-only
/** The VS Code extension: starts the language server where there is kernel C, and registers what the editor shows. */
import * as vscode from 'vscode';
import { Change } from './change.ts';
import { markChangedHandlers } from './changeMarks.ts';
import { createChangeView, showChangeFindings } from './changeView.ts';
import { COMMANDS, MATRIX, SERVER_COMMANDS } from './commands.ts';
import { LintTaskProvider, lintFolder } from './lintTask.ts';
import { openLockingDocument } from './lockingDocument.ts';
import { MatrixPanel } from './matrixPanel.ts';
import { reviewPatch } from './review.ts';
import { Server } from './server.ts';
import { openRulePage, select, showPlaces } from './serverCommands.ts';
import { showStatus } from './statusItem.ts';
import { Tables } from './tables.ts';
import { createTablesView } from './tablesView.ts';
import { tickFirstStep } from './walkthrough.ts';

let running: Server | null = null;

/** Called by VS Code when C or a kernel tree is open, or a command is run. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const command = context.asAbsolutePath('server/bin/vmops.js');
  const server = new Server(command);
  const tables = new Tables(server);
  const change = new Change(server);
  const matrix = new MatrixPanel(context.extensionUri, server, tables);
  running = server;
  const on = (id: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(id, run as (...args: unknown[]) => unknown);
  context.subscriptions.push(
    server,
    tables,
    matrix,
    showStatus(server),
    tickFirstStep(server),
    createTablesView(tables, server),
    change,
    createChangeView(change, server),
    markChangedHandlers(context.extensionUri, change, server),
    vscode.window.registerWebviewPanelSerializer(MATRIX, matrix),
    vscode.tasks.registerTaskProvider('vmops', new LintTaskProvider(command)),
    on(COMMANDS.lintTree, async () => {
      const folder = await chooseFolder();
      if (folder) await lintFolder(command, folder);
    }),
    on(COMMANDS.openLockingDocument, () => openLockingDocument(server)),
    on(COMMANDS.opsMatrix, () => matrix.show()),
    on(COMMANDS.reviewPatch, (uri?: vscode.Uri) => reviewPatch(server, uri)),
    on(COMMANDS.changeFindings, () => showChangeFindings(change)),
    on(COMMANDS.checkTables, () => tables.checkInView()),
    on(COMMANDS.refreshTables, () => tables.refresh()),
    on(COMMANDS.restartServer, () => server.restart()),
    on(COMMANDS.showLog, () => server.showLog()),
    on(SERVER_COMMANDS.showPlaces, (...args: [string, never, never]) => showPlaces(server, ...args)),
    on(SERVER_COMMANDS.select, (...args: [string, never]) => select(server, ...args)),
    on(SERVER_COMMANDS.openRulePage, (href: string) => openRulePage(context.extensionUri, href)),
  );
  await server.watch();
}

/** Called by VS Code before the extension goes away. */
export async function deactivate(): Promise<void> {
  await running?.stop();
}

/** The workspace folder to lint: the only one, or the one the user picks. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    void vscode.window.showErrorMessage('vmops: open the folder of a kernel tree first.');
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}
