// SPDX-License-Identifier: GPL-2.0-only
/** Lints one changed file of a loaded tree: what the edit concerns is explored again, nothing else. */
import { createContext, helperFor } from '../../server/src/analysis/engine/context.ts';
import { analyse } from '../../server/src/core/analyse.ts';
import { applyRules } from '../../server/src/core/applyRules.ts';
import { load } from '../../server/src/core/load.ts';
import type { Loaded } from '../../server/src/core/request.ts';
import { type MappingCandidate, mappingCandidates } from '../../server/src/facts/mappings/mappings.ts';
import type { FunctionDefinition, OpsTable, ResolvedHandler } from '../../server/src/facts/model.ts';
import { resolveHandlers } from '../../server/src/facts/names/resolve.ts';
import { rules } from '../../server/src/rules/index.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { DEPTH } from '../../server/src/workspace/definitions.ts';
import { libraryJobs } from '../../server/src/workspace/libraries.ts';

/** A library function such as filemap_fault() has many tables: these many of them are enough to see a mutant. */
const MOST_TABLES = 3;

/** Handlers whose callees are broken too, and how many calls deep. */
const FAULTS = new Set(['fault', 'huge_fault', 'map_pages', 'page_mkwrite', 'pfn_mkwrite']);
const CALLEE_DEPTH = 3;

/** What an operator may edit: the text of one function, or of one table. */
export interface Subject {
  kind: 'handler' | 'table' | 'mapping' | 'callee';
  /** Of the function or the table. */
  name: string;
  path: string;
  start: number;
  end: number;
  text: string;
  /** For a handler, and for a callee that of the handler that calls it. */
  op: string | null;
  /** For a callee the handler that calls it, directly or through others. */
  caller: { name: string; path: string } | null;
  /** Of the first table that it concerns: the ops it sets, and the texts of its handlers. */
  members: string[];
  handlers: string[];
  /** Texts of the functions that map with that table. */
  mappings: string[];
}

export interface Answer {
  /** Findings by rule that name the subject, or its table. */
  counts: ReadonlyMap<string, number>;
  notAnalysed: boolean;
}

export const ruleIds = rules.map((rule) => rule.id);

export class Lab {
  readonly #loaded: Loaded;
  readonly #before = new Map<string, Answer>();

  private constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  static async open(tree: string): Promise<Lab> {
    return new Lab(await load({ paths: [tree], cwd: '/', kernel: null, tree: null, exclude: [] }, DEPTH));
  }

  get release(): Loaded['kernel']['release'] {
    return this.#loaded.kernel.release;
  }

