// SPDX-License-Identifier: GPL-2.0-only
/** Pages of the kernel's library functions, from the table that the analysis follows them by. */

import type {
  Condition,
  Effect,
  HelperLockKind,
  HelperSummary,
  Outcome,
  PlaceRef,
} from '../../analysis/models/model.ts';
import { constantText } from '../../analysis/reports/render.ts';
import { vmFlagsApiOf } from '../../contracts/faults.ts';
import { signatureText } from '../../contracts/prototype.ts';
import { formatRelease } from '../../contracts/release.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import { capitalised } from '../../text/words.ts';
import { argumentNames, signatureOf } from '../cursor/signatures.ts';
import type { Session } from '../session/session.ts';
import { bullets, codeBlock, paragraphs, placeLink } from './markdown.ts';

/** Returns the page of a library function in this release; null for one that nothing is known of. */
export function libraryPage(name: string, path: string, session: Session): string | null {
  const helper = session.context.helpers.get(name);
  const lines = helper ? linesOf(helper, argumentNames(name, session)) : [];
  const signature = signatureOf(name, path, session);
  if (lines.length === 0 && !signature) return null;
  const { release } = session.kernel;
  const flagsApi = vmFlagsApiOf(release);
  return paragraphs([
    signature ? codeBlock(signatureText(signature.name, signature)) : '',
    lines.length > 0 ? `**${name}()** · Linux ${formatRelease(release)}` : definedIn(name, path, session),
    bullets(lines),
    flagsApi?.functions.includes(name) ? flagsApi.meaning : '',
  ]);
}

/** Where a function of the driver's own is defined. */
function definedIn(name: string, path: string, session: Session): string {
  const facts = session.file(path);
  const definition = facts && session.program.peek(name, facts.file)[0];
  if (!definition) return `**${name}()** · declared in a header of the tree`;
  return `**${name}()** · defined in ${placeLink(nameOf(definition), session.base)}`;
}

/** What a call may give and do, one line each. */
export function linesOf(helper: HelperSummary, names: readonly string[] = []): string[] {
  const { converts, outcomes, sleeps, userAccess, takesMmapLock, noreturn, alias } = helper;
  const lines: string[] = [];
  if (converts) {
    const pairs = [...converts.map].map(([from, to]) =>
      from === '*' ? `any other value ${code(to)}` : `${code(from)} becomes ${code(to)}`,
    );
    lines.push(`Converts ${argument(converts.argument, names)}: ${pairs.join(', ')}`);
  }
  lines.push(...outcomes.map((one) => outcomeLine(one, names)).filter((line) => line !== null));
  if (alias)
    lines.push(`Gives another view of ${placeText(alias, names)}: a lock of one is a lock of the other`);
  if (takesMmapLock) lines.push('Takes mmap_lock, and drops it again');
  if (userAccess) lines.push('Accesses user memory, so it may fault');
  if (noreturn) lines.push('Does not return');
  if (sleeps === true) lines.push('May sleep');
  else if (sleeps === false && lines.length > 0) lines.push('Does not sleep');
  else if (sleeps !== null && typeof sleeps === 'object')
    lines.push(`May sleep, unless the gfp flags in ${argument(sleeps.gfp, names)} forbid it`);
  return lines;
}

function outcomeLine({ returns, effects, conditions }: Outcome, names: readonly string[]): string | null {
  const does = effects.map((effect) => effectText(effect, names)).filter((text) => text !== null);
  const values = valuesText(returns);
  if (does.length === 0 && values === '') return null;
  const gives = values === '' ? '' : `Returns ${values}`;
  const when =
    conditions.length === 0 ? '' : ` if ${conditions.map((one) => conditionText(one, names)).join(' and ')}`;
  const line = [gives, does.join(', ')].filter((part) => part !== '').join(': ');
  return `${capitalised(line)}${when}`;
}

/** What is known of the values that come back: `` `0`, `-EINVAL`, a negative errno ``; empty when nothing is. */
export function valuesText(returns: readonly string[]): string {
  const known = [...new Set(returns)].filter((atom) => !atom.startsWith('?'));
  return known.map(code).join(', ');
}

