// SPDX-License-Identifier: GPL-2.0-only
/** Work-done progress for the reading and the check of a tree. */
import type { Connection } from 'vscode-languageserver';
import type { Client } from './client.ts';
import type { ProgressDisplay } from './session/workspaces.ts';

/** Returns a display that does nothing where the client shows no progress. */
export function displayOf(connection: Connection, client: Client): ProgressDisplay {
  const none = { report: () => {}, done: () => {} };
  return {
    async begin(title, onCancel, unit = 'files') {
      if (!client.showsProgress) return none;
      try {
        const progress = await connection.window.createWorkDoneProgress();
        progress.begin(title, 0, undefined, true);
        progress.token.onCancellationRequested(onCancel);
        return {
          report: (done, total) =>
            progress.report(Math.round((100 * done) / Math.max(total, 1)), `${done} of ${total} ${unit}`),
          done: () => progress.done(),
        };
      } catch {
        // The client refused: the work goes on without a display.
        return none;
      }
    },
  };
}
