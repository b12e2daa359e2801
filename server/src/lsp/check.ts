/** Checks one file of a session, where only what its own tables, handlers and mappings need is explored, or the tree. */

import type { HandlerReport, MappingReport } from '../analysis/report.ts';
import { checkRules } from '../core/applyRules.ts';
import type { Finding } from '../findings/finding.ts';
import { compareFindings } from '../findings/order.ts';
import { rules } from '../rules/index.ts';
import { plainPlace } from './places.ts';
import { type Scope, scopeOf, wholeScope } from './scope.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** Milliseconds of work after which the editor's next message is let in. */
const SLICE = 10;

/** The session changed while a file was checked: what was found is of no use. */
export class Stale extends Error {}

/**
 * Returns the findings in one file, with places in the file as it is now, in order.
 *
 * @throws Stale when the session changed meanwhile or `isCancelled` says so
 */
export async function checkFile(
  session: Session,
  path: string,
  settings: Settings,
  isCancelled: () => boolean = () => false,
): Promise<Finding[]> {
  if (!session.file(path)) return [];
  const findings = await check(session, scopeOf(session, path), settings, isCancelled);
  return findings.filter((finding) => finding.place.file.path === path);
}

/**
 * Returns the findings in all files of a session, as `checkFile` does for one.
 *
 * @param onProgress told now and then how many of how many functions are explored
 */
export function checkTree(
  session: Session,
  settings: Settings,
  isCancelled: () => boolean,
  onProgress: (done: number, total: number) => void,
): Promise<Finding[]> {
  return check(session, wholeScope(session), settings, isCancelled, onProgress);
}

async function check(
  session: Session,
  scope: Scope,
  settings: Settings,
  isCancelled: () => boolean,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Finding[]> {
  const { generation } = session;
  const total = scope.jobs.length + scope.mappings.length;
  let since = performance.now();
  const breathe = async (done: number) => {
    if (performance.now() - since < SLICE) return;
    onProgress(done, total);
    await new Promise(setImmediate);
    if (session.generation !== generation || isCancelled()) throw new Stale();
    since = performance.now();
  };
  const reports: HandlerReport[] = [];
  for (const [done, { definition, op, tables }] of scope.jobs.entries()) {
    if (!session.memory.has(definition, op)) await breathe(done);
    reports.push(...session.memory.reports(definition, op, tables));
  }
  const mappings: MappingReport[] = [];
  for (const [done, definition] of scope.mappings.entries()) {
    if (!session.memory.hasMapping(definition)) await breathe(scope.jobs.length + done);
    mappings.push(...session.memory.mapping(definition));
  }
  const { kernel, program } = session;
  const { tables, handlers } = scope;
  const { findings } = checkRules(
    rules,
    { kernel, program, tables, handlers, reports, mappings, contract: settings.contract ?? 'documentation' },
    session.config.forFiles(session.base, { severities: settings.severities, contract: settings.contract }),
  );
  return findings
    .map((finding) => ({
      ...finding,
      place: plainPlace(finding.place),
      related: finding.related.map((one) => ({ ...one, place: plainPlace(one.place) })),
    }))
    .sort(compareFindings);
}
