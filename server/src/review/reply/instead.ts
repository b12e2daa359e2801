// SPDX-License-Identifier: GPL-2.0-only
/** The code to write instead, as a reply shows it. */

import type { Finding, PathStep } from '../../findings/finding.ts';
import { type ByRule, ofRule } from '../../findings/ruleId.ts';
import type { Remedy } from '../../findings/says.ts';
import { groupsOf } from '../../text/match.ts';
import { lineAround } from '../lines.ts';
import type { Anchor } from '../model.ts';

export interface Instead {
  /** Lines of C, with a tab in front; none where the message has to do. */
  code: string[];
  /** They come in front of the line that the finding stands on, not in its place. */
  isInFront: boolean;
}

/**
 * Returns what mends a finding: lines that are right for its path and wrong for no other, or none.
 *
 * @param anchor the line that is quoted
 */
export function codeInstead(finding: Finding, anchor: Anchor | null): Instead {
  const { file, start } = finding.place;
  const fixed = storedErrno(finding, anchor) ?? fixedLine(finding);
  if (fixed !== null) return { code: [`\t${fixed}`], isInFront: false };
  const own = file.positionAt(start).line;
  const quoted = anchor?.side === 'new' && anchor.file === file.path ? anchor.line : null;
  const line = lineAt(file.text, own);
  const here: Here = { finding, line };
  if (IN_FRONT.has(finding.rule)) {
    const isRight = quoted !== null && returned(line) !== null && leadsStraightTo(file.text, quoted, own);
    return { code: isRight ? indented(ofRule(INSTEAD, finding.rule)?.(here)) : [], isInFront: true };
  }
  // A return on the path says the value that is wrong; one of a variable may be right on other paths.
  const valueLine = quoted === null ? line : lineAt(file.text, quoted);
  if (RETURNS.has(finding.rule)) {
    const isSure = CONSTANT.test(returned(valueLine) ?? '');
    return {
      code: isSure ? indented(ofRule(INSTEAD, finding.rule)?.({ ...here, line: valueLine })) : [],
      isInFront: false,
    };
  }
  return { code: indented(ofRule(INSTEAD, finding.rule)?.(here)), isInFront: false };
}

const indented = (code: readonly string[] = []) => code.map((one) => `\t${one}`);

/** Rules of which the code is what a return lacks in front of it. */
const IN_FRONT = new Set(['page-lock-leak', 'lock-imbalance', 'freeze-unbalanced', 'retry-protocol']);
/** Rules of which the code is another constant to return. */
const RETURNS = new Set(['vm-fault-as-errno', 'fault-without-page']);

const CONSTANT = /^(?:0|-\s*E[A-Z]+|VM_FAULT_[A-Z]+(?: \| VM_FAULT_[A-Z]+)*)$/;

/** Whether what is put in front of a line runs on every way to the return below it, and on no other. */
function leadsStraightTo(text: string, from: number, to: number): boolean {
  if (from > to || to - from > MOST_BETWEEN) return false;
  const depth = /^\s*/.exec(rawLineAt(text, from))?.[0];
  for (let line = from; line <= to; line++) {
    const raw = rawLineAt(text, line);
    if (raw.trim() === '') continue;
    if (/^\s*/.exec(raw)?.[0] !== depth || !/;$/.test(raw.trim())) return false;
    if (line < to && /^(?:goto|break|continue|return)\b/.test(raw.trim())) return false;
  }
  let above = from - 1;
  while (above > 0 && /^(?:\/\*.*|\*.*|\/\/.*|)$/.test(lineAt(text, above))) above--;
  // Behind a label other paths come here too; behind an `if` without braces it would be all of its branch.
  return /[;{}]$/.test(lineAt(text, above));
}

const MOST_BETWEEN = 3;

/** Where the line that is quoted stores the errno that is returned later: that line with what converts it. */
function storedErrno({ rule, place, says }: Finding, anchor: Anchor | null): string | null {
  const { file } = place;
  if (rule !== 'errno-as-vm-fault' || anchor?.side !== 'new' || anchor.file !== file.path) return null;
  const line = lineOf(file.text, file.offsetAt({ line: anchor.line, column: 1 }));
  const match = /^(\w+) = (\w+);$/.exec(line);
  const converter = says.remedy?.converter;
  return match === null || converter === undefined ? null : `${match[1]} = ${converter.name}(${match[2]});`;
}

/** What the fix of a finding makes of its line; null without one, or where it changes more than that line. */
function fixedLine({ fix, place: { file } }: Finding): string | null {
  if (fix === null || fix.edits.length === 0) return null;
  const [first] = fix.edits;
  const { line } = file.positionAt(first?.place.start ?? 0);
  const isOnLine = fix.edits.every(
    ({ place, text }) =>
      !text.includes('\n') &&
      file.positionAt(place.start).line === line &&
      file.positionAt(place.end).line === line,
  );
  if (!isOnLine) return null;
  const start = file.text.lastIndexOf('\n', (first?.place.start ?? 0) - 1) + 1;
  const end = file.text.indexOf('\n', start);
  let text = file.text.slice(start, end === -1 ? undefined : end);
  for (const { place, text: by } of [...fix.edits].sort((a, b) => b.place.start - a.place.start))
    text = text.slice(0, place.start - start) + by + text.slice(place.end - start);
  return text.trim();
}