  /** Everything that can be edited, in the order of the files. */
  subjects(): Subject[] {
    const { handlers, tables, program } = this.#loaded;
    const candidates = mappingCandidates(program);
    const found: Subject[] = [];
    const seen = new Set<string>();
    const add = (
      kind: Subject['kind'],
      file: SourceFile,
      span: { start: number; end: number },
      name: string,
      op: string | null,
      table: OpsTable | undefined,
    ) => {
      const key = `${kind} ${file.path} ${span.start} ${op}`;
      if (seen.has(key)) return;
      seen.add(key);
      const own = handlers.filter((handler) => handler.table === table);
      found.push({
        kind,
        name,
        path: file.path,
        start: span.start,
        end: span.end,
        text: file.text.slice(span.start, span.end),
        op,
        caller: null,
        members: own.map(({ member }) => member.op),
        handlers: own.flatMap(({ definitions }) => definitions.map((one) => textOf(one))),
        mappings: candidates
          .filter(({ tables: own }) => own.some((one) => one === table))
          .map(({ definition }) => textOf(definition)),
      });
    };
    for (const table of tables) {
      const facts = program.files.get(table.place.file.path);
      const item = facts?.items.find(
        ({ start, end }) => start <= table.place.start && table.place.end <= end,
      );
      if (facts && item?.kind === 'variable') add('table', facts.file, item, table.name, null, table);
    }
    for (const { table, member, definitions } of handlers) {
      // The first is the one that is used; others are stubs under `#if`.
      const [first] = definitions;
      if (first) add('handler', first.file, first.item, first.name, member.op, table);
    }
    for (const {
      definition,
      tables: [first],
    } of candidates) {
      add('mapping', definition.file, definition.item, definition.name, null, first);
    }
    for (const { definition, op, tables } of libraryJobs(program))
      add('handler', definition.file, definition.item, definition.name, op, tables[0]);
    found.push(...this.#callees(found));
    return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.start - b.start));
  }

  /** The functions that handlers of a fault call, three levels deep: each once, with the first handler that leads there. */
  #callees(subjects: readonly Subject[]): Subject[] {
    const { program, context } = this.#loaded;
    const found: Subject[] = [];
    const handlers = subjects.filter(({ kind, op }) => kind === 'handler' && FAULTS.has(op ?? ''));
    const seen = new Set(handlers.map(({ path, start }) => `${path} ${start}`));
    for (const handler of handlers) {
      const { name, path, start } = handler;
      let level = [{ text: handler.text, file: program.files.get(path)?.file as SourceFile }];
      for (let depth = 0; depth < CALLEE_DEPTH; depth++) {
        const next: typeof level = [];
        for (const { text, file } of level)
          for (const called of new Set(
            [...text.matchAll(/\b([a-z_]\w*)\s*\(/g)].map((m) => m[1] as string),
          )) {
            if (helperFor(called, file, context)?.ownFirst === false) continue;
            const definitions = program.lookup(called, file);
            const [only] = definitions;
            if (only === undefined || definitions.length > 1 || only.file.path.endsWith('.h')) continue;
            const own = `${only.file.path} ${only.item.start}`;
            if (seen.has(own)) continue;
            seen.add(own);
            const inner = textOf(only);
            next.push({ text: inner, file: only.file });
            found.push({
              ...handler,
              kind: 'callee',
              name: called,
              path: only.file.path,
              start: only.item.start,
              end: only.item.end,
              text: inner,
              caller: { name, path: `${path} ${start}` },
            });
          }
        level = next;
      }
    }
    return found;
  }

  /** What is said of the subject as it is; worked out once. */
  untouched(subject: Subject): Answer {
    const key = `${subject.kind} ${subject.path} ${subject.start} ${subject.op}`;
    let answer = this.#before.get(key);
    if (!answer) {
      answer = this.#lint(subject);
      this.#before.set(key, answer);
    }
    return answer;
  }

  /** What is said of the subject after its text was changed to `text`. */
  changed(subject: Subject, text: string): Answer {
    const { program } = this.#loaded;
    const original = program.files.get(subject.path)?.file as SourceFile;
    const changed = original.text.slice(0, subject.start) + text + original.text.slice(subject.end);
    program.addFile(new SourceFile(subject.path, changed));
    try {
      return this.#lint(subject);
    } finally {
      program.addFile(original);
    }
  }

  #lint(subject: Subject): Answer {
    const { program, kernel } = this.#loaded;
    // A file that was changed is the last one: the same tables have to be chosen again.
    const all = [...program.files.values()].flatMap((facts) => facts.tables).sort(byPlace);
    const candidates =
      subject.kind === 'handler' || subject.kind === 'callee' ? [] : mappingCandidates(program);
    const tables = this.#tablesOf(subject, all, candidates);
    const resolved = resolveHandlers(program, tables);
    const handlers = subject.op !== null ? this.#around(subject, resolved) : resolved;
    const context = createContext(program, kernel);
    const { reports, mappings, callees, notAnalysed } = analyse({
      program,
      context,
      kernel,
      tables,
      handlers,
      // Of an edited mapping its own file is enough.
      ...(subject.kind === 'mapping' ? { isUnderLint: (path: string) => path === subject.path } : {}),
      libraries: libraryJobs(program).filter(
        ({ definition, op }) =>
          definition.name === subject.name || (definition.name === subject.caller?.name && op === subject.op),
      ),
    });

    const findings = applyRules(
      rules,
      { kernel, program, tables, handlers, reports, mappings, callees, contract: 'documentation' },
      new Map(),
    ).filter((finding) => this.#isAbout(finding, subject, tables));
    const counts = new Map<string, number>();
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return { counts, notAnalysed: notAnalysed.some((gap) => gap.function === subject.name) };
  }

  #tablesOf(subject: Subject, all: OpsTable[], candidates: MappingCandidate[]): OpsTable[] {
    if (subject.kind === 'table') {
      return all.filter((table) => table.place.file.path === subject.path && table.name === subject.name);
    }
    if (subject.kind === 'handler' || subject.kind === 'callee') {
      const name = subject.caller?.name ?? subject.name;
      const users = all.filter((table) =>
        table.members.some(({ op, handler }) => op === subject.op && handler === name),
      );
      const near = users.filter((table) => table.place.file.path === subject.path);
      return (near.length > 0 ? near : users).slice(0, MOST_TABLES);
    }
    return candidates
      .filter(({ definition }) => this.#isSubject(definition, subject))
      .flatMap(({ tables }) => tables)
      .slice(0, MOST_TABLES);
  }

  /** The handler itself; open and close are looked at together. */
  #around(subject: Subject, resolved: ResolvedHandler[]): ResolvedHandler[] {
    if (subject.op === 'open' || subject.op === 'close') return resolved;
    return resolved.filter(({ member }) => member.handler === (subject.caller?.name ?? subject.name));
  }

  #isSubject(definition: FunctionDefinition, subject: Subject): boolean {
    return definition.file.path === subject.path && definition.name === subject.name;
  }

  #isAbout(
    finding: { function: string | null; table: string | null },
    subject: Subject,
    tables: OpsTable[],
  ): boolean {
    if (subject.kind === 'callee') return true;
    if (subject.kind !== 'table') {
      if (finding.function === subject.name) return true;
      return finding.function !== null && tables.some((table) => table.name === finding.table);
    }
    return finding.table === subject.name;
  }
}

function byPlace({ place: a }: OpsTable, { place: b }: OpsTable): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.start - b.start;
}

function textOf({ file, item }: FunctionDefinition): string {
  return file.text.slice(item.start, item.end);
}
