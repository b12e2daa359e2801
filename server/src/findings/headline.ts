// SPDX-License-Identifier: GPL-2.0-only
/** A message for a list that cuts its lines: what to do comes first. */

import { isAdvice } from './clauses.ts';
import type { Finding } from './finding.ts';
import { type ByRule, ofRule } from './ruleId.ts';

/** What to do, by rule, where a message tells no more than what is wrong and no fix says the rest. */
const ADVICE: ByRule<string> = {
  'fault-code-not-allowed': 'return a final result',
  'fault-without-page': 'return VM_FAULT_NOPAGE',
  'missing-pfn-mkwrite': 'add pfn_mkwrite',
  'non-const-table': 'make it const',
  'op-prototype': 'give the member a function of its type',
  'pfn-mkwrite-return': 'return VM_FAULT_NOPAGE, or an error',
  'unknown-op': 'leave the member out in this release',
  'unused-suppression': 'name a rule that there is',
};

/**
 * Returns the message with its advice in front: `return VM_FAULT_NOPAGE: handler foo() returns …`. One that has no
 * advice gets the title of its fix, or what its rule asks for.
 */
export function headline({ rule, message, fix }: Pick<Finding, 'rule' | 'message' | 'fix'>): string {
  if (isAdvice(message)) return message;
  for (const [at, mark] of marksIn(message)) {
    const advice = message.slice(at + mark.length);
    if (isAdvice(advice)) return `${advice}: ${message.slice(0, at)}`;
  }
  const advice = ofRule(ADVICE, rule);
  if (!fix) return advice === undefined ? message : `${advice}: ${message}`;
  return `${fix.title.charAt(0).toLowerCase()}${fix.title.slice(1)}: ${message}`;
}

/** Where a clause of its own begins, the last first. */
function marksIn(message: string): [number, string][] {
  return [...message.matchAll(/; |: /g)]
    .map(({ index, 0: mark }): [number, string] => [index, mark])
    .reverse();
}

/** The code that a message asks to return, `VM_FAULT_NOPAGE`; null when it asks for none, or only in some cases. */
export function codeAdvised(message: string): string | null {
  return /(?:^|[;:] )return (VM_FAULT_[A-Z]+)(?! only)(?=\W|$)/.exec(message)?.[1] ?? null;
}
