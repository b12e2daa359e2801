// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint --target`: code that is written for one release against the contract of a newer one. */
import { compareReleases, type Release } from '../contracts/model.ts';
import { formatRelease, releaseInWords } from '../contracts/release.ts';
import type { Finding } from '../findings/finding.ts';
import { comparePlaces, sortAndDedupe } from '../findings/order.ts';
import { messageOf } from '../findings/says.ts';
import { catalogue } from '../rules/index.ts';
import type { RuleCard } from '../rules/rule.ts';
import { compiledOnly } from '../rules/shared/compiled.ts';
import { targetRules } from '../rules/target/index.ts';
import { movesOf } from '../rules/target/moves.ts';
import type { Change, TargetContext } from '../rules/target/rule.ts';
import { UNUSED_SUPPRESSION } from '../rules/unusedSuppression.ts';
import { spot } from '../text/source.ts';
import { findingOf } from './applyRules.ts';
import { type LintRun, lint } from './lint.ts';
import type { LintRequest, TargetChange } from './request.ts';
import { ruleContext } from './ruleContext.ts';
import { suppress } from './suppress.ts';

/** The code is not older than the release that it is to move to. */
export class TargetError extends Error {}

/**
 * Lints twice, and returns what the newer release asks for beyond the code's own. Throws TargetError when the code's
 * release is not older, and as `lint` does.
 */
export async function lintTarget(request: LintRequest, target: Release): Promise<LintRun> {
  const started = performance.now();
  const own = await lint(request);
  const from = own.kernel.release;
  if (own.badInputs.length > 0) return own;
  if (compareReleases(from, target) >= 0) {
    const why = releaseInWords(from, own.releaseNote);
    throw new TargetError(
      `--target ${formatRelease(target)}: the code is not written for an older release (${why}); --kernel says for which it is`,
    );
  }
  const moved = await lint({ ...request, kernel: target, isOtherRelease: true });
  const context: TargetContext = {
    ...compiledOnly(ruleContext(moved, moved, moved, moved.isUnderLint)),
    from,
  };
  const { changes, allowed } = withoutAllowed(changesOf(own.findings, moved.findings, context), context);
  const settingsOf = moved.settings.forFiles(moved.base, request);
  const groups = groupsOf(changes, (rule, path) => settingsOf(path).severityOf(rule.id) ?? rule.severity);
  const findings = sortAndDedupe(groups.flatMap(findingsOf));
  return {
    ...moved,
    findings,
    suppressed: allowed,
    releaseNote: `${releaseInWords(from, own.releaseNote)}, to ${formatRelease(target)}`,
    target: { from, to: target, changes: groups.map(summaryOf) },
    summary: {
      ...moved.summary,
      suppressed: allowed.length,
      milliseconds: Math.round(performance.now() - started),
    },
  };
}

type Ruled = Change & { rule: RuleCard };

function changesOf(own: readonly Finding[], moved: readonly Finding[], context: TargetContext): Ruled[] {
  const keyOf = ({ rule, place, op }: Finding) => `${rule}:${spot(place)}:${op}`;
  const before = new Set(own.map(keyOf));
  const after = new Set(moved.map(keyOf));
  const elsewhere = countOf(own.filter((finding) => !after.has(keyOf(finding))).map(nameOf));
  /** Arms of the other release may move a finding that both have. */
  const isMoved = (finding: Finding) => {
    const left = elsewhere.get(nameOf(finding)) ?? 0;
    elsewhere.set(nameOf(finding), left - 1);
    return left > 0;
  };
  const cards = new Map<string, RuleCard>(catalogue.map((rule) => [rule.id, rule]));
  const named = targetRules.flatMap((rule) =>
    rule.check(context).map((change): Ruled => ({ ...change, rule })),
  );
  // What follows from a helper that has changed is said with it.
  const explained = new Set(named.map(({ draft: { place } }) => spot(place)));
  const found = moved
    .filter((finding) => finding.rule !== UNUSED_SUPPRESSION)
    .filter((finding) => !(before.has(keyOf(finding)) || isMoved(finding)) || isGone(finding, context))
    .filter(({ path }) => !path.some(({ place }) => explained.has(spot(place))))
    .flatMap((finding) => {
      const rule = { ...(cards.get(finding.rule) as RuleCard), severity: finding.severity };
      return movesOf(finding, rule, context).map((change): Ruled => ({ ...change, rule }));
    });
  return [...named, ...found];
}

