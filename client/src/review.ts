// SPDX-License-Identifier: GPL-2.0-only
/** "Review Patch…" and "Findings of My Change": asks the server, and shows what it says. */
import * as vscode from 'vscode';
import {
  CHANGE,
  type ChangeFindings,
  type ChangeParams,
  type PatchReply,
  REVIEW_PATCH,
  type ReviewPatchParams,
  type TableFinding,
} from '../../server/src/lsp/vmops/protocol.ts';
import { isPatchName, summaryOf } from './reviewText.ts';
import type { Server } from './server.ts';

const ICONS = { error: '$(error)', warning: '$(warning)', information: '$(info)' } as const;

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

/** Lists what is new since HEAD; the one that is picked is jumped to. */
export async function showChangeFindings(server: Server): Promise<void> {
  const folder = await folderOf(vscode.window.activeTextEditor?.document.uri);
  if (!folder) return;
  const params: ChangeParams = { folder: folder.uri.toString() };
  const answer = await ask<ChangeFindings>(server, 'checking your change', CHANGE, params);
  if (!answer) return;
  complain(answer.problems);
  if (answer.findings.length === 0) {
    if (answer.problems.length === 0)
      void vscode.window.showInformationMessage('vmops: your change brings in nothing.');
    return;
  }
  const picked = await vscode.window.showQuickPick(answer.findings.map(itemOf), {
    title: summaryOf(answer.findings),
    matchOnDetail: true,
    placeHolder: 'Go to a finding',
  });
  if (!picked) return;
  const { uri, range } = server.client.protocol2CodeConverter.asLocation(picked.finding.location);
  await vscode.window.showTextDocument(uri, { selection: range });
}

interface FindingItem extends vscode.QuickPickItem {
  finding: TableFinding;
}

function itemOf(finding: TableFinding): FindingItem {
  const { uri, range } = finding.location;
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
  return {
    label: `${ICONS[finding.severity]} ${path}:${range.start.line + 1}`,
    description: finding.rule,
    detail: finding.message,
    finding,
  };
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
