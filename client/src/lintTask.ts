// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint` as a VS Code task with the problem matchers `$vmops` and `$vmops-absolute`. */
import * as vscode from 'vscode';
import { environment } from './environment.ts';
import { lintOptions } from './settings.ts';
import { currentSettings } from './workspaceSettings.ts';

/** A task as the user may write it in tasks.json; the schema is in package.json. */
interface LintTaskDefinition extends vscode.TaskDefinition {
  path: string;
  arguments?: string[];
}

/** Exit code of a run that could not do what it was asked. */
const TROUBLE = 2;

/**
 * One for each kind of path: a matcher that has to look which it is asks the disk, and VS Code lets the last lines go
 * when the task ends before the answer.
 */
const MATCHERS = ['$vmops', '$vmops-absolute'];

/**
 * Returns the task that lints `definition.path` of a folder, by the user's settings unless `arguments` say otherwise.
 * It runs on the editor's own Node, so none needs to be installed, and without a shell, so no name in the tree is
 * ever interpreted.
 */
function lintTask(
  command: string,
  folder: vscode.WorkspaceFolder,
  definition: LintTaskDefinition,
): vscode.Task {
  const options = { cwd: folder.uri.fsPath, env: environment(vscode.env.appRoot) };
  const given = [...lintOptions(currentSettings()), ...(definition.arguments ?? [])];
  const args = [command, 'lint', '--color', 'never', ...given, '--', definition.path];
  return new vscode.Task(
    definition,
    folder,
    `lint ${definition.path}`,
    'vmops',
    new vscode.ProcessExecution(process.execPath, args, options),
    MATCHERS,
  );
}

/** Runs the lint of a whole folder, with progress, and shows its findings in the Problems panel. */
export async function lintFolder(command: string, folder: vscode.WorkspaceFolder): Promise<void> {
  const task = lintTask(command, folder, { type: 'vmops', path: '.' });
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent };
  const title = `vmops: linting ${folder.name}`;
  const location = vscode.ProgressLocation.Notification;
  const code = await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const execution = await vscode.tasks.executeTask(task);
    token.onCancellationRequested(() => execution.terminate());
    return exitOf(execution);
  });
  if (code === TROUBLE) void vscode.window.showErrorMessage('vmops: the lint failed; its terminal says why.');
  else if (code !== undefined) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** Resolves with the exit code when the process ends; undefined when it was ended. */
function exitOf(execution: vscode.TaskExecution): Promise<number | undefined> {
  return new Promise((resolve) => {
    const subscription = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution !== execution) return;
      subscription.dispose();
      resolve(event.exitCode);
    });
  });
}

/** Offers one task per workspace folder, and completes those of tasks.json. */
export class LintTaskProvider implements vscode.TaskProvider {
  readonly #command: string;

  /** `command`: absolute path of server/bin/vmops.js. */
  constructor(command: string) {
    this.#command = command;
  }

  provideTasks(): vscode.Task[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return folders.map((folder) => lintTask(this.#command, folder, { type: 'vmops', path: '.' }));
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    // VS Code wants back the definition object that it gave.
    const definition = task.definition as LintTaskDefinition;
    return typeof task.scope === 'object' ? lintTask(this.#command, task.scope, definition) : undefined;
  }
}
