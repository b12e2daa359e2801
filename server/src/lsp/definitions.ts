/** Loads what functions call, and what tables name, from the rest of the tree: for one file, or for all. */
import { join } from 'node:path';
import { collectCallees } from '../analysis/calls/reachableCallees.ts';
import { DEPTH, SEARCHES, searchFor } from '../core/definitions.ts';
import { chooseFiles } from '../facts/candidates.ts';
import { mappingCandidates } from '../facts/mappings.ts';
import type { OpsTable } from '../facts/model.ts';
import { findDefinitions } from '../io/definitions.ts';
import { siblingSources } from '../io/siblings.ts';
import { scopeOf, wholeScope } from './scope.ts';
import type { Session } from './session.ts';

/** What was searched before: which names for whom, so that a name is looked for near everybody who asks for it. */
export type Tried = Set<string>;

/**
 * Searches for names that the analysis of a file asks for in vain and that were not searched before: in the tree, or
 * beside a module and then in the tree that it is for.
 *
 * @param path the file, or null for all
 * @param tried grows
 * @returns whether files were added. Throws when aborted.
 */
export async function loadDefinitionsOf(
  session: Session,
  path: string | null,
  tried: Tried,
  signal: AbortSignal,
): Promise<boolean> {
  const before = session.program.files.size;
  if (!session.inTree) await readSiblings(session, path, tried, signal);
  const root = session.inTree ? session.base : session.givenTree;
  for (let search = 0; root !== null && search < SEARCHES; search++) {
    if (!(await searchTree(session, root, wantedBy(session, path, search === 0), tried, signal))) break;
  }
  return session.program.files.size > before;
}

/** Names that nothing loaded defines, and the files that ask for them. */
type Wanted = ReadonlyMap<string, readonly string[]>;

/** What the handlers of a file lack, and with `calls` what they and the functions that map call. */
function wantedBy(session: Session, path: string | null, calls: boolean): Wanted {
  const { program } = session;
  program.wanted.clear();
  if (calls) {
    // It asks for the mmap functions that stand beside tables.
    mappingCandidates(program);
    for (const [name, askers] of program.wanted)
      if (path !== null && ![...askers].some((file) => file.path === path)) program.wanted.delete(name);
    const { jobs, mappings } = path === null ? wholeScope(session) : scopeOf(session, path);
    const roots = new Set([...jobs.map(({ definition }) => definition), ...mappings]);
    collectCallees(roots, DEPTH, session.context);
  }
  for (const { table, member, definitions } of session.handlers) {
    if (definitions.length === 0 && member.handler !== null && isOf(table, path))
      program.lookup(member.handler, member.handlerPlace.file);
  }
  const names = [...program.wanted].filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  return new Map(names.map(([name, files]) => [name, [...files].map((file) => file.path)]));
}

/** Returns whether there was something to search for. */
async function searchTree(
  session: Session,
  root: string,
  wanted: Wanted,
  tried: Tried,
  signal: AbortSignal,
): Promise<boolean> {
  const open = [...wanted].filter(([name, askers]) => askers.some((one) => !tried.has(`${one} ${name}`)));
  if (open.length === 0) return false;
  for (const [name, askers] of open) for (const one of askers) tried.add(`${one} ${name}`);
  const names = open.map(([name]) => name);
  const askers = new Set(open.flatMap(([, files]) => files));
  const found = await findDefinitions(root, names, {
    ...searchFor(names, askers, session.handlers, { root, outside: !session.inTree }),
    options: { exclude: session.config.unsearched(session.inTree), signal },
  });
  signal.throwIfAborted();
  const chosen = chooseFiles(session.program, found);
  await session.readAll(session.inTree ? chosen : chosen.map((one) => join(root, one)), signal);
  return true;
}

/** The other files of a module: those of the folder that is open, or those beside a file without one; once. */
async function readSiblings(
  session: Session,
  path: string | null,
  tried: Tried,
  signal: AbortSignal,
): Promise<void> {
  const [folders, files] = session.loaded ? [[''], []] : [[], path === null ? [] : [path]];
  if (tried.has('siblings') || wantedBy(session, path, true).size === 0) return;
  tried.add('siblings');
  await session.readAll(
    siblingSources(session.base, folders, files, session.config.unsearched(session.inTree)),
    signal,
  );
}

function isOf({ place }: OpsTable, path: string | null): boolean {
  return path === null || place.file.path === path;
}
