/** The page of a handler: which tables use it for what, and what it can return. */
import type { Exit, HandlerReport } from '../../analysis/reports/report.ts';
import { lockInWords } from '../../contracts/guidance.ts';
import { type HandlerJob, jobsOf } from '../../workspace/scope.ts';
import type { Session } from '../session.ts';
import { bullets, paragraphs, placeLink } from './markdown.ts';

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
  return paragraphs([`**${name}()**`, ...jobs.map((job) => jobPart(job, session))]);
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

function jobPart({ definition, op, tables }: HandlerJob, session: Session): string {
  const contract = session.kernel.ops.get(op);
  const links = tables
    .slice(0, MOST_TABLES)
    .map((table) => placeLink(table.place, session.base, table.name))
    .join(', ');
  const more = tables.length > MOST_TABLES ? ` and ${tables.length - MOST_TABLES} more` : '';
  const lines = [`used by ${links}${more}`];
  if (contract && contract.result !== 'data')
    lines.push(
      `${lockInWords(contract.entry.mmapLock)}; ${contract.maySleep ? 'may sleep' : 'must not sleep'}`,
    );
  const reports = session.analysis.reports(definition, op, tables);
  const ways = exitsInWords(reports);
  if (ways.length > 0) lines.push(`returns ${ways.join(' · ')}`);
  if (reports.some(({ status }) => status !== 'complete')) lines.push('not analysed to the end');
  return `**as \`${op}\`**\n\n${bullets(lines)}`;
}

/** The ways out as short texts, each once: `VM_FAULT_LOCKED, page locked`, `VM_FAULT_SIGBUS`. */
export function exitsInWords(reports: readonly HandlerReport[]): string[] {
  return [...exitsByValue(reports)].map(([value, notes]) =>
    [
      `\`${
        /^[A-Z]/.test(value)
          ? value
              .split('|')
              .map((bit) => `VM_FAULT_${bit}`)
              .join(' | ')
          : value === '?'
            ? 'unknown'
            : value
      }\``,
      ...notes,
    ].join(', '),
  );
}

/** Values that leave the function with what is always true of the way they leave by. */
export function exitsByValue(reports: readonly HandlerReport[]): Map<string, string[]> {
  const byValue = new Map<string, Exit[]>();
  for (const { exits } of reports) {
    for (const exit of exits) {
      for (const value of exit.values) byValue.set(value, [...(byValue.get(value) ?? []), exit]);
    }
  }
  const sorted = [...byValue].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return new Map(sorted.map(([value, exits]) => [value, notesOf(value, exits)]));
}

function notesOf(value: string, exits: readonly Exit[]): string[] {
  const notes: string[] = [];
  if (exits.every((exit) => exit.pageLock === 'locked')) notes.push('page locked');
  if (/\bRETRY\b/.test(value) && exits.every((exit) => exit.mmapLock === 'released'))
    notes.push('lock released');
  return notes;
}

/** Fault codes first, then 0, then errnos, the unknown last. */
function rank(value: string): number {
  if (/^[A-Z]/.test(value)) return 0;
  if (value === '?') return 3;
  return value.startsWith('-') ? 2 : 1;
}
