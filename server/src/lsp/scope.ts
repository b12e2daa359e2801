/** What has to be explored for one file, or for all. */
import type { FunctionDefinition, OpsTable, ResolvedHandler } from '../facts/model.ts';
import { isOwn } from '../text/source.ts';
import type { Session } from './session.ts';

export interface HandlerJob {
  definition: FunctionDefinition;
  op: string;
  /** Tables that use it for this op. */
  tables: OpsTable[];
}

export interface Scope {
  /** Tables in the file, and those that use a handler of it. */
  tables: OpsTable[];
  handlers: ResolvedHandler[];
  jobs: HandlerJob[];
  mappings: FunctionDefinition[];
}

/** Its own tables with their handlers, handlers in it for tables elsewhere, and the functions that map with either. */
export function scopeOf(session: Session, path: string): Scope {
  const own = new Set(session.file(path)?.tables);
  const mappings = session.mappings.filter(
    ({ definition, tables }) => definition.file.path === path || tables.some((table) => own.has(table)),
  );
  const mapped = new Set(
    mappings.filter(({ definition }) => definition.file.path === path).flatMap(({ tables }) => tables),
  );
  const isHere = (definition: FunctionDefinition) => definition.file.path === path;
  const handlers = session.handlers.filter(
    ({ table, definitions }) => own.has(table) || mapped.has(table) || definitions.some(isHere),
  );
  const jobs = jobsOf(handlers).filter(
    ({ definition, tables }) =>
      isHere(definition) || tables.some((table) => own.has(table) || mapped.has(table)),
  );
  return {
    tables: [...new Set([...own, ...handlers.map(({ table }) => table)])],
    handlers,
    jobs,
    mappings: mappings.map(({ definition }) => definition),
  };
}

/** Everything that the session has, without the tree that a module is for. */
export function wholeScope({ tables, handlers, mappings }: Session): Scope {
  const own = mappings.filter(({ definition }) => isOwn(definition.file.path));
  return { tables, handlers, jobs: jobsOf(handlers), mappings: own.map(({ definition }) => definition) };
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
