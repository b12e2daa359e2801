// SPDX-License-Identifier: GPL-2.0-only
/** The page of one op: what core promises and expects in this release, and what the tree's own document says. */
import { disagreementsOf, lockInWords } from '../../contracts/guidance.ts';
import type { Kernel, LegalResult, OpContract } from '../../contracts/model.ts';
import { formatPrototype } from '../../contracts/prototype.ts';
import { formatRelease } from '../../contracts/release.ts';
import { codeBlock, type Link, paragraphs, quotation, section } from './markdown.ts';

/** Returns the page, or null for a name that no release has. */
export function opPage(op: string, kernel: Kernel, link: Link): string | null {
  const contract = kernel.ops.get(op);
  if (!contract) return absent(op, kernel);
  return paragraphs([codeBlock(formatPrototype(op, contract.prototype)), opText(contract, kernel, link)]);
}

/** The page of an op that the release has, for who shows its prototype already. */
function opText(contract: OpContract, kernel: Kernel, link: Link): string {
  const { op } = contract;
  const release = `Linux ${formatRelease(kernel.release)}`;
  return paragraphs([
    `**${op}** · ${release}${contract.guard === null ? '' : ` · only with \`${contract.guard}\``}`,
    contract.description,
    contract.result === 'data' ? '' : section('On entry', entryOf(contract)),
    results(contract),
    section('Not accepted', contract.refused.map(resultLine)),
    section('The handler must', contract.obligations),
    section('History', contract.history),
    documentPart(op, kernel, link),
    section('Document and core', disagreementsOf(op, kernel)),
    contract.source === '' ? '' : `*${contract.source}*`,
  ]);
}

/** Says that a release does not have an op, and when it was or comes. */
export function absent(op: string, kernel: Kernel): string | null {
  const gone = kernel.removed.get(op);
  const release = formatRelease(kernel.release);
  if (gone) {
    const next = gone.replacedBy === null ? 'nothing replaced it' : `use \`${gone.replacedBy}\``;
    return `**${op}** is not in Linux ${release}: ${formatRelease(gone.last)} was the last release with it; ${next}.`;
  }
  const coming = kernel.future.get(op);
  return coming ? `**${op}** is not in Linux ${release}: it came with ${formatRelease(coming.first)}.` : null;
}

/** What holds when core calls the op, one line each. */
export function entryOf({ entry, maySleep, result }: OpContract): string[] {
  const lines = [locksOnEntry(entry)];
  if (entry.atomic === 'rcu') lines.push('inside `rcu_read_lock()`');
  if (entry.atomic === 'page-table-lock') lines.push('under a page table lock');
  lines.push(maySleep ? 'may sleep' : '**must not sleep**');
  if (result === 'fault-code' && entry.page !== 'absent')
    lines.push(`\`vmf->page\` is set, ${entry.page === 'locked' ? 'locked' : 'not locked'}`);
  return lines;
}

function locksOnEntry({ mmapLock, vmaLock }: OpContract['entry']): string {
  if (vmaLock === 'never') return lockInWords(mmapLock);
  const held = mmapLock === 'read-or-write' ? 'mmap_lock is held' : 'mmap_lock is held for reading';
  const when = vmaLock === 'always' ? '' : ` when the table also has \`${vmaLock.whenSet}\``;
  return `${held}, or the per-VMA lock alone${when}`;
}

function results({ results, result }: OpContract): string {
  if (results.length === 0) return WORDS[result] ?? '';
  return section('Results, and what core does with them', results.map(resultLine));
}

export function resultLine({ name, meaning }: LegalResult): string {
  return `\`${name === '0' ? '0' : `VM_FAULT_${name}`}\`: ${meaning}`;
}

const WORDS: Partial<Record<OpContract['result'], string>> = {
  errno: 'Returns 0 or a negative errno.',
  count: 'Returns the number of bytes handled, or a negative errno.',
};

function documentPart(op: string, kernel: Kernel, link: Link): string {
  const documented = kernel.document.get(op);
  if (!documented) return '';
  const { row, paragraphs: prose } = documented;
  const cells = Object.entries(row?.cells ?? {}).filter(([, cell]) => cell !== '');
  const first = prose[0]?.place ?? row?.place ?? documented.prototype?.place;
  return paragraphs([
    first ? `**The locking document of this tree** (${link(first)})` : '',
    cells.map(([column, cell]) => `${column}: *${cell}*`).join(' · '),
    ...prose.map(({ place }) => quotation(place.file.text.slice(place.start, place.end))),
  ]);
}
