// SPDX-License-Identifier: GPL-2.0-only
/** Runs the rules that apply to the release and completes their drafts to findings. */
import { type FileSettings, settingsFrom } from '../config/settings.ts';
import { inEra } from '../contracts/release.ts';
import type { AllowedFinding, Finding, Severity } from '../findings/finding.ts';
import { sortAndDedupe } from '../findings/order.ts';
import { said } from '../findings/says.ts';
import { rules as all } from '../rules/index.ts';
import type { Draft, Rule, RuleCard, RuleContext } from '../rules/rule.ts';
import { compiledOnly } from '../rules/shared/compiled.ts';
import { targetRules } from '../rules/target/index.ts';
import { UNUSED_SUPPRESSION } from '../rules/unusedSuppression.ts';
import { checkSafely, type Lost } from './checkSafely.ts';
import { oneForEachOrigin } from './oneOrigin.ts';
import { suppress } from './suppress.ts';

/** What a comment in C may name. */
const ALLOWABLE = [...all, ...targetRules].map(({ id }) => id);

/** What the rules said. */
export interface Checked {
  /** In order. */
  findings: Finding[];
  /** What a comment in the source allows, in order. */
  suppressed: AllowedFinding[];
  /** Files of which a rule could not say anything, and why. */
  lost: Lost[];
}

/**
 * Returns the findings of all rules in order, without those that a comment in the source allows.
 *
 * @param severities severity per rule id, over the rule's own; `off` keeps a rule from running
 */
export function applyRules(
  rules: Rule[],
  context: RuleContext,
  severities: Map<string, Severity>,
): Finding[] {
  const settings = settingsFrom(null, { severities, contract: context.contract });
  return checkRules(rules, context, () => settings).findings;
}

/**
 * Runs every rule, each file by its own settings. The contract of `context` is not used: the files' own are.
 *
 * @param settingsOf what holds for the file with this stored path
 */
export function checkRules(
  rules: Rule[],
  context: RuleContext,
  settingsOf: (path: string) => FileSettings,
): Checked {
  const { release } = context.kernel;
  const applicable = rules.filter((rule) => inEra(release, rule));
  const severityIn = (rule: Rule, path: string, own: Severity = rule.severity) =>
    settingsOf(path).severityOf(rule.id) ?? own;
  const complete = (rule: Rule, drafts: Draft[]): Finding[] =>
    drafts.flatMap((draft) => {
      const severity = severityIn(rule, draft.place.file.path, draft.severity);
      if (severity === 'off') return [];
      const isChosen = settingsOf(draft.place.file.path).severityOf(rule.id) !== null;
      return [findingOf(rule, severity, isChosen ? { ...draft, lost: [] } : draft)];
    });
  const settings = new Set([...context.program.files.keys()].map(settingsOf));
  const contracts = new Set([...settings].map(({ contract }) => contract));
  const compiled = compiledOnly(context);
  const found: Finding[] = [];
  const lost: Lost[] = [];
  for (const contract of contracts) {
    const view = { ...compiled, contract };
    for (const rule of applicable) {
      if ([...settings].every(({ severityOf }) => (severityOf(rule.id) ?? rule.severity) === 'off')) continue;
      const own = (draft: Draft) => settingsOf(draft.place.file.path).contract === contract;
      const drafts = checkSafely(rule, view, lost).filter(own);
      const slips = oneForEachOrigin(drafts, context.program, rule.isOfCallee === true);
      found.push(...complete(rule, slips));
    }
  }
  const byId = new Map<string, Rule>(applicable.map((rule) => [rule.id, rule]));
  const { findings, suppressed, complaints } = suppress(sortAndDedupe(found), context, {
    // A comment may be for a rule that this run does not have.
    ruleIds: ALLOWABLE,
    ran: (id, path) => {
      const rule = byId.get(id);
      return rule !== undefined && severityIn(rule, path) !== 'off';
    },
  });
  const complaining = byId.get(UNUSED_SUPPRESSION);
  if (complaining === undefined || complaints.length === 0) return { findings, suppressed, lost };
  return { findings: sortAndDedupe([...findings, ...complete(complaining, complaints)]), suppressed, lost };
}

/** Completes a draft of a rule. */
export function findingOf(rule: RuleCard, severity: Finding['severity'], draft: Draft): Finding {
  return {
    rule: rule.id,
    severity,
    confidence: draft.confidence ?? 'high',
    basis: draft.basis ?? rule.basis,
    ...said(draft.says),
    place: draft.place,
    function: draft.function ?? null,
    table: draft.table ?? null,
    op: draft.op ?? null,
    path: (draft.related ?? []).map(({ place, message, kind = 'note', explains = true }) => ({
      kind,
      place,
      message,
      explains,
    })),
    fix: draft.fix ?? null,
    ...(draft.lost?.length ? { lost: draft.lost } : {}),
    ...(draft.unsaid === undefined ? {} : { unsaid: draft.unsaid }),
    ...(draft.degree === undefined ? {} : { degree: draft.degree }),
  };
}