function code(atom: string): string {
  const text = constantText(atom);
  return text.includes(' ') && !text.includes('|') ? text : `\`${text}\``;
}

const LOCKS: Record<HelperLockKind, string> = {
  page: 'the page lock',
  mutex: 'the mutex',
  spinlock: 'the spinlock',
  'rwsem-read': 'the semaphore for reading',
  'rwsem-write': 'the semaphore for writing',
  rcu: 'rcu_read_lock()',
  preempt: 'an atomic section',
  freeze: 'freeze protection',
  srcu: 'the read section',
  power: 'a power reference',
  active: 'an active reference',
  creds: 'credentials',
  signals: 'blocked signals',
  migration: 'a migration',
  'mmap-read': 'mmap_lock for reading',
  'mmap-write': 'mmap_lock for writing',
  other: 'the lock',
};

function effectText(effect: Effect, names: readonly string[]): string | null {
  switch (effect.verb) {
    case 'set':
      return `sets ${placeText(effect.place, names)}`;
    case 'clear':
      return `sets ${placeText(effect.place, names)} to NULL`;
    case 'havoc':
      return `may change ${placeText(effect.place, names)}`;
    case 'assign':
      return `sets ${placeText(effect.place, names)} to ${placeText(effect.from, names)}`;
    case 'lock':
      return `takes ${LOCKS[effect.kind]}`;
    case 'unlock':
      return `drops ${LOCKS[effect.kind]}`;
    case 'install':
      return 'the PTE is installed';
    case 'find-entry':
      return 'another PTE was there already';
    case 'release-mmap':
      return 'drops mmap_lock, or the VMA lock';
    case 'check-truncation':
      return 'checks that the page was not truncated';
    case 'vm-flags':
      return flagsText(effect, names);
    case 'get':
      return `takes a reference to ${placeText(effect.place, names)}`;
    case 'put':
      return `drops a reference to ${placeText(effect.place, names)}`;
    case 'free':
      return `frees ${placeText(effect.place, names)}`;
    case 'dirty':
      return 'dirties the page';
    case 'time-update':
      return 'updates the times of the file';
    default:
      return null;
  }
}

function flagsText(
  { change, flags }: Extract<Effect, { verb: 'vm-flags' }>,
  names: readonly string[],
): string {
  const which =
    'names' in flags ? flags.names.join(', ') : `the VM flags in ${argument(flags.argument, names)}`;
  switch (change) {
    case 'set':
      return `sets ${which}`;
    case 'clear':
      return `clears ${which}`;
    case 'replace':
      return `replaces all VM flags by ${which}`;
    case 'maybe':
      return `may set ${which}`;
    case 'unknown':
      return `may set or clear ${which}`;
  }
}

function conditionText({ negated, place, test, value }: Condition, names: readonly string[]): string {
  const where = placeText(place, names);
  if (test === 'true') return negated ? `${where} is 0` : `${where} is not 0`;
  if (test === 'equals') return `${where} is ${negated ? 'not ' : ''}\`${value}\``;
  return `${where} ${negated ? 'lacks' : 'has'} \`${value}\``;
}

function argument(index: number, names: readonly string[]): string {
  const name = names[index];
  return name ? `\`${name}\`` : `argument ${index + 1}`;
}

/** `vma->vm_mm of argument 1`. */
function placeText({ root, index, fields, arrows }: PlaceRef, names: readonly string[]): string {
  const of = root === 'arg' ? argument(index, names) : root === 'result' ? 'the result' : null;
  const name = root === 'arg' ? names[index] : undefined;
  if (name && fields.length > 0)
    return `\`${fields.reduce((text, field, at) => `${text}${arrows[at] ? '->' : '.'}${field}`, name)}\``;
  const path = fields.map((field, at) => (at === 0 ? field : `${arrows[at] ? '->' : '.'}${field}`)).join('');
  if (path === '') return of ?? 'a global';
  return of === null ? `\`${path}\`` : `\`${path}\` of ${of}`;
}
