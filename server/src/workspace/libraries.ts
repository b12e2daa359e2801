// SPDX-License-Identifier: GPL-2.0-only
/**
 * Handlers that stand in no table: those of the kernel's library, explored where they stand, once, for all tables that
 * reach them, and those of special mappings.
 */
import { libraryHandler } from '../analysis/models/libraryHandlers.ts';
import { bodyOf } from '../facts/functions/texts.ts';
import type { FunctionDefinition, OpsTable } from '../facts/model.ts';
import { calledNames } from '../facts/names/mentions.ts';
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

/** Tables whose handler calls it, itself or by way of its file; none if one names it. */
function tablesThatReach(name: string, op: string, program: MutableProgram): OpsTable[] {
  const found: OpsTable[] = [];
  for (const { tables } of program.files.values())
    for (const table of tables)
      for (const member of table.members) {
        if (member.op !== op || member.handler === null) continue;
        if (member.handler === name) return [];
        const handlers = program.peek(member.handler, table.place.file);
        if (handlers.some((definition) => calls(definition, name, program, DEPTH))) found.push(table);
      }
  return found;
}

/** Functions of its file through which a handler may call another. */
const DEPTH = 2;

function calls(
  definition: FunctionDefinition,
  name: string,
  program: MutableProgram,
  depth: number,
): boolean {
  if (bodyOf(definition).includes(`${name}(`)) return true;
  if (depth === 0) return false;
  return calledNames(definition).some((callee) =>
    program
      .peek(callee, definition.file)
      .some((one) => one.file === definition.file && calls(one, name, program, depth - 1)),
  );
}
