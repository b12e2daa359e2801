// SPDX-License-Identifier: GPL-2.0-only
/** The tables of the other structs of operations, held against what the tree says of their members. */
import type { StructMember } from '../analysis/reports/report.ts';
import { contractOf, type StructContracts, type StructOpContract } from '../contracts/structContracts.ts';
import { folderOf } from '../facts/functions/texts.ts';
import type { FunctionDefinition, StructTable, TableMember } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import type { AnalysisCache } from './analysisCache.ts';

/** Such a table, and whether its file is under lint; else functions beside it may be. */
export type AskedTable = StructTable & { isNamed: boolean };

/** The tables that concern files under lint, with what the tree says of their structs. */
export interface StructTables {
  contracts: StructContracts;
  tables: AskedTable[];
}

/** The tables in files under lint and in the folders of these; a function and its table stand in one folder. */
export function askedStructTables(
  program: MutableProgram,
  isUnderLint: (path: string) => boolean,
): AskedTable[] {
  const files = [...program.files.values()];
  const folders = new Set(files.map(({ file: { path } }) => (isUnderLint(path) ? folderOf(path) : null)));
  return files.flatMap((facts) => {
    const { path } = facts.file;
    const isNamed = isUnderLint(path);
    if (!isNamed && !folders.has(folderOf(path))) return [];
    return facts.structTables.map((one) => ({ ...one, isNamed }));
  });
}

/** The functions that may not block; names of tables under lint that nothing defines yet are noted as wanted. */
export function atomicFunctions(
  program: MutableProgram,
  { contracts, tables }: StructTables,
): FunctionDefinition[] {
  const found = new Set<FunctionDefinition>();
  for (const { struct, table, isNamed } of tables)
    for (const member of table.members) {
      if (!isAtomic(contractOf(contracts, struct, member.op))) continue;
      for (const one of definitionsOf(program, table, member, isNamed)) found.add(one);
    }
  return [...found];
}

/**
 * Returns the members that such tables set, where table or function is under lint, and explores those that may not
 * block. A definition is looked for in the loaded files alone.
 */
export function structMembers(
  program: MutableProgram,
  { contracts, tables }: StructTables,
  analysis: AnalysisCache,
  isUnderLint: (path: string) => boolean,
): StructMember[] {
  const found: StructMember[] = [];
  for (const { struct, table, isNamed } of tables) {
    if (!contracts.has(struct)) continue;
    for (const member of table.members) {
      const definitions = definitionsOf(program, table, member, false);
      if (!isNamed && !definitions.some(({ file }) => isUnderLint(file.path))) continue;
      const contract = contractOf(contracts, struct, member.op);
      found.push({
        struct,
        table,
        member,
        contract: contract?.member ? contract : null,
        definitions,
        reports: isAtomic(contract) ? definitions.flatMap((one) => analysis.atomic(one)) : [],
      });
    }
  }
  return found;
}

function isAtomic(contract: StructOpContract | undefined): boolean {
  return contract?.mayBlock === 'no' && contract.member !== null;
}

function definitionsOf(
  program: MutableProgram,
  table: StructTable['table'],
  { handler, handlerPlace, guards }: TableMember,
  isWanted: boolean,
): FunctionDefinition[] {
  if (handler === null) return [];
  const all = [...table.guards, ...guards];
  return isWanted
    ? program.lookup(handler, handlerPlace.file, all)
    : program.peek(handler, handlerPlace.file, all);
}
