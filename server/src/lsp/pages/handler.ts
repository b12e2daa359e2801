// SPDX-License-Identifier: GPL-2.0-only
/** The page of a handler: which tables use it for what, and what it can return. */

import { handlerContract } from '../../contracts/kernel.ts';
import { gaps } from '../../core/gaps.ts';
import type { OpsTable } from '../../facts/model.ts';
import { resultsInWords, resultsOf } from '../../report/results.ts';
import { type HandlerJob, jobsOf } from '../../workspace/scope.ts';
import type { Session } from '../session/session.ts';
import { bullets, inert, paragraphs, placeLink } from './markdown.ts';
import { entryOf } from './op.ts';

/** Tables listed by name; of more, only the number is told. */
const MOST_TABLES = 8;

/** Returns the page of a function that some table names as its handler. */
export function handlerPage(name: string, path: string, session: Session): string | null {
  const jobs = jobsNamed(name, path, session);
  if (jobs.length === 0) {
    const users = session.handlers.filter(({ member }) => member.handler === name);
    if (users.length === 0) return null;
    const ops = [...new Set(users.map(({ member }) => member.op))].map((op) => `\`${op}\``);
    return `**${name}()**: handler for ${ops.join(', ')}; ${session.reading ? 'the tree is still being read' : 'its definition was not found'}.`;
  }
  return paragraphs([
    `**${name}()**`,
    ...merged(
      jobs.map((job) => partOf(job, session)),
      session,
    ),
  ]);
}

/** The uses of a handler as seen from a file. */
export function jobsNamed(name: string, path: string, session: Session): HandlerJob[] {
  const facts = session.file(path);
  const jobs = jobsOf(
    session.handlers.filter(
      ({ member, definitions }) => member.handler === name || definitions.some((one) => one.name === name),
    ),
  );
  const meant = facts ? new Set(session.program.peek(name, facts.file)) : null;
  const fitting = jobs.filter(({ definition }) => meant?.has(definition));
  return fitting.length > 0 ? fitting : jobs.filter(({ definition }) => !definition.isStatic);
}

/** One op of a handler by one of its definitions; links last, for little room is seen at once. */
interface Part {
  op: string;
  lines: string[];
  tables: OpsTable[];
  /** The configuration that the definition is for. */
  label: string;
}

function partOf({ definition, op, tables }: HandlerJob, session: Session): Part {
  const contract = handlerContract(op, session.kernel);
  const reports = session.analysis.reports(definition, op, tables);
  const words = resultsInWords(resultsOf(reports));
  const isWhole = reports.every(({ status }) => status === 'complete');
  const gap = gaps(reports, [], new Map(), session.kernel).get(definition);
  const lines: string[] = [];
  if (contract && contract.result !== 'data') lines.push(`On entry: ${[...entryOf(contract)].join(' · ')}`);
  if (words.length > 0) lines.push(`Returns ${words.join(' · ')}`);
  else if (contract?.result === 'fault-code' && reports.length > 0 && isWhole) lines.push('Never returns');
  if (contract && contract.results.length > 0)
    lines.push(`Allowed: ${contract.results.map(({ name }) => codeOf(name)).join(', ')}`);
  const isSaid = lines.includes('Never returns');
  if (gap && !isSaid) lines.push(`Not analysed to the end: ${inert(gap.reason)}`);
  return { op, lines, tables, label: labelOf(definition) };
}

function codeOf(name: string): string {
  return name === '0' ? '`0`' : `\`${name}\``;
}

/** The configuration that a definition is for, as far as its file tells. */
function labelOf({ guards, file }: HandlerJob['definition']): string {
  const arms = guards.map(({ condition, taken }) => configuration(condition, taken)).filter(Boolean);
  if (arms.length > 0) return arms.join(', ');
  return /(^|\/)nommu\.c$/.test(file.path) ? 'without CONFIG_MMU' : file.path;
}

function configuration(condition: string, taken: boolean): string | null {
  const [, not, name] = /^(!?)\s*(?:(?:defined|IS_ENABLED)\s*)?(?:\(\s*)?(\w+)\s*\)?$/.exec(condition) ?? [];
  if (name === undefined) return null;
  return `${(not === '!') === taken ? 'without' : 'with'} ${name}`;
}

/** Each op once; of definitions that differ in something only that comes once for each. */
function merged(parts: readonly Part[], session: Session): string[] {
  return [...new Set(parts.map(({ op }) => op))].map((op) => {
    const all = parts.filter((part) => part.op === op);
    const own = all.filter(
      ({ lines }, at) => all.findIndex((one) => one.lines.join() === lines.join()) === at,
    );
    const [first] = own as [Part, ...Part[]];
    const shared = first.lines.filter((line) => own.every(({ lines }) => lines.includes(line)));
    const apart = own.map(({ label, lines }) => {
      const rest = lines.filter((line) => !shared.includes(line));
      return `**${label}**: ${rest.length === 0 ? 'nothing else' : rest.join('; ')}`;
    });
    const lines = own.length === 1 ? first.lines : [...shared, ...apart];
    const tables = [...new Set(all.flatMap((part) => part.tables))];
    const description = handlerContract(op, session.kernel)?.description;
    const title = `**as \`${op}\`**${description ? `: ${description}` : ''}`;
    return paragraphs([title, bullets([...lines, linksOf(op, tables, session)])]);
  });
}

function linksOf(op: string, tables: readonly OpsTable[], { kernel, base }: Session): string {
  const named = tables.slice(0, MOST_TABLES).map((table) => placeLink(table.place, base, table.name));
  const more = tables.length > MOST_TABLES ? ` and ${tables.length - MOST_TABLES} more` : '';
  const documented = kernel.document.get(op);
  const place = documented?.paragraphs[0]?.place ?? documented?.row?.place ?? documented?.prototype?.place;
  return `Used by ${named.join(', ')}${more}${place ? ` · ${placeLink(place, base)}` : ''}`;
}