interface Here {
  finding: Finding;
  /** The line that the finding stands on, without spaces around. */
  line: string;
}

const remedyOf = ({ says }: Finding): Remedy => says.remedy ?? {};

/** The lines that the rule tells. */
function toldCode({ finding }: Pick<Here, 'finding'>): string[] {
  return [...(remedyOf(finding).code ?? [])];
}

const INSTEAD: ByRule<(here: Here) => string[]> = {
  'errno-as-vm-fault': ({ finding, line }) => {
    const value = returned(line);
    if (value === null) return [];
    if (/^-\s*ENOMEM$/.test(value)) return ['return VM_FAULT_OOM;'];
    if (/^-\s*E[A-Z]+$/.test(value)) return ['return VM_FAULT_SIGBUS;'];
    const assigned = assignedCode(finding);
    if (assigned !== null) return [assigned];
    // What is returned here may be a success on another path, which no converter may see.
    const converter = remedyOf(finding).converter;
    return converter?.isAtReturn ? [`return ${converter.name}(${value});`] : [];
  },
  'vm-fault-as-errno': toldCode,
  'page-lock-leak': released,
  'lock-imbalance': released,
  'freeze-unbalanced': released,
  'fault-without-page': toldCode,
  'ignored-insert-result': ({ finding: { place, op }, line }) => {
    const call = /^(?:\w+ = |\(void\)\s*)?(\w*(?:insert|remap)\w*\(.*\);)$/.exec(line)?.[1];
    // In front of more than a return it may be in a loop, or under a lock.
    const isLast = /^[^\n]*\n\s*return\b/.test(place.file.text.slice(place.start));
    // What one of them returns is no result of the other's.
    const isOfKind = call !== undefined && /^vmf_/.test(call) === (op !== 'mmap');
    return isOfKind && isLast ? [`return ${call}`] : [];
  },
  'vm-flags-direct-write': ({ finding, line }) => {
    const told = toldCode({ finding });
    if (told.length > 0) return told.flatMap(folded);
    const match = /^(\w+)->vm_flags\s*(\|=|&=|=)\s*(.+);$/.exec(line);
    if (match === null) return [];
    const [vma, op, value] = groupsOf(match, 3);
    if (op === '|=') return [`vm_flags_set(${vma}, ${value});`];
    const cleared = /^~\s*\(?([^()]+)\)?$/.exec(value)?.[1];
    if (op === '&=' && cleared !== undefined) return [`vm_flags_clear(${vma}, ${cleared});`];
    return op === '=' ? [`vm_flags_reset(${vma}, ${value});`] : [];
  },
  'pgoff-bound': ({ finding, line }) => {
    const { comparison, index } = remedyOf(finding);
    if (comparison !== undefined)
      return line.split(' > ').length === 2 ? [line.replace(' > ', ` ${comparison} `)] : [];
    const isHeld = finding.path.some(({ kind }) => kind === 'takes');
    if (index === undefined || isHeld || finding.op !== 'fault' || !line.includes(`[${index}]`)) return [];
    const count = countBeside(line, finding.place.file.text);
    return count === null ? [] : [`if (${index} >= ${count})`, '\treturn VM_FAULT_SIGBUS;'];
  },
  'close-without-open': toldCode,
  'missing-access': () => ['.access = generic_access_phys,'],
  'missing-pfn-mkwrite': ({ finding }) => [`.pfn_mkwrite = ${prefixOf(finding)}pfn_mkwrite,`],
  'non-const-table': ({ line }) =>
    /\bstruct vm_operations_struct\b/.test(line)
      ? [line.replace(/\bstruct vm_operations_struct\b/, 'const struct vm_operations_struct')]
      : [],
  'retry-protocol': toldCode,
};

/**
 * The member that counts what an array holds which a line indexes: the only one of its struct that goes by such a name.
 * Null where the struct stands elsewhere, or has none or several.
 */
