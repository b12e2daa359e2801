// SPDX-License-Identifier: GPL-2.0-only
/** The tables of the other structs of operations, held against what the tree says of their members. */
import type { StructMember } from '../analysis/reports/report.ts';
import { contractOf, type StructContracts } from '../contracts/structContracts.ts';
import type { FileFacts, TableMember } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import type { AnalysisCache } from './analysisCache.ts';

/** Whether a file has such a table, which is what a tree's documents and headers are read for. */
export function hasStructTables(files: Iterable<FileFacts>, isUnderLint: (path: string) => boolean): boolean {
  for (const facts of files) if (isUnderLint(facts.file.path) && facts.structTables.length > 0) return true;
  return false;
}

/**
 * Returns the members that such tables in files under lint set, and explores those that may not block. A definition
 * is looked for in the loaded files alone.
 */
export function structMembers(
  program: MutableProgram,
  contracts: StructContracts,
  analysis: AnalysisCache,
  isUnderLint: (path: string) => boolean,
): StructMember[] {
  const found: StructMember[] = [];
  for (const { file, structTables } of program.files.values()) {
    if (!isUnderLint(file.path)) continue;
    for (const { struct, table } of structTables) {
      const ops = contracts.get(struct);
      if (!ops) continue;
      for (const member of table.members) {
        const contract = contractOf(contracts, struct, member.op);
        const definitions = definitionsOf(program, member, [...table.guards, ...member.guards]);
        const isAtomic = contract?.mayBlock === 'no' && contract.member !== null;
        found.push({
          struct,
          table,
          member,
          contract: contract?.member ? contract : null,
          definitions,
          reports: isAtomic ? definitions.flatMap((one) => analysis.atomic(one)) : [],
        });
      }
    }
  }
  return found;
}

function definitionsOf(
  program: MutableProgram,
  { handler, handlerPlace }: TableMember,
  guards: TableMember['guards'],
) {
  return handler === null ? [] : program.peek(handler, handlerPlace.file, guards);
}
