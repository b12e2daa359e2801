// SPDX-License-Identifier: GPL-2.0-only
/** The page of a handler: which tables use it for what, and what it can return. */

import { resultsInWords, resultsOf } from '../../report/results.ts';
import { type HandlerJob, jobsOf } from '../../workspace/scope.ts';
import type { Session } from '../session/session.ts';
import { bullets, paragraphs, placeLink } from './markdown.ts';
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
  return paragraphs([`**${name}()**`, ...merged(jobs.map((job) => partOf(job, session)))]);
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

/** One op of a handler: its tables, what core promises, what comes back; links last, for little room is seen at once. */
interface Part {
  op: string;
  /** The same for definitions that differ in nothing that is shown. */
  lines: string[];
  links: string;
  /** Where several definitions stand: which configuration this one is for. */
  label: string | null;
}

function partOf({ definition, op, tables }: HandlerJob, session: Session): Part {
  const contract = session.kernel.ops.get(op);
  const reports = session.analysis.reports(definition, op, tables);
  const words = resultsInWords(resultsOf(reports));
  const lines: string[] = [];
  if (contract && contract.result !== 'data') lines.push(`On entry: ${[...entryOf(contract)].join(' · ')}`);
  if (words.length > 0) lines.push(`Returns ${words.join(' · ')}`);
  if (contract && contract.results.length > 0)
    lines.push(`Allowed: ${contract.results.map(({ name }) => codeOf(name)).join(', ')}`);
  if (reports.some(({ status }) => status !== 'complete')) lines.push('Not analysed to the end.');
  const named = tables
    .slice(0, MOST_TABLES)
    .map((table) => placeLink(table.place, session.base, table.name))
    .join(', ');
  const more = tables.length > MOST_TABLES ? ` and ${tables.length - MOST_TABLES} more` : '';
  return { op, lines, links: `Used by ${named}${more}`, label: labelOf(definition) };
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

/** Parts of one op with the same lines come once, the others say what they are for. */
function merged(parts: readonly Part[]): string[] {
  return parts.flatMap((part, at) => {
    const same = (other: Part) => other.op === part.op && other.lines.join() === part.lines.join();
    if (parts.findIndex(same) !== at) return [];
    const isOne = parts.every((other) => other.op !== part.op || same(other));
    const title = `**as \`${part.op}\`**${isOne ? '' : ` · ${part.label}`}`;
    return [paragraphs([title, bullets([...part.lines, part.links])])];
  });
}