function countBeside(line: string, text: string): string | null {
  const match = /\b(\w+(?:->|\.))(\w+)\[/.exec(line);
  if (match === null) return null;
  const [owner, array] = groupsOf(match, 2);
  for (const [struct] of text.matchAll(/^struct \w+ \{\n(?:[ \t].*\n|\n)*\}/gm)) {
    if (!new RegExp(`\\b${array}(?:\\[\\w*\\])?;`).test(struct)) continue;
    const counts = [
      ...struct.matchAll(/^\s(?:unsigned |size_t|pgoff_t|int |long |u32|u64)[\w \t]*?\b(\w+);/gm),
    ]
      .map(([, name]) => name as string)
      .filter((name) =>
        /^(?:n|nr|num|no)?_?(?:pages|pgs)$|^(?:page_?)?(?:count|nr|num)$|^(?:nr|num|n)_\w+$/.test(name),
      );
    return counts.length === 1 ? `${owner}${counts[0]}` : null;
  }
  return null;
}

/** Where the errno is a constant that the path stores: the store of a VM_FAULT code in its place. */
function assignedCode({ path, says }: Finding): string | null {
  const step = path.findLast(({ kind }) => kind === 'value');
  if (step === undefined) return null;
  const match = /^(\w+) = -(E[A-Z]+);$/.exec(lineOf(step.place.file.text, step.place.start));
  if (match === null) return null;
  const [, name, errno] = match;
  const isRetried = errno === 'EAGAIN' && says.remedy?.converter?.name === 'vmf_fs_error';
  const code = errno === 'ENOMEM' ? 'OOM' : isRetried ? 'NOPAGE' : 'SIGBUS';
  return `${name} = VM_FAULT_${code};`;
}

/** A call that is too long for a line of a mail, broken behind an operator. */
function folded(code: string): string[] {
  const at = code.length <= CODE_WIDTH ? -1 : code.lastIndexOf(' | ', CODE_WIDTH);
  return at === -1 ? [code] : [code.slice(0, at + 2), ...folded(`\t\t${code.slice(at + 3)}`)];
}

/** With the tab in front, 72 columns. */
const CODE_WIDTH = 64;

function prefixOf({ table }: Finding): string {
  return (table ?? 'foo_vm_ops').replace(/(?:vm_)?(?:ops|operations).*$/, '');
}

/** The lock that is still held, given back in the function that took it. */
function released({ finding }: Here): string[] {
  const { place, says } = finding;
  const open: PathStep[] = [];
  for (const step of finding.path) {
    if (step.kind === 'takes') open.push(step);
    else if (step.kind === 'releases') {
      const object = objectOf(step);
      const taken = open.findLastIndex((one) => objectOf(one) === object);
      if (taken !== -1) open.splice(taken, 1);
    }
  }
  const fits = open.filter((step) => ofRule(FITS, finding.rule)?.test(step.message) ?? true);
  const last = fits.findLast((one) => objectOf(one) === says.remedy?.lock)?.place;
  if (last === undefined || last.file !== place.file || last.start > place.start) return [];
  // The words of the call mean the same in its own function alone.
  if (/^\}/m.test(place.file.text.slice(last.start, place.start))) return [];
  const call = unlockFor(last.file.text.slice(last.start, last.end));
  return call === null ? [] : [call];
}

const FITS: ByRule<RegExp> = {
  'page-lock-leak': /takes the lock of /,
  'freeze-unbalanced': /takes freeze protection/,
};

function objectOf({ message }: PathStep): string | null {
  return / (?:takes|releases) (?:the lock of )?(.+)$/.exec(message)?.[1] ?? null;
}

const UNLOCK: readonly [RegExp, string][] = [
  [/^(?:folio_lock|folio_trylock|folio_lock_killable)$/, 'folio_unlock'],
  [/^(?:lock_page|trylock_page|lock_page_killable)$/, 'unlock_page'],
  [/^(?:mutex_lock|mutex_trylock)(?:_\w+)?$/, 'mutex_unlock'],
  [/^spin_(?:try)?lock$/, 'spin_unlock'],
  [/^spin_lock_irq$/, 'spin_unlock_irq'],
  [/^down_read(?:_\w+)?$/, 'up_read'],
  [/^down_write(?:_\w+)?$/, 'up_write'],
  [/^rcu_read_lock$/, 'rcu_read_unlock'],
  [/^sb_start_pagefault$/, 'sb_end_pagefault'],
  [/^filemap_invalidate_lock_shared$/, 'filemap_invalidate_unlock_shared'],
  [/^filemap_invalidate_lock$/, 'filemap_invalidate_unlock'],
  [/^inode_lock_shared$/, 'inode_unlock_shared'],
  [/^inode_(?:try)?lock$/, 'inode_unlock'],
];

function unlockFor(code: string): string | null {
  // Another argument is a class for lockdep.
  const match = /^(\w+)\(([^;,()]*(?:\([^;,()]*\))?[^;,()]*)(?:,[^;]*)?\)$/.exec(code.trim());
  if (match === null) return null;
  const [name, lock] = groupsOf(match, 2);
  const unlock = UNLOCK.find(([test]) => test.test(name));
  return unlock === undefined ? null : `${unlock[1]}(${lock.trim()});`;
}

/** What a return on this line hands back; null on another line. */
function returned(line: string): string | null {
  return /^return\s+([^;]+);/.exec(line)?.[1]?.trim() ?? null;
}

function lineOf(text: string, offset: number): string {
  return lineAround(text, offset).trim();
}

function rawLineAt(text: string, line: number): string {
  return text.split('\n', line)[line - 1] ?? '';
}

function lineAt(text: string, line: number): string {
  return rawLineAt(text, line).trim();
}
