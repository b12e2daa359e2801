// SPDX-License-Identifier: GPL-2.0-only
/** The words of the language status item. */

import type { LastRun, Status, TreeStatus } from '../../server/src/lsp/vmops/protocol.ts';
import { counted, nameOf } from '../../server/src/report/matrix.ts';

export interface StatusText {
  text: string;
  detail: string;
  busy: boolean;
  /** True when something should be looked at: a release that is only a guess, a reading that was given up. */
  isDoubtful: boolean;
}

/**
 * Returns what to show beside a document.
 *
 * @param status null before the server has told any
 * @param uri of the document, or null
 * @param timeOf turns a time of the server's into that of the user
 */
export function statusText(
  status: Status | null,
  uri: string | null,
  timeOf: (time: string) => string,
): StatusText {
  const tree = status && treeOf(status, uri);
  if (!tree)
    return { text: 'vmops', detail: 'no kernel C is open', busy: status === null, isDoubtful: false };
  const run = runOf(status, tree, uri);
  const parts = [releaseFrom(tree), indexOf(tree)];
  if (run) {
    const where = run.uri === uri ? '' : ` in ${nameOf({ root: run.uri })}`;
    parts.push(
      `${counted(run.findings, 'finding')}${where} at ${timeOf(run.time)}, after ${run.milliseconds} ms`,
    );
  }
  return {
    text: `Linux ${tree.release}${rangeOf(tree)}`,
    detail: parts.filter((part) => part !== '').join(' · '),
    busy: tree.state === 'reading',
    isDoubtful: tree.state === 'cancelled' || tree.releaseSource === 'default',
  };
}

/** The last check of the document; without one that of its whole tree, never that of another file. */
function runOf({ runs, lastRun }: Status, { root }: TreeStatus, uri: string | null): LastRun | null {
  const all = [...(runs ?? []), ...(lastRun ? [lastRun] : [])];
  return all.find((run) => run.uri === uri) ?? all.find((run) => run.uri === root) ?? null;
}

/** Code that fits many releases is checked against the newest of them. */
function rangeOf({ releaseSource, releaseNote }: TreeStatus): string {
  if (releaseSource !== 'inferred') return '';
  const range = /^release (\S+–\S+) inferred/.exec(releaseNote ?? '')?.[1];
  return range === undefined ? ', inferred' : `, inferred ${range}`;
}

/** The tree that a document is in: the innermost, or the first one for a document that is in none. */
export function treeOf({ trees }: Status, uri: string | null): TreeStatus | null {
  const around = trees.filter(({ root }) => uri?.startsWith(`${root.replace(/\/$/, '')}/`));
  const innermost = around.sort((a, b) => b.root.length - a.root.length)[0];
  return innermost ?? trees.find(({ inTree }) => inTree) ?? trees[0] ?? null;
}

function releaseFrom({ releaseSource, releaseNote }: TreeStatus): string {
  if (releaseSource === 'option') return 'by the settings';
  if (releaseSource === 'default') return 'the newest known, nothing tells the release';
  return releaseSource === 'inferred' ? (releaseNote ?? 'inferred from the code') : '';
}

function indexOf({ state, tables, files, milliseconds }: TreeStatus): string {
  if (state === 'reading') return 'reading the tree';
  if (state === 'cancelled') return 'the reading of the tree was cancelled';
  const read = milliseconds === null || milliseconds < 100 ? '' : ` in ${(milliseconds / 1000).toFixed(1)} s`;
  return `${counted(tables, 'table')}, ${counted(files, 'file')}${read}`;
}
