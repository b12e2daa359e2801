// SPDX-License-Identifier: GPL-2.0-only
/** The textual view of a report. */

import type { HandlerReport } from '../../server/src/analysis/reports/report.ts';
import type { SourceFile } from '../../server/src/text/source.ts';

/** One line an exit: `line 12: LOCKED · page set, locked · mmap held · holds &m->lock`. */
export function dumpHandler(report: HandlerReport): string[] {
  const { file } = report.definition;
  const lines = report.exits.map((e) => {
    const parts = [e.values.join(', ') || 'void', `page ${e.page}, ${e.pageLock}`, `mmap ${e.mmapLock}`];
    if (e.installed !== 'no') parts.push(`installed ${e.installed}`);
    if (e.truncationChecked !== 'no') parts.push(`truncation checked ${e.truncationChecked}`);
    const held = e.held.map((h) => `${h.name || h.kind}${h.certain ? '' : '?'}`);
    if (held.length) parts.push(`holds ${held.join(', ')}`);
    const over = e.released.map((h) => `${h.name || h.kind}${h.certain && h.unheld ? '' : '?'}`);
    if (over.length) parts.push(`gave back ${over.join(', ')}`);
    if (e.assumed) parts.push('assumed');
    return `line ${line(file, e.place.start)}: ${parts.join(' · ')}`;
  });
  if (report.status !== 'complete') lines.push(`not analysed: ${report.status}`);
  return unique(lines);
}

const line = (file: SourceFile, offset: number) => file.positionAt(offset).line;

const unique = (lines: string[]) => [...new Set(lines)];
