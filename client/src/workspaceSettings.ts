// SPDX-License-Identifier: GPL-2.0-only
/** Reads the settings of the workspace. */
import * as vscode from 'vscode';
import { absoluteTree, SETTINGS, type Settings } from './settings.ts';

/** What the user has set below `vmops.`, with an absolute `tree`. */
export function currentSettings(): Settings {
  const all = vscode.workspace.getConfiguration('vmops');
  const settings: Settings = Object.fromEntries(SETTINGS.map((name) => [name, all.get(name)]));
  return absoluteTree(settings, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
}
