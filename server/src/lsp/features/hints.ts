// SPDX-License-Identifier: GPL-2.0-only
/** Inlay hints at table entries: what the handler can return, and the lock that it runs under. */
import { type InlayHint, InlayHintKind, MarkupKind, type Position, type Range } from 'vscode-languageserver';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { EntryLock, OpContract } from '../../contracts/model.ts';
import type { OpsTable, TableMember } from '../../facts/model.ts';
import { resultsInWords, resultsOf } from '../../report/results.ts';
import { plainPlace } from '../../text/source.ts';
import { paragraphs, section } from '../pages/markdown.ts';
import { entryOf } from '../pages/op.ts';
import { positionOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import type { HintSettings } from '../session/settings.ts';

/** Short, because of the entry. */
const LOCKS: Record<EntryLock, string> = {
  none: 'no lock',
  read: 'mmap read lock',
  write: 'mmap write lock',
  'read-or-write': 'mmap lock',
  'maybe-read': 'mmap or VMA lock',
  'write-or-none': 'mmap write or no lock',
};

/** Returns the hints of a file within a range. */
export function inlayHints(
  session: Session,
  path: string,
  { start, end }: Range,
  settings: HintSettings,
): InlayHint[] {
  if (!settings.enable) return [];
  const facts = session.file(path);
  const hints: InlayHint[] = [];
  for (const { table, member, definitions } of session.handlers) {
    const { file } = member.handlerPlace;
    if (file !== facts?.file || member.form === 'run-time') continue;
    const position = behind(member);
    if (position.line < start.line || position.line > end.line) continue;
    const contract = session.kernel.ops.get(member.op);
    if (!contract || contract.result === 'data') continue;
    const reports =
      contract.result === 'fault-code'
        ? definitions.flatMap((one) => session.analysis.lastReports(one, member.op, [table]))
        : [];
    const value = paragraphs([
      section(`${member.handler}() returns`, resultsInWords(resultsOf(reports))),
      section('On entry', entryOf(contract)),
    ]);
    const label = labelOf(contract, table, reports, settings);
    if (label === null) continue;
    hints.push({
      position,
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      tooltip: { kind: MarkupKind.Markdown, value },
    });
  }
  return hints;
}

/** Behind the comma of an entry, so that the code in front of a hint reads as it is written. */
function behind({ handlerPlace }: TableMember): Position {
  const { file, end } = plainPlace(handlerPlace);
  const comma = /^[ \t]*,/.exec(file.text.slice(end, end + 40))?.[0] ?? '';
  return positionOf(file, end + comma.length);
}

/** What comes back, then the lock where there is entry for it; the tooltip has all. */
function labelOf(
  contract: OpContract,
  table: OpsTable,
  reports: readonly HandlerReport[],
  { results: showsResults, locks: showsLocks, maxLength }: HintSettings,
): string | null {
  const lock = LOCKS[lockOf(contract, table)];
  const entry = !showsLocks ? null : contract.maySleep ? lock : `${lock}; must not sleep`;
  const { known, hasOthers } = resultsOf(reports);
  const ways = [...new Set(known.map(({ short }) => short)), ...(hasOthers ? ['…'] : [])];
  if (ways.length === 0 || !showsResults) return entry;
  const results = (some: readonly string[]) => `→ ${some.join(' · ')}`;
  const whole = entry === null ? results(ways) : `${results(ways)}; ${entry}`;
  if (whole.length <= maxLength) return whole;
  const shown = [...ways];
  while (shown.length > 1 && results(shown).length > maxLength) shown.splice(-2, 2, '…');
  return results(shown);
}

/** The lock that core takes for this table: the VMA lock may need another op beside. */
function lockOf({ entry }: OpContract, table: OpsTable): EntryLock {
  const { vmaLock } = entry;
  if (entry.mmapLock !== 'maybe-read' || typeof vmaLock === 'string') return entry.mmapLock;
  return table.members.some(({ op, handler }) => op === vmaLock.whenSet && handler !== null)
    ? entry.mmapLock
    : 'read';
}
