// SPDX-License-Identifier: GPL-2.0-only
/** The last line of a text report of `vmops docs-check`. */
import { formatRelease } from '../contracts/release.ts';
import type { DocsResult } from '../core/docsCheck.ts';
import { foundText } from './summary.ts';

/** Returns the summary without a newline: `61 warnings in 13 structs of 2 documents (Linux 6.12, 0.2 s)`. */
export function docsSummaryLine({ findings, context, documents, kernel, summary }: DocsResult): string {
  const described = documents.flatMap(({ structs }) => structs.map(({ struct }) => struct));
  const structs = new Set(described.filter((name) => context.structs.has(name))).size;
  const seconds = (summary.milliseconds / 1000).toFixed(1);
  const of = `${counted(structs, 'struct')} of ${counted(documents.length, 'document')}`;
  return `${foundText(findings)} in ${of} (Linux ${formatRelease(kernel.release)}, ${seconds} s)`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
