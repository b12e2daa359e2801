// SPDX-License-Identifier: GPL-2.0-only
/** What a lint against another release finds that one against the code's own does not, as changes with their release. */
import { prototypeSteps, releaseAfter } from '../../contracts/changes.ts';
import { compareReleases, type Prototype } from '../../contracts/model.ts';
import { normalType } from '../../contracts/prototype.ts';
import { bound, formatRelease } from '../../contracts/release.ts';
import { flagStores } from '../../facts/mappings/flagStores.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Finding } from '../../findings/finding.ts';
import { functionInstead } from '../flags/vmFlagsDirectWrite.ts';
import type { RuleCard } from '../rule.ts';
import type { Change, TargetContext } from './rule.ts';

/** Returns the changes that a finding asks for: a prototype may have changed more than once on the way. */
export function movesOf(finding: Finding, rule: RuleCard, context: TargetContext): Change[] {
  switch (finding.rule) {
    case 'op-prototype':
      return prototypeMoves(finding, context) ?? [plainMove(finding, rule, context)];
    case 'unknown-op':
      return [opMove(finding, context) ?? plainMove(finding, rule, context)];
    case 'vm-flags-direct-write':
      return [flagMove(finding, context) ?? plainMove(finding, rule, context)];
    default:
      return [plainMove(finding, rule, context)];
  }
}

/** A finding of its own: from the release on that its rule begins with, as far as the rule knows. */
function plainMove(finding: Finding, { since }: RuleCard, { from, kernel }: TargetContext): Change {
  const first = since === null ? null : bound(since);
  const isLater = first !== null && compareReleases(first, from) > 0;
  return {
    release: isLater ? first : kernel.release,
    says: finding.says,
    draft: draftOf(finding, finding.function === null ? '' : `in ${finding.function}()`),
  };
}

function draftOf(finding: Finding, where: string): Change['draft'] {
  const { place, function: name, table, op, confidence, basis, fix, path } = finding;
  return { place, function: name, table, op, confidence, basis, fix, related: path, says: { fault: where } };
}

/** Only what the handler itself has not followed yet. */
function prototypeMoves(finding: Finding, context: TargetContext): Change[] | null {
  const actual = prototypeAt(finding, context);
  const op = finding.op as string;
  if (actual === null) return null;
  const differs = (a: string, b: string) => normalType(a) !== normalType(b);
  const list = (types: readonly string[]) => types.map(normalType).join();
  const steps = prototypeSteps(op, context.from, context.kernel.release).filter(
    ({ before, after }) =>
      (list(before.parameters) !== list(after.parameters) &&
        list(actual.parameters) !== list(after.parameters)) ||
      (differs(before.returns, after.returns) && differs(actual.returns, after.returns)),
  );
  if (steps.length === 0) return null;
  return steps.map(({ release, text }, at) => ({
    release,
    says: { fault: 'handlers have another prototype', consequences: [text] },
    draft: {
      ...draftOf(finding, `${finding.function}(), for ${op}`),
      // One edit makes all the steps.
      fix: at === steps.length - 1 ? finding.fix : null,
    },
  }));
}

function prototypeAt({ op, place }: Finding, { handlers }: TargetContext): Prototype | null {
  const isHere = ({ file, item }: FunctionDefinition) =>
    file === place.file && item.start <= place.start && place.end <= item.end;
  for (const { member, definitions } of handlers) {
    const definition = member.op === op ? definitions.find(isHere) : undefined;
    const variant = definition?.variants().find(({ nameSpan }) => nameSpan.start === place.start);
    if (variant)
      return { returns: variant.returnType, parameters: variant.parameters.map(({ type }) => type) };
  }
  return null;
}

function opMove(finding: Finding, { kernel }: TargetContext): Change | null {
  const { op, table } = finding;
  const removed = kernel.removed.get(op ?? '');
  if (!removed) return null;
  const { last, replacedBy } = removed;
  return {
    release: releaseAfter(formatRelease(last)),
    says: {
      fault: `${op} is no member of struct vm_operations_struct any more`,
      ...(replacedBy === null ? { consequences: ['it has no successor'] } : { advice: `use ${replacedBy}` }),
    },
    draft: draftOf(finding, `in ${table}`),
  };
}

function flagMove(finding: Finding, { program }: TargetContext): Change | null {
  const { file, start } = finding.place;
  const facts = program.files.get(file.path);
  const store = facts && flagStores(facts).find(({ place }) => place.start === start);
  if (!store) return null;
  const { name, call } = functionInstead(store);
  return {
    release: { major: 6, minor: 3, patch: 0 },
    says: { fault: 'vm_flags is const, and a store to it does not compile', advice: `use ${name}` },
    draft: draftOf(finding, call ?? `in ${store.definition.name}()`),
  };
}
