// SPDX-License-Identifier: GPL-2.0-only
/** The page of struct vm_operations_struct: the ops of the release. */
import { lockInWords } from '../../contracts/guidance.ts';
import { formatRelease } from '../../contracts/release.ts';
import type { Session } from '../session/session.ts';
import { bullets, paragraphs } from './markdown.ts';

/** Returns the page. */
export function structPage({ kernel, tables }: Session): string {
  const ops = [...kernel.ops.values()].map(
    ({ op, result, entry, maySleep }) =>
      `\`${op}\`${result === 'data' ? ': data' : `: ${lockInWords(entry.mmapLock)}; ${maySleep ? 'may sleep' : 'must not sleep'}`}`,
  );
  const count = `${tables.length} ${tables.length === 1 ? 'table' : 'tables'}`;
  return paragraphs([
    `**struct vm_operations_struct** · Linux ${formatRelease(kernel.release)} · ${count} here`,
    'What core calls of a mapping; a table that nothing writes to is const.',
    bullets(ops),
  ]);
}
