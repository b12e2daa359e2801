// SPDX-License-Identifier: GPL-2.0-only
/** Marks changed handlers in the editors that show them: a sign in the margin, and words behind the head. */
import * as vscode from 'vscode';
import type { State } from '../../server/src/report/matrix.ts';
import type { Change } from './change.ts';
import { type HandlerMark, roleOf } from './changeText.ts';
import type { Server } from './server.ts';

/** The sign of each state, a shape of its own, and the colour of the theme that goes with it. */
const SIGNS: Record<State, [sign: string, color: string]> = {
  error: ['error', 'editorError.foreground'],
  warning: ['warning', 'editorWarning.foreground'],
  remark: ['remark', 'editorInfo.foreground'],
  clean: ['clean', 'testing.iconPassed'],
  unchecked: ['changed', 'editorGutter.modifiedBackground'],
  absent: ['changed', 'editorGutter.modifiedBackground'],
};

/** Keeps the marks of the visible editors up to date, unless the settings turn them off. */
export function markChangedHandlers(
  extension: vscode.Uri,
  change: Change,
  server: Server,
): vscode.Disposable {
  const types = new Map<State, vscode.TextEditorDecorationType>();
  for (const state of Object.keys(SIGNS) as State[]) types.set(state, typeOf(state, extension));
  const show = () => {
    const isOn = vscode.workspace.getConfiguration('vmops').get('changedHandlers.enable') !== false;
    const marks = isOn ? change.files.flatMap(({ handlers }) => handlers) : [];
    for (const editor of vscode.window.visibleTextEditors) showIn(editor, marks, types, server);
  };
  return vscode.Disposable.from(
    ...types.values(),
    change.onChange(show),
    vscode.window.onDidChangeVisibleTextEditors(show),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('vmops.changedHandlers')) show();
    }),
  );
}

function showIn(
  editor: vscode.TextEditor,
  marks: readonly HandlerMark[],
  types: ReadonlyMap<State, vscode.TextEditorDecorationType>,
  { client }: Server,
): void {
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const own = marks.filter(({ handler }) => handler.location.uri === uri);
  for (const [state, type] of types) {
    const shown = own.filter((mark) => mark.state === state);
    editor.setDecorations(
      type,
      shown.map(({ handler, text }): vscode.DecorationOptions => {
        const { line } = handler.location.range.start;
        const { range } = editor.document.lineAt(Math.min(line, editor.document.lineCount - 1));
        return {
          range,
          hoverMessage: `${roleOf(handler)}, ${text}`,
          renderOptions: { after: { contentText: text } },
        };
      }),
    );
  }
}

function typeOf(state: State, extension: vscode.Uri): vscode.TextEditorDecorationType {
  const [sign, color] = SIGNS[state];
  const icon = (theme: string) =>
    vscode.Uri.joinPath(extension, 'client', 'media', 'marks', `${sign}-${theme}.svg`);
  return vscode.window.createTextEditorDecorationType({
    gutterIconSize: '75%',
    light: { gutterIconPath: icon('light') },
    dark: { gutterIconPath: icon('dark') },
    overviewRulerColor: new vscode.ThemeColor(color),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('descriptionForeground') },
  });
}
