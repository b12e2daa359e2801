// SPDX-License-Identifier: GPL-2.0-only
/** Takes out what comments in the source allow, and finds the comments that are wrong or allow nothing. */
import type { FileFacts, OpsTable } from '../facts/model.ts';
import type { AllowedFinding, Finding } from '../findings/finding.ts';
import type { Says } from '../findings/says.ts';
import { readSuppressions, type Suppression } from '../findings/suppressions.ts';
import type { Draft, RuleContext } from '../rules/rule.ts';
import { UNUSED_SUPPRESSION } from '../rules/unusedSuppression.ts';
import type { Place, SourceFile, Span } from '../text/source.ts';
import { suggestion } from '../text/suggest.ts';

export interface Suppressed {
  /** Findings that no comment allows. */
  findings: Finding[];
  /** Those that one does. */
  suppressed: AllowedFinding[];
  /** What is wrong with the comments themselves. */
  complaints: Draft[];
}

export interface SuppressOptions {
  /** Every rule there is. */
  ruleIds: readonly string[];
  /** Says whether a rule was looked for in a file: one that was not may still need its comment. */
  ran: (rule: string, path: string) => boolean;
}

/**
 * Sorts findings by whether a comment allows them.
 *
 * A comment is about its line when code stands before it there, else of the next line with code; before a function of
 * all of it; before or within a table of all of it and of every finding that names the table. That one allows nothing
 * is only said where everything it could be about was checked.
 */
export function suppress(findings: Finding[], context: RuleContext, options: SuppressOptions): Suppressed {
  const scopes = new Map<SourceFile, Scope[]>();
  for (const facts of context.program.files.values()) {
    const found = scopesOf(facts);
    if (found.length > 0) scopes.set(facts.file, found);
  }
  if (scopes.size === 0) return { findings, suppressed: [], complaints: [] };
  const result: Suppressed = { findings: [], suppressed: [], complaints: [] };
  const all = [...scopes.values()].flat();
  for (const finding of findings) {
    const allowing = all.filter((scope) => allows(scope, finding, context));
    for (const scope of allowing) scope.used.add(finding.rule);
    if (allowing[0] === undefined) result.findings.push(finding);
    else result.suppressed.push({ ...finding, reason: allowing[0].suppression.reason });
  }
  const seen = new Seen(context);
  result.complaints = all.flatMap((scope) => complaintsOf(scope, seen, options));
  return result;
}

/** A comment with what it is about. */
interface Scope {
  facts: FileFacts;
  suppression: Suppression;
  /** Lines of its file, both ends belong to it. */
  lines: [number, number][];
  /** Tables that it stands before or in. */
  tables: OpsTable[];
  /** The function that it stands before or in, or null. */
  owner: string | null;
  /** The rules that it has allowed. */
  used: Set<string>;
}

function scopesOf(facts: FileFacts): Scope[] {
  const { file } = facts;
  return readSuppressions(file.current).map((suppression) => {
    const { firstLine, lastLine, trailing, nextLine } = suppression;
    const lines: [number, number][] = [[firstLine, lastLine]];
    const scope: Scope = { facts, suppression, lines, tables: [], owner: null, used: new Set() };
    if (!trailing && nextLine !== null) lines.push([nextLine, nextLine]);
    for (const item of facts.items) {
      if (item.kind !== 'function' && item.kind !== 'variable') continue;
      const [first, last] = linesOf(file, item);
      const before = !trailing && first === nextLine;
      const within = first <= firstLine && lastLine <= last;
      if (!before && !within) continue;
      if (item.kind === 'function') {
        scope.owner = item.name;
        if (before) lines.push([first, last]);
        continue;
      }
      const tables = facts.tables.filter(({ place }) => item.start <= place.start && place.end <= item.end);
      scope.tables.push(...tables);
      if (tables.length > 0 || before) lines.push([first, last]);
    }
    return scope;
  });
}

function linesOf(file: SourceFile, { start, end }: Span): [number, number] {
  return [file.positionAt(start).line, file.positionAt(end).line];
}