/** What a finding is about, wherever it stands. */
const nameOf = ({ rule, place, function: name, table, op }: Finding) =>
  [rule, place.file.path, name, table, op].join('\0');

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Takes out the places that a comment in the source allows. */
function withoutAllowed(changes: readonly Ruled[], context: TargetContext) {
  const findings = new Map(
    changes.map((change) => [findingOf(change.rule, severityOf(change), change.draft), change]),
  );
  // Whether a comment is of use is said by the lint of the code's own release.
  const options = { ruleIds: catalogue.map(({ id }) => id), ran: () => false };
  const { findings: left, suppressed } = suppress([...findings.keys()], context, options);
  return { changes: left.map((finding) => findings.get(finding) as Ruled), allowed: suppressed };
}

const severityOf = ({ rule: { severity } }: Ruled) => (severity === 'off' ? 'information' : severity);

/** A member that the own release does not have yet, and the target no more, is wrong in both for other reasons. */
function isGone({ rule, op }: Finding, { kernel }: TargetContext): boolean {
  return rule === 'unknown-op' && kernel.removed.has(op ?? '');
}

interface Group {
  rule: RuleCard;
  severity: Finding['severity'];
  changes: Ruled[];
}

/** Gathers what is of one kind, the oldest release first; within it in the order of the places. */
function groupsOf(
  changes: readonly Ruled[],
  severityOf: (rule: RuleCard, path: string) => RuleCard['severity'],
): Group[] {
  const groups = new Map<string, Group>();
  for (const change of changes) {
    const { rule, says, release, draft } = change;
    const severity = severityOf(rule, draft.place.file.path);
    if (severity === 'off') continue;
    const key = [formatRelease(release), rule.id, messageOf(says), severity].join('\0');
    const group = groups.get(key) ?? { rule, severity, changes: [] };
    groups.set(key, group);
    if (!group.changes.some((other) => spot(other.draft.place) === spot(draft.place)))
      group.changes.push(change);
  }
  const ordered = [...groups.values()];
  for (const group of ordered) group.changes.sort((a, b) => comparePlaces(a.draft.place, b.draft.place));
  return ordered.sort((a, b) => {
    const [first, second] = [a.changes[0] as Ruled, b.changes[0] as Ruled];
    return (
      compareReleases(first.release, second.release) || comparePlaces(first.draft.place, second.draft.place)
    );
  });
}

function summaryOf({ rule, severity, changes }: Group): TargetChange {
  const [{ release, says }] = changes as [Ruled];
  return {
    release,
    rule: rule.id,
    severity,
    kind: messageOf(says),
    places: changes.map(({ draft }) => ({ place: draft.place, message: messageOf(draft.says) })),
    safe: changes.filter(({ draft }) => draft.fix?.safe).length,
  };
}

/** One finding a file: at the first place, the others behind it. */
function findingsOf({ rule, severity, changes }: Group): Finding[] {
  const byFile = new Map<string, Ruled[]>();
  for (const change of changes) {
    const { path } = change.draft.place.file;
    byFile.set(path, [...(byFile.get(path) ?? []), change]);
  }
  return [...byFile.values()].map((own) => {
    const [{ draft, release, says }, ...others] = own as [Ruled, ...Ruled[]];
    const since = formatRelease(release);
    const count = own.length === 1 ? '' : ` (${own.length} places)`;
    const notes = others.map(({ draft: { place, says: where } }) => ({
      place,
      message: `and here: ${messageOf(where)}`,
    }));
    const finding = findingOf(rule, severity, {
      ...draft,
      says: { ...says, remark: `since ${since}${count}` },
      related: [...(own.length === 1 ? (draft.related ?? []) : []), ...notes],
      fix: fixOf(own),
    });
    return { ...finding, since };
  });
}

/** The safe fixes of all places in one; else that of the only place. */
function fixOf(changes: readonly Ruled[]): Finding['fix'] {
  const fixes = changes.flatMap(({ draft: { fix } }) => (fix ? [fix] : []));
  const safe = fixes.filter((fix) => fix.safe);
  const [first] = safe;
  if (!first) return changes.length === 1 ? (fixes[0] ?? null) : null;
  const title = safe.length === 1 ? first.title : `${first.title}, ${safe.length} times`;
  return { title, safe: true, edits: safe.flatMap(({ edits }) => edits) };
}
