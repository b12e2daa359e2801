// SPDX-License-Identifier: GPL-2.0-only
/** The page of a function that maps: which table it installs, and what it leaves of the VMA's flags. */
import { mappingInWords } from '../../analysis/state/mappingWords.ts';
import { capitalised } from '../../text/words.ts';
import type { Session } from '../session/session.ts';
import { bullets, paragraphs, placeLink } from './markdown.ts';

/** Returns the page, or null for a function that does not map. */
export function mappingPage(name: string, path: string, session: Session): string | null {
  const facts = session.file(path);
  const meant = facts ? session.program.peek(name, facts.file) : [];
  const named = session.mappings.filter(({ definition }) => definition.name === name);
  const candidate = named.find(({ definition }) => meant.includes(definition)) ?? named[0];
  if (!candidate) return null;
  const { definition, tables } = candidate;
  const reports = session.analysis.mapping(definition);
  const exits = reports.flatMap((report) => report.exits);
  const flags = (on: boolean) => {
    const each = exits.map((exit) => new Set(exit.flags.changedTo(on)));
    const all = [...new Set(each.flatMap((names) => [...names]))].sort();
    return all.map((flag) =>
      each.every((names) => names.has(flag)) ? `\`${flag}\`` : `\`${flag}\` on some paths`,
    );
  };
  const [set, cleared] = [flags(true), flags(false)];
  const links = tables.map((table) => placeLink(table.place, session.base, table.name));
  const lines = [
    capitalised(
      mappingInWords(
        exits,
        reports.every(({ entries }) => entries.length === 0),
      ),
    ),
    links.length > 0 ? `Installs ${links.join(', ')}` : 'Installs no table that is known by name',
    set.length > 0 ? `Sets ${set.join(', ')}` : 'Sets no VM flag',
    ...(cleared.length > 0 ? [`Clears ${cleared.join(', ')}`] : []),
    'Runs with mmap_lock held for writing; may sleep',
    ...(reports.some(({ status }) => status !== 'complete') ? ['Not analysed to the end.'] : []),
  ];
  return paragraphs([`**${name}()** · maps`, bullets(lines)]);
}
