// SPDX-License-Identifier: GPL-2.0-only
/** Where a request points. */
import type { Position } from 'vscode-languageserver';
import type { Session } from '../session/session.ts';

export interface CursorPosition {
  session: Session;
  /** The file's path in the session. */
  path: string;
  position: Position;
}
