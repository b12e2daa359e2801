/** Checks one file of a session: only what its own tables, handlers and mappings need is explored. */

import type { HandlerReport, MappingReport } from '../analysis/report.ts';
import { checkRules } from '../core/applyRules.ts';
import type { Finding } from '../findings/finding.ts';
import { compareFindings } from '../findings/order.ts';
import { rules } from '../rules/index.ts';
import { plainPlace } from './places.ts';
import { scopeOf } from './scope.ts';
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
  const { generation } = session;
  const facts = session.file(path);
  if (!facts) return [];
  let since = performance.now();
  const breathe = async () => {
    if (performance.now() - since < SLICE) return;
    await new Promise(setImmediate);
    if (session.generation !== generation || isCancelled()) throw new Stale();
    since = performance.now();
  };
  const scope = scopeOf(session, path);
  const reports: HandlerReport[] = [];
  for (const { definition, op, tables } of scope.jobs) {
    if (!session.memory.has(definition, op)) await breathe();
    reports.push(...session.memory.reports(definition, op, tables));
  }
  const mappings: MappingReport[] = [];
  for (const definition of scope.mappings) {
    if (!session.memory.hasMapping(definition)) await breathe();
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
    .filter((finding) => finding.place.file.path === path)
    .map((finding) => ({
      ...finding,
      place: plainPlace(finding.place),
      related: finding.related.map((one) => ({ ...one, place: plainPlace(one.place) })),
    }))
    .sort(compareFindings);
}
