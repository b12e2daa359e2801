/** `vmops lint` as a VS Code task with the problem matcher `$vmops`. */
import * as vscode from 'vscode';

/** A task as the user may write it in tasks.json; the schema is in package.json. */
interface LintTaskDefinition extends vscode.TaskDefinition {
  path: string;
  arguments?: string[];
}

/**
 * Returns the task that lints `definition.path` of a folder. It runs on the editor's own Node, so none needs to be
 * installed, and without a shell, so no name in the tree is ever interpreted.
 */
export function lintTask(
  command: string,
  folder: vscode.WorkspaceFolder,
  definition: LintTaskDefinition,
): vscode.Task {
  const options = { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
  const args = [command, 'lint', '--color', 'never', ...(definition.arguments ?? []), '--', definition.path];
  return new vscode.Task(
    definition,
    folder,
    `lint ${definition.path}`,
    'vmops',
    new vscode.ProcessExecution(process.execPath, args, options),
    '$vmops',
  );
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
