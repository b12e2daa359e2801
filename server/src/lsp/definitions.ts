/** Loads what functions call, and what tables name, from the rest of the tree: for one file, or for all. */
import { collectCallees } from '../analysis/closure.ts';
import { chooseFiles } from '../facts/candidates.ts';
import type { OpsTable } from '../facts/model.ts';
import { findDefinitions, placesToSearch } from '../io/definitions.ts';
import { scopeOf, wholeScope } from './scope.ts';
import type { Session } from './session.ts';

/** How many calls deep a handler is followed; the same as on the command line. */
const DEPTH = 3;
/** Each search may bring functions that call others not loaded yet. */
const SEARCHES = 2;

/**
 * Searches the tree for names that the analysis of a file asks for in vain and that were not searched before.
 *
 * @param path the file, or null for all
 * @param tried names that have been searched; grows
 * @returns whether files were added. Throws when aborted.
 */
export async function loadDefinitionsOf(
  session: Session,
  path: string | null,
  tried: Set<string>,
  signal: AbortSignal,
): Promise<boolean> {
  const { program } = session;
  let added = false;
  for (let search = 0; search < SEARCHES; search++) {
    program.wanted.clear();
    const { jobs, mappings } = path === null ? wholeScope(session) : scopeOf(session, path);
    collectCallees(
      new Set([...jobs.map(({ definition }) => definition), ...mappings]),
      DEPTH,
      session.context,
    );
    for (const { table, member, definitions } of session.handlers) {
      if (definitions.length === 0 && member.handler !== null && isOf(table, path))
        program.lookup(member.handler, member.handlerPlace.file);
    }
    const wanted = [...program.wanted].filter(([name]) => !tried.has(name) && /^[A-Za-z_]\w*$/.test(name));
    if (wanted.length === 0) break;
    for (const [name] of wanted) tried.add(name);
    const askers = [...new Set(wanted.flatMap(([, files]) => [...files].map((file) => file.path)))];
    const found = await findDefinitions(
      session.base,
      wanted.map(([name]) => name),
      { places: placesToSearch(session.base, askers, 'near'), options: { signal } },
    );
    signal.throwIfAborted();
    for (const chosen of chooseFiles(program, found)) {
      session.readFile(chosen);
      added = true;
    }
  }
  return added;
}

function isOf({ place }: OpsTable, path: string | null): boolean {
  return path === null || place.file.path === path;
}
