/** Runs the rules that apply to the release and completes their drafts to findings. */
import type { Release } from '../contracts/model.ts';
import { compareReleases } from '../contracts/model.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { sortAndDedupe } from '../findings/order.ts';
import type { Rule, RuleContext } from '../rules/rule.ts';

/** A finding names at most this many related places: the ones nearest to it. */
const MOST_RELATED = 6;

/**
 * Returns the findings of all rules in order.
 *
 * @param severities severity per rule id, over the rule's own; `off` keeps a rule from running
 */
export function applyRules(
  rules: Rule[],
  context: RuleContext,
  severities: Map<string, Severity>,
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const severity = severities.get(rule.id) ?? rule.severity;
    if (severity === 'off' || !appliesTo(rule, context.kernel.release)) continue;
    for (const draft of rule.check(context)) {
      findings.push({
        rule: rule.id,
        severity,
        confidence: draft.confidence ?? 'high',
        basis: draft.basis ?? rule.basis,
        message: draft.message,
        place: draft.place,
        function: draft.function ?? null,
        table: draft.table ?? null,
        op: draft.op ?? null,
        related: (draft.related ?? []).slice(-MOST_RELATED),
      });
    }
  }
  return sortAndDedupe(findings);
}

/** Whether the release lies in the rule's range; `until` 6.5 includes every 6.5.y. */
function appliesTo({ since, until }: Rule, release: Release): boolean {
  if (since !== null && compareReleases(release, since) < 0) return false;
  const stable = until !== null && until.patch === 0 && until.major >= 3 ? { ...release, patch: 0 } : release;
  return until === null || compareReleases(stable, until) <= 0;
}
