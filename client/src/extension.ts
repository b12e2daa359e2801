/** The VS Code extension: lints a kernel tree in a task, findings go to the Problems panel. */
import * as vscode from 'vscode';
import { LintTaskProvider, lintTask } from './lintTask.ts';

/** Called by VS Code when a kernel tree is open or the command is run. */
export function activate(context: vscode.ExtensionContext): void {
  const command = context.asAbsolutePath('server/bin/vmops.js');
  context.subscriptions.push(
    vscode.tasks.registerTaskProvider('vmops', new LintTaskProvider(command)),
    vscode.commands.registerCommand('vmops.lintTree', async () => {
      const folder = await chooseFolder();
      if (folder) await vscode.tasks.executeTask(lintTask(command, folder, { type: 'vmops', path: '.' }));
    }),
  );
}

/** The workspace folder to lint: the only one, or the one the user picks. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    void vscode.window.showErrorMessage('vmops: open the folder of a kernel tree first.');
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}
