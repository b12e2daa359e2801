/** The VS Code extension: starts the language server where there is kernel C, and registers what the editor shows. */
import * as vscode from 'vscode';
import { COMMANDS, SERVER_COMMANDS } from './commands.ts';
import { LintTaskProvider, lintTask } from './lintTask.ts';
import { Server } from './server.ts';
import { openRulePage, showPlaces } from './serverCommands.ts';

/** Called by VS Code when C or a kernel tree is open, or a command is run. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const command = context.asAbsolutePath('server/bin/vmops.js');
  const server = new Server(command);
  const on = (id: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(id, run as (...args: unknown[]) => unknown);
  context.subscriptions.push(
    server,
    vscode.tasks.registerTaskProvider('vmops', new LintTaskProvider(command)),
    on(COMMANDS.lintTree, async () => {
      const folder = await chooseFolder();
      if (folder) await vscode.tasks.executeTask(lintTask(command, folder, { type: 'vmops', path: '.' }));
    }),
    on(COMMANDS.restartServer, () => server.restart()),
    on(COMMANDS.showLog, () => server.showLog()),
    on(SERVER_COMMANDS.showPlaces, (...args: [string, never, never]) => showPlaces(server, ...args)),
    on(SERVER_COMMANDS.openRulePage, (href: string) => openRulePage(context.extensionUri, href)),
  );
  await server.watch();
}

/** The workspace folder to lint: the only one, or the one the user picks. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    void vscode.window.showErrorMessage('vmops: open the folder of a kernel tree first.');
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}
