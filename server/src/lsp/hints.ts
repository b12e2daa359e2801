/** Inlay hints at table entries: what the handler can return, and the locks that it runs under. */
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver';
import type { EntryLock } from '../contracts/model.ts';
import { exitsByValue } from './pages/handler.ts';
import { rangeOf } from './places.ts';
import type { Session } from './session.ts';

/** More ways out than this do not fit beside a line. */
const MOST_WAYS = 5;

const LOCKS: Record<EntryLock, string> = {
  none: 'no lock',
  read: 'mmap read',
  write: 'mmap write',
  'read-or-write': 'mmap read or write',
  'maybe-read': 'mmap read or VMA lock',
  'write-or-none': 'mmap write or none',
};

/** Returns the hints of a file within a range. */
export function inlayHints(session: Session, path: string, { start, end }: Range): InlayHint[] {
  const facts = session.file(path);
  const hints: InlayHint[] = [];
  for (const { table, member, definitions } of session.handlers) {
    const { file } = member.handlerPlace;
    if (file !== facts?.file || member.form === 'run-time') continue;
    const { end: position } = rangeOf(member.handlerPlace);
    if (position.line < start.line || position.line > end.line) continue;
    const contract = session.kernel.ops.get(member.op);
    if (!contract || contract.result === 'data') continue;
    const parts = [LOCKS[contract.entry.mmapLock]];
    if (!contract.maySleep) parts.push('must not sleep');
    if (contract.result === 'fault-code') {
      const reports = definitions.flatMap((one) => session.memory.reports(one, member.op, [table]));
      const ways = [...exitsByValue(reports).keys()].map((value) => (value === '?' ? '…' : value));
      if (ways.length > MOST_WAYS) ways.splice(MOST_WAYS, ways.length, '…');
      if (ways.length > 0) parts.push(`returns ${[...new Set(ways)].join(' · ')}`);
    }
    hints.push({ position, label: parts.join('; '), kind: InlayHintKind.Type, paddingLeft: true });
  }
  return hints;
}
