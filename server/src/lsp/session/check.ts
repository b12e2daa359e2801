// SPDX-License-Identifier: GPL-2.0-only
/** Checks one file of a session, where only what its own tables, handlers and mappings need is explored, or the tree. */
import { checkRules } from '../../core/applyRules.ts';
import { gaps } from '../../core/gaps.ts';
import { ruleContext } from '../../core/ruleContext.ts';
import type { Finding } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order.ts';
import { plainFinding } from '../../findings/plain.ts';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../../rules/rule.ts';
import { isOwn } from '../../text/source.ts';
import { type ExploreStep, explore } from '../../workspace/explore.ts';
import { fileScope, type Scope, wholeScope } from '../../workspace/scope.ts';
import { askedStructTables, structMembers } from '../../workspace/structMembers.ts';
import { entriesOf } from '../diagnostics/entries.ts';
import type { Session } from './session.ts';

/** The rules whose findings stay true when the rest of the tree comes. */
const BEFORE_TREE = rules.filter(({ needsWholeTree }) => !needsWholeTree);

/** Milliseconds of work after which the editor's next message is let in. */
const SLICE = 10;

/** The session changed while a file was checked: what was found is of no use. */
export class Stale extends Error {}

/**
 * Returns the findings in one file, with places in the file as it is now, in order.
 *
 * @param reading the tree is not read yet: only what can be said without it is
 * @throws Stale when the session changed meanwhile or `isCancelled` says so
 */
export async function checkFile(
  session: Session,
  path: string,
  { isCancelled = () => false, reading = false }: { isCancelled?: () => boolean; reading?: boolean } = {},
): Promise<Finding[]> {
  if (!session.file(path) || session.config.excludes(session.inTree)(path)) return [];
  const findings = await check(session, fileScope(session, path), {
    isCancelled,
    path,
    chosen: reading ? BEFORE_TREE : rules,
    onProgress: () => {},
  });
  return findings.flatMap((finding) =>
    finding.place.file.path === path
      ? [finding]
      : entriesOf(finding, path)
          .slice(0, 1)
          .map((entry) => ({ ...entry, fix: null })),
  );
}

/**
 * Returns the findings in all files of a session, as `checkFile` does for one.
 *
 * @param onProgress told now and then how many of how many functions are explored
 */
export function checkTree(
  session: Session,
  isCancelled: () => boolean,
  onProgress: (done: number, total: number) => void,
): Promise<Finding[]> {
  return check(session, wholeScope(session), {
    isCancelled,
    onProgress,
    path: null,
    chosen: rules,
  });
}

interface Way {
  isCancelled: () => boolean;
  onProgress: (done: number, total: number) => void;
  /** The only file that findings are wanted for; null: all. */
  path: string | null;
  chosen: Rule[];
}

async function check(
  session: Session,
  scope: Scope,
  { isCancelled, onProgress, path, chosen }: Way,
): Promise<Finding[]> {
  // Files that come while the tree is read do not make wrong what is said without them.
  const stamp = () => (chosen === rules ? session.generation : session.edits);
  const started = stamp();
  let since = performance.now();
  const breathe = async ({ done, total }: ExploreStep) => {
    if (performance.now() - since < SLICE) return;
    onProgress(done, total);
    await new Promise(setImmediate);
    if (stamp() !== started || isCancelled()) throw new Stale();
    since = performance.now();
  };
  const steps = explore(session.analysis, scope);
  let step = steps.next();
  for (; !step.done; step = steps.next()) await breathe(step.value);
  const isUnderLint = (one: string) => (path === null ? isOwn(one) : one === path);
  const structs = await structsOf(session, path, isUnderLint);
  if (stamp() !== started || isCancelled()) throw new Stale();
  const context = ruleContext(session, scope, step.value, isUnderLint, structs);
  if (path !== null)
    session.gaps.set(path, gaps(step.value.reports, step.value.mappings, step.value.lost, session.kernel));
  const { findings } = checkRules(chosen, context, session.config.settingsOf);
  return findings.map(plainFinding).sort(compareFindings);
}

/** Tables of other structs that concern one file, or all. */
async function structsOf(session: Session, path: string | null, isUnderLint: (path: string) => boolean) {
  const tables = path === null || session.file(path) ? askedStructTables(session.program, isUnderLint) : [];
  const contracts = tables.length > 0 ? await session.structContracts() : null;
  return contracts
    ? structMembers(session.program, { contracts, tables }, session.analysis, isUnderLint)
    : [];
}