function allows(
  { facts, suppression, lines, tables }: Scope,
  finding: Finding,
  context: RuleContext,
): boolean {
  if (!suppression.rules.some(({ id }) => id === finding.rule)) return false;
  const { file, start } = finding.place;
  if (file === facts.file) {
    const { line } = file.positionAt(start);
    if (lines.some(([first, last]) => first <= line && line <= last)) return true;
  }
  if (finding.table === null || tables.length === 0) return false;
  const meant = context.program.lookupTable(finding.table, file);
  return meant !== undefined && tables.some((table) => samePlace(table.place, meant.place));
}

const samePlace = (a: Place, b: Place) => a.file === b.file && a.start === b.start;

function complaintsOf(
  { facts, suppression, tables, owner, used }: Scope,
  seen: Seen,
  options: SuppressOptions,
): Draft[] {
  const { rules, reason } = suppression;
  const place = (span: Span): Place => placeOf(facts.file, span);
  const about = { function: owner, table: tables[0]?.name ?? null };
  if (rules.length === 0) {
    return [
      {
        ...about,
        place: place(suppression),
        says: {
          fault: 'malformed suppression',
          consequences: ['expected "vmops: allow(rule) reason"'],
        },
      },
    ];
  }
  const complaints: Draft[] = [];
  for (const rule of rules) {
    const { id } = rule;
    const complain = (says: Says) => complaints.push({ ...about, place: place(rule), says });
    if (id === UNUSED_SUPPRESSION)
      complain({ fault: `${id} cannot be allowed in the source`, advice: 'remove what it points at' });
    else if (!options.ruleIds.includes(id)) {
      const meant = suggestion(id, options.ruleIds);
      complain({
        fault: `no rule named ${id}${meant}`,
        remark: meant === '' ? '"vmops rules" lists them' : undefined,
      });
    } else if (!used.has(id) && options.ran(id, facts.file.path) && seen.all(facts, tables, owner)) {
      complain({ fault: `nothing here breaks ${id}`, advice: 'remove it' });
    }
  }
  if (reason === '') {
    const list = rules.map(({ id }) => id).join(', ');
    complaints.push({
      ...about,
      place: place(suppression),
      says: {
        fault: `allow(${list}) gives no reason`,
        advice: 'write after the parenthesis why the code is right',
      },
    });
  }
  return complaints;
}

/** A span of the file as it is now, as a place of the file that the program knows. */
function placeOf(file: SourceFile, { start, end }: Span): Place {
  return { file, start: file.fromCurrent(start), end: file.fromCurrent(end) };
}

/** What this run has looked at to the end. */
class Seen {
  readonly #context: RuleContext;
  readonly #tables: Set<OpsTable>;
  readonly #functions = new Set<string>();
  #elsewhere: Set<string> | null = null;

  constructor(context: RuleContext) {
    this.#context = context;
    this.#tables = new Set(context.tables);
    const broken = new Set<string>();
    for (const { definition, status } of [...context.reports, ...context.mappings]) {
      const key = `${definition.file.path}\0${definition.name}`;
      this.#functions.add(key);
      if (status !== 'complete') broken.add(key);
    }
    for (const key of broken) this.#functions.delete(key);
  }

  /** Whether every rule had its chance to find something in these tables and this function. */
  all({ file }: FileFacts, tables: OpsTable[], owner: string | null): boolean {
    if (tables.length > 0 && !tables.every((table) => this.#isUnderLint(table))) return false;
    if (owner === null) return tables.length > 0 || this.#outside().size === 0;
    if (this.#outside().has(owner)) return false;
    return this.#functions.has(`${file.path}\0${owner}`);
  }

  #isUnderLint(table: OpsTable): boolean {
    return this.#tables.has(table) || [...this.#tables].some((one) => samePlace(one.place, table.place));
  }

  /** The handlers of tables that are loaded and not under lint. */
  #outside(): Set<string> {
    if (!this.#elsewhere) {
      this.#elsewhere = new Set();
      for (const { tables } of this.#context.program.files.values()) {
        for (const table of tables) {
          if (this.#isUnderLint(table)) continue;
          for (const { handler } of table.members) this.#elsewhere.add(handler ?? '');
        }
      }
    }
    return this.#elsewhere;
  }
}
