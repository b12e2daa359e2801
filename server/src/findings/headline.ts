// SPDX-License-Identifier: GPL-2.0-only
/** A message for a list that cuts its lines: what to do comes first. */

import type { Finding } from './finding.ts';
import { type ByRule, ofRule } from './ruleId.ts';
import { messageOf } from './says.ts';

/** What to do, by rule, where a message tells no more than what is wrong and no fix says the rest. */
const ADVICE: ByRule<string> = {
  'fault-code-not-allowed': 'return a final result',
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
export function headline({
  rule,
  says,
  message,
  fix,
}: Pick<Finding, 'rule' | 'says' | 'message' | 'fix'>): string {
  const { advice, ...rest } = says;
  if (advice !== undefined) return `${advice}: ${messageOf(rest)}`;
  const todo =
    fix === null ? ofRule(ADVICE, rule) : `${fix.title.charAt(0).toLowerCase()}${fix.title.slice(1)}`;
  return todo === undefined ? message : `${todo}: ${message}`;
}

/** The code that a piece of advice names, `VM_FAULT_NOPAGE`; null when it names none, or only for some cases. */
export function codeAdvised(advice: string): string | null {
  return /^return (VM_FAULT_[A-Z]+)(?! only)(?=\W|$)/.exec(advice)?.[1] ?? null;
}
