// SPDX-License-Identifier: GPL-2.0-only
/** Checks of whole trees, kept until something changes. */
import type { Finding } from '../../findings/finding.ts';
import { uriOfPath } from '../uris.ts';
import type { StatusReporter } from '../vmops/status.ts';
import { checkTree, Stale } from './check.ts';
import type { Session } from './session.ts';
import type { ProgressDisplay, WorkspaceEntry, Workspaces } from './workspaces.ts';

/** The user, or who asked, wants it no more. */
export class Cancelled extends Error {}

export class TreeChecks {
  readonly #workspaces: Workspaces;
  readonly #display: ProgressDisplay;
  readonly #status: StatusReporter;
  readonly #checked = new WeakMap<Session, { generation: number; findings: Finding[] }>();

  constructor(workspaces: Workspaces, display: ProgressDisplay, status: StatusReporter) {
    this.#workspaces = workspaces;
    this.#display = display;
    this.#status = status;
  }

  /**
   * Returns the findings in all files of a tree, and begins anew for as long as it is edited meanwhile.
   *
   * @throws Cancelled when `isCancelled` says so, or the user cancels the progress that is shown
   */
  async findings(entry: WorkspaceEntry, isCancelled: () => boolean): Promise<Finding[]> {
    const { session } = entry;
    const known = this.#checked.get(session);
    if (known?.generation === session.generation) return known.findings;
    const cancel = new AbortController();
    const isOver = () => isCancelled() || cancel.signal.aborted || entry.abort.signal.aborted;
    const since = performance.now();
    const display = await this.#display.begin('vmops: checking the tree', () => cancel.abort(), 'functions');
    try {
      for (;;) {
        if (isOver()) throw new Cancelled();
        await this.#workspaces.loadNeeded(entry, null);
        try {
          const findings = await checkTree(session, isOver, display.report);
          this.#checked.set(session, { generation: session.generation, findings });
          this.#status.ran(uriOfPath(session.base), findings.length, since);
          return findings;
        } catch (error) {
          if (!(error instanceof Stale)) throw error;
        }
      }
    } finally {
      display.done();
    }
  }
}
