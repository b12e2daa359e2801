// SPDX-License-Identifier: GPL-2.0-only
/** What has to be explored for a file, for some tables, or for everything. */
import type { MappingCandidate } from '../facts/mappings/mappings.ts';
import type { FunctionDefinition, OpsTable, ResolvedHandler } from '../facts/model.ts';
import { isOwn } from '../text/source.ts';

export interface HandlerJob {
  definition: FunctionDefinition;
  op: string;
  /** Tables that use it for this op. */
  tables: OpsTable[];
}

export interface Scope {
  tables: OpsTable[];
  handlers: ResolvedHandler[];
  jobs: HandlerJob[];
  mappings: FunctionDefinition[];
}

/** What a scope is taken from: tables, their handlers, and the functions that map. */
export interface Scoped {
  tables: OpsTable[];
  handlers: ResolvedHandler[];
  mappings: MappingCandidate[];
  /** Handlers of the library, in no table themselves. */
  libraries: HandlerJob[];
}

/**
 * These tables with these handlers, these of the library, the functions that map with one of the tables, and those of
 * files under lint that core calls to map.
 */
export function tableScope(
  { tables, handlers, mappings, libraries }: Scoped,
  isUnderLint: (path: string) => boolean,
): Scope {
  const asked = new Set(tables);
  const installing = mappings.filter(
    ({ definition, role, tables: installed, bareIn }) =>
      installed.some((table) => asked.has(table)) ||
      (role === 'mmap' && isUnderLint(definition.file.path)) ||
      [...bareIn].some(isUnderLint),
  );
  return {
    tables,
    handlers,
    jobs: [...jobsOf(handlers), ...libraries],
    mappings: installing.map(({ definition }) => definition),
  };
}

/** Everything, without the functions of a tree that a module is for. */
export function wholeScope({ tables, handlers, mappings, libraries }: Scoped): Scope {
  const own = mappings.filter(({ definition }) => isOwn(definition.file.path));
  return {
    tables,
    handlers,
    jobs: [...jobsOf(handlers), ...libraries],
    mappings: own.map(({ definition }) => definition),
  };
}

/** The tables of a file with their handlers, handlers in it for tables elsewhere, and the functions that map with either. */
export function fileScope({ tables, handlers, mappings, libraries }: Scoped, path: string): Scope {
  const own = new Set(tables.filter(({ place }) => place.file.path === path));
  const concerned = mappings.filter(
    ({ definition, tables, bareIn }) =>
      definition.file.path === path || tables.some((table) => own.has(table)) || bareIn.has(path),
  );
  const isHere = (definition: FunctionDefinition) => definition.file.path === path;
  const mapped = new Set(
    concerned.filter(({ definition }) => isHere(definition)).flatMap(({ tables }) => tables),
  );
  const used = handlers.filter(
    ({ table, definitions }) => own.has(table) || mapped.has(table) || definitions.some(isHere),
  );
  const jobs = jobsOf(used).filter(
    ({ definition, tables }) =>
      isHere(definition) || tables.some((table) => own.has(table) || mapped.has(table)),
  );
  return {
    tables: [...new Set([...own, ...used.map(({ table }) => table)])],
    handlers: used,
    jobs: [...jobs, ...libraries.filter(({ definition }) => isHere(definition))],
    mappings: concerned.map(({ definition }) => definition),
  };
}

/** One job per definition and op, whatever number of tables share it. */
export function jobsOf(handlers: readonly ResolvedHandler[]): HandlerJob[] {
  const jobs = new Map<FunctionDefinition, Map<string, HandlerJob>>();
  for (const { table, member, definitions } of handlers) {
    for (const definition of definitions) {
      const byOp = jobs.get(definition) ?? new Map<string, HandlerJob>();
      jobs.set(definition, byOp);
      const job = byOp.get(member.op) ?? { definition, op: member.op, tables: [] };
      byOp.set(member.op, job);
      job.tables.push(table);
    }
  }
  return [...jobs.values()].flatMap((byOp) => [...byOp.values()]);
}
