// SPDX-License-Identifier: GPL-2.0-only
/** Ticks the first step of the walkthrough where kernel C is open already. */
import * as vscode from 'vscode';
import { TREE_OPEN } from './commands.ts';
import type { Server } from './server.ts';

/**
 * VS Code ticks a step by a context key only when the key becomes true while the walkthrough is there, and never when it
 * was true before. So it becomes true whenever a page opens that may be the walkthrough, and is false again at once.
 */
export function tickFirstStep(server: Server): vscode.Disposable {
  const tick = async () => {
    if (!server.isStarted) return;
    await vscode.commands.executeCommand('setContext', TREE_OPEN, true);
    await vscode.commands.executeCommand('setContext', TREE_OPEN, false);
  };
  // An extension is not told what kind of page it is, only that it is none of a file.
  const isPage = ({ input }: vscode.Tab) => input === undefined;
  const isOpen = () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isPage));
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      if ([...opened, ...changed].some(isPage)) void tick();
    }),
    server.onStatus(() => {
      if (isOpen()) void tick();
    }),
  );
}
