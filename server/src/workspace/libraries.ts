// SPDX-License-Identifier: GPL-2.0-only
/**
 * Handlers that stand in no table: those of the kernel's library, explored where they stand, once, for all tables that
 * reach them, and those of special mappings.
 */
import { libraryHandler } from '../analysis/models/libraryHandlers.ts';
import { bodyOf } from '../facts/functions/texts.ts';
import type { OpsTable } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import { isOwn } from '../text/source.ts';
import type { HandlerJob } from './scope.ts';

/**
 * Returns the handlers of the library that the program has, unless a table names them: those are handlers as all
 * others are. None of a tree that a module is for.
 */
export function libraryJobs(program: MutableProgram): HandlerJob[] {
  const jobs: HandlerJob[] = [];
  for (const { file, functions } of program.files.values()) {
    if (!isOwn(file.path)) continue;
    for (const definition of functions) {
      const handler = definition.isStatic ? undefined : libraryHandler(definition.name);
      if (!handler) continue;
      const tables = tablesThatReach(handler.name, handler.op, program);
      if (tables.length > 0) jobs.push({ definition, op: handler.op, tables });
    }
  }
  return [...jobs, ...specialJobs(program)];
}

/** The functions of special mappings: core has one table for all of them, which calls each by its object. */
function specialJobs(program: MutableProgram): HandlerJob[] {
  const jobs = new Map<string, HandlerJob>();
  for (const { file, special } of program.files.values()) {
    if (!isOwn(file.path)) continue;
    for (const { op, function: name } of special)
      for (const definition of program.lookup(name, file))
        jobs.set(`${op} ${definition.file.path} ${definition.item.start}`, { definition, op, tables: [] });
  }
  return [...jobs.values()];
}

/** Tables whose handler calls it; none if one names it. */
function tablesThatReach(name: string, op: string, program: MutableProgram): OpsTable[] {
  const call = `${name}(`;
  const found: OpsTable[] = [];
  for (const { tables } of program.files.values())
    for (const table of tables)
      for (const member of table.members) {
        if (member.op !== op || member.handler === null) continue;
        if (member.handler === name) return [];
        const handlers = program.peek(member.handler, table.place.file);
        if (handlers.some((definition) => bodyOf(definition).includes(call))) found.push(table);
      }
  return found;
}
