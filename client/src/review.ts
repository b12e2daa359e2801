// SPDX-License-Identifier: GPL-2.0-only
/** "Review Patch…": asks the server, and opens the reply beside the patch. */
import * as vscode from 'vscode';
import {
  type PatchReply,
  REVIEW_PATCH,
  type ReviewPatchParams,
} from '../../server/src/lsp/vmops/protocol.ts';
import { isPatchName } from './reviewText.ts';
import type { Server } from './server.ts';

/** Reviews the patch that is open, that was clicked, or that the user picks; the reply opens beside it. */
export async function reviewPatch(server: Server, clicked?: vscode.Uri): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document;
  const open = clicked === undefined && shown && isPatch(shown) ? shown : null;
  const uri = open?.uri ?? clicked ?? (await pickPatch());
  if (!uri) return;
  const folder = await folderOf(uri);
  if (!folder) return;
  const text = open && (open.isDirty || open.isUntitled) ? open.getText() : null;
  const params: ReviewPatchParams = { folder: folder.uri.toString(), text, uri: uri.toString() };
  const answer = await ask<PatchReply>(server, 'reviewing the patch', REVIEW_PATCH, params);
  if (!answer) return;
  const { reply, problems } = answer;
  if (reply !== '') {
    const document = await vscode.workspace.openTextDocument({ content: reply, language: 'diff' });
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: false,
    });
  } else if (problems.length === 0) {
    void vscode.window.showInformationMessage('vmops: the patch brings in nothing.');
  }
  complain(problems);
}

function isPatch({ languageId, fileName }: vscode.TextDocument): boolean {
  return languageId === 'diff' || isPatchName(fileName);
}

async function pickPatch(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Review Patch',
      openLabel: 'Review',
      filters: { 'Patches and mails': ['patch', 'diff', 'mbox', 'mbx', 'eml'], 'All files': ['*'] },
    })) ?? [];
  return file;
}

/** The folder that a file is in, the only one, or the one that the user picks. */
async function folderOf(uri: vscode.Uri | undefined): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const own = uri && vscode.workspace.getWorkspaceFolder(uri);
  if (own) return own;
  if (folders.length === 0)
    void vscode.window.showErrorMessage('vmops: open the folder of a kernel tree first.');
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

/** Returns undefined when the user cancels. */
async function ask<T>(
  server: Server,
  title: string,
  request: string,
  params: object,
): Promise<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress(
    { location, title: `vmops: ${title}`, cancellable: true },
    async (_, token) => {
      try {
        await server.start();
        return await server.client.sendRequest<T>(request, params, token);
      } catch (error) {
        if (!token.isCancellationRequested)
          complain([error instanceof Error ? error.message : String(error)]);
        return undefined;
      }
    },
  );
}

function complain(problems: readonly string[]): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  void vscode.window.showWarningMessage(`vmops: ${first}${more}`);
}
