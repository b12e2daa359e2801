// SPDX-License-Identifier: GPL-2.0-only
/**
 * Code lenses: what was found about a table, which functions install it with which flags, what a mapping may become,
 * and which tables use a handler.
 */

import type { CodeLens } from 'vscode-languageserver';
import { mappingInWords } from '../../analysis/state/mappingWords.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import type { MappingCandidate } from '../../facts/mappings/mappings.ts';
import type { FunctionDefinition, OpsTable } from '../../facts/model.ts';
import type { Place } from '../../text/source.ts';
import { jobsOf } from '../../workspace/scope.ts';
import { flagsFor } from '../pages/table.ts';
import { locationOf, rangeOf, uriOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import type { LensSettings } from '../session/settings.ts';

/** The client runs it with a URI, a position and locations; VS Code has it as `editor.action.showReferences`. */
export const SHOW_PLACES = 'vmops.showPlaces';

/** Longer titles leave the screen. */
const LONGEST = 60;

/** Returns the lenses of a file. */
export function codeLenses(session: Session, path: string, settings: LensSettings): CodeLens[] {
  const facts = session.file(path);
  if (!facts || !settings.enable) return [];
  const uri = uriOf(path, session.base);
  const lenses: CodeLens[] = [];
  for (const table of facts.tables) {
    const range = rangeOf(table.place);
    const found = (session.found.get(path) ?? []).filter((finding) => finding.table === table.name);
    if (found.length > 0 && settings.findings) {
      const places = found.map(({ place }) => locationOf(place, session.base));
      const title = found.length === 1 ? '1 finding' : `${found.length} findings`;
      lenses.push({
        range,
        command: { title, command: SHOW_PLACES, arguments: [uri, range.start, places] },
      });
    }
    const installers = session.mappings.filter(({ tables }) => tables.includes(table));
    if (installers.length > 0 && settings.installers) {
      const places = installers.map(({ definition: { file, item } }) =>
        locationOf({ file, ...item.nameSpan }, session.base),
      );
      const title = installedBy(table, installers, session);
      lenses.push({ range, command: { title, command: SHOW_PLACES, arguments: [uri, range.start, places] } });
    }
  }
  const mapping = settings.mappings
    ? session.mappings.filter(({ definition }) => definition.file === facts.file)
    : [];
  for (const { definition, tables } of mapping) {
    const reports = session.analysis.mapping(definition);
    const exits = reports.flatMap((report) => report.exits);
    const isPart = reports.every(({ entries }) => entries.length === 0);
    const range = rangeOf(headOf(definition));
    const named = tables.length > 0 ? tables.map(({ place }) => place) : [nameOf(definition)];
    const places = named.map((place) => locationOf(place, session.base));
    const title = `maps: ${mappingInWords(exits, isPart)}`;
    lenses.push({ range, command: { title, command: SHOW_PLACES, arguments: [uri, range.start, places] } });
  }
  const jobs = settings.tables
    ? jobsOf(session.handlers).filter(({ definition }) => definition.file === facts.file)
    : [];
  for (const { definition, op, tables } of jobs) {
    const range = rangeOf(headOf(definition));
    const [first] = tables;
    const users = tables.length === 1 && first ? first.name : `${tables.length} tables`;
    const places = tables.map((table) => locationOf(table.place, session.base));
    lenses.push({
      range,
      command: { title: `${op} of ${users}`, command: SHOW_PLACES, arguments: [uri, range.start, places] },
    });
  }
  return lenses.sort((a, b) => a.range.start.line - b.range.start.line);
}

/** Above the whole head: the type of a function may stand on a line of its own. */
function headOf({ file, item: { start } }: FunctionDefinition): Place {
  return { file, start, end: start };
}

/** One installer by its name and flags, more by their number. */
function installedBy(table: OpsTable, installers: readonly MappingCandidate[], session: Session): string {
  const [first] = installers;
  if (installers.length > 1 || !first) return `installed by ${installers.length} functions`;
  const by = `installed by ${first.definition.name}()`;
  const flags = flagsFor(table, session.analysis.mapping(first.definition));
  const whole = flags.length > 0 ? `${by}: ${flags.join(' | ')}` : by;
  return whole.length <= LONGEST ? whole : by;
}
