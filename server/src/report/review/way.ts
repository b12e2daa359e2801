// SPDX-License-Identifier: GPL-2.0-only
/** How the code gets to a finding, as a reply says it: only the steps that decide. */

import type { Finding, PathStep } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { type ByRule, ofRule } from '../../findings/ruleId.ts';
import { leadsThere } from '../../review/amongOthers.ts';
import type { Anchor } from '../../review/model.ts';
import { sentence } from '../../review/reply/sentence.ts';
import { groupsOf } from '../../text/match.ts';
import { listed } from '../../text/words.ts';
import { AFTER, BEFORE } from './quote.ts';

/** More steps are not read in a mail. */
const MOST_STEPS = 4;

/**
 * Returns sentences about the way to a finding, without what the quoted lines or the prose say already; '' for none.
 *
 * @param prose what the reply has said of the finding
 */
export function wayTo(finding: Finding, anchor: Anchor | null, prose: string): string {
  const all = shownSteps(finding).filter(({ message }) => !/^the same goes for | from here$/.test(message));
  const leading = all.flatMap(({ message }) => leadsThere(message) ?? []);
  const others = leading.some(({ isAmongOthers }) => isAmongOthers) ? ['others'] : [];
  const own = all.filter(({ message }) => leadsThere(message) === null && !SAYS_NOTHING.test(message));
  const notes = own.filter(({ kind, message }) => kind === 'note' && !isTold(message, prose));
  const steps = own.filter((step) => step.kind !== 'note' && decides(step, finding));
  const withoutTests = steps.filter(({ kind }) => kind !== 'test');
  // What only opens a branch is left out first.
  const leavesTests = all.some(({ kind }) => kind === 'note') || steps.length > MOST_STEPS;
  const told = leavesTests ? withoutTests : steps.filter((step) => !isQuotedTest(step, anchor));
  const way = wordsOf(told.slice(-MOST_STEPS)).join('; then ');
  const beside = wordsOf(notes.slice(-Math.max(MOST_STEPS - told.length, 1)));
  return [
    way === '' ? '' : `The way there: ${way}.`,
    ...beside.map((note) => `${sentence(note, finding)}.`),
    leading.length === 0 ? '' : `Reached from ${listed([...leading.map(({ table }) => table), ...others])}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A place that the message itself is about. */
const SAYS_NOTHING =
  /^(?:mapped|returns 0|\w+ is set|\w+\(\) maps|.+ is tested|.+ is taken|.+ is held|.+ allocates|the atomic section begins) here$|^here it is |^returns here with |\) (?:puts no table there|counts)$/;

/** A mail has no line that `here` could mean. */
function wordsOf(steps: readonly PathStep[]): string[] {
  return [...new Set(steps.map(({ message }) => message.replace(/ here$/, '')))];
}

/** What a note has to say of a function the reply has said where it named that. */
function isTold(message: string, prose: string): boolean {
  const name = /^(\S+\)) |: (\S+)$/.exec(message);
  const by = name?.[1] ?? name?.[2];
  return by !== undefined && prose.includes(by);
}

/** A test in lines that a reader sees anyway. */
function isQuotedTest({ kind, place: { file, start } }: PathStep, anchor: Anchor | null): boolean {
  const { line } = file.positionAt(start);
  return (
    kind === 'test' &&
    anchor?.side === 'new' &&
    file.path === anchor.file &&
    line >= anchor.line - BEFORE &&
    line <= anchor.line + AFTER
  );
}

/** Whether a step is not what happens on nearly every path, or has nothing to do with what the finding is about. */
function decides({ kind, message }: PathStep, finding: Finding): boolean {
  if (kind === 'result') return !isSuccess(message, finding);
  if (kind === 'call') return false;
  if (kind !== 'takes' && kind !== 'releases') return true;
  const by = /^\w+\(\)/.exec(message)?.[0];
  if (by !== undefined && finding.message.includes(by)) return true;
  const object = / (?:takes|releases|begins|ends) (.+)$/.exec(message)?.[1] ?? '';
  return (
    finding.message.includes(object.replace(/^the lock of /, '')) ||
    ofRule(ABOUT, finding.rule)?.test(object) === true
  );
}

/** What a rule is about where its message does not name the lock. */
const ABOUT: ByRule<RegExp> = {
  'page-lock-leak': /^the lock of /,
  'locked-not-locked': /^the lock of /,
  'mkwrite-truncate-check': /^the lock of /,
  'freeze-unbalanced': /^freeze protection/,
  'retry-protocol': /^mmap_lock/,
  'vma-use-after-retry': /^mmap_lock/,
  'mmap-lock-in-handler': /^mmap_lock/,
  'lock-not-held': /./,
  'lock-order': /./,
};

/** A call that went well, unless its result is what the finding is about. */
function isSuccess(message: string, finding: Finding): boolean {
  const match = /^(.+)\(\) returns (.+)$/.exec(message);
  if (match === null) return false;
  const [name, value] = groupsOf(match, 2);
  if (value === 'a non-zero value' || (value === '1' && /trylock/.test(name))) return true;
  return value === '0' && !GIVES_POINTER.test(name) && !/ returns (?:.* or )?0 /.test(finding.message);
}

/** Of these 0 is the failure. */
const GIVES_POINTER = /alloc|find|lookup|xa_load|ioremap|(?:^|_)[vk]map$|grab/;
