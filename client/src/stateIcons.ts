// SPDX-License-Identifier: GPL-2.0-only
/** The icon of a state in a view, and what a screen reader says of it. */
import * as vscode from 'vscode';
import type { State } from '../../server/src/report/matrix.ts';

const ICONS: Partial<Record<State, [icon: string, color: string]>> = {
  error: ['error', 'list.errorForeground'],
  warning: ['warning', 'list.warningForeground'],
  remark: ['info', 'editorInfo.foreground'],
};

/** The plain icon where there is nothing to say. */
export function iconOf(state: State, plain: string): vscode.ThemeIcon {
  const [icon, color] = ICONS[state] ?? [];
  return icon === undefined || color === undefined
    ? new vscode.ThemeIcon(plain)
    : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

/** What a screen reader says of an item: the state that its icon shows comes last. */
export function spoken(text: string, state: State): vscode.AccessibilityInformation {
  const said: Partial<Record<State, string>> = {
    error: 'error',
    warning: 'warning',
    remark: 'remark',
    clean: 'nothing found',
  };
  const word = said[state];
  return { label: word === undefined ? text : `${text}, ${word}` };
}
