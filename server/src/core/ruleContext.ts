// SPDX-License-Identifier: GPL-2.0-only
/** What rules are handed of a workspace. */
import type { RuleContext } from '../rules/rule.ts';
import type { Explored } from '../workspace/explore.ts';
import type { Scope } from '../workspace/scope.ts';

/**
 * Puts together what rules read.
 *
 * @param of the kernel and the program
 * @param scope the tables and handlers that were explored
 * @param explored what that gave
 * @param isUnderLint whether a file is under lint; all are without it
 * @param structMembers what tables of other structs set
 */
export function ruleContext(
  { kernel, program }: Pick<RuleContext, 'kernel' | 'program'>,
  { tables, handlers }: Pick<Scope, 'tables' | 'handlers'>,
  { reports, mappings, callees, holders, others }: Omit<Explored, 'lost'>,
  isUnderLint?: (path: string) => boolean,
  structMembers: RuleContext['structMembers'] = [],
): RuleContext {
  // Every file has a contract of its own, which `checkRules` puts in.
  return {
    kernel,
    program,
    tables,
    handlers,
    reports,
    mappings,
    callees,
    structMembers,
    holders,
    others,
    contract: 'documentation',
    isUnderLint,
  };
}
