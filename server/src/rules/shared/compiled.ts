// SPDX-License-Identifier: GPL-2.0-only
/** Leaves out what the preprocessor leaves out of this release: modules that live outside the tree ask for it. */
import type { Release } from '../../contracts/model.ts';
import { versionCondition } from '../../contracts/versions.ts';
import type { FunctionDefinition, OpsTable, TableMember } from '../../facts/model.ts';
import type { RuleContext } from '../rule.ts';

type Guards = OpsTable['guards'];

/** Returns the context without the tables, handlers and reports that stand under an `#if` of another release. */
export function compiledOnly<Context extends RuleContext>(context: Context): Context {
  const { release } = context.kernel;
  const isCompiled = ({ guards }: { guards: Guards }) => mayBeCompiled(guards, release);
  const isSeen = (report: { definition: FunctionDefinition; configuration: Guards }) =>
    isCompiled(report.definition) && mayBeCompiled(report.configuration, release);
  return {
    ...context,
    tables: context.tables.filter(isCompiled),
    handlers: context.handlers
      .filter(({ table, member }) => isCompiled(table) && isCompiled(member))
      .map((handler) => ({ ...handler, definitions: handler.definitions.filter(isCompiled) })),
    reports: context.reports.filter(isSeen),
    mappings: context.mappings.filter(isSeen),
    callees: context.callees?.filter(isSeen),
    structMembers: context.structMembers
      ?.filter(({ table, member }) => isCompiled(table) && isCompiled(member))
      .map((one) => ({
        ...one,
        definitions: one.definitions.filter(isCompiled),
        reports: one.reports.filter(isSeen),
      })),
    holders: context.holders?.filter(isSeen),
  };
}

/** The members of a table that this release compiles. */
export function compiledMembers(table: OpsTable, release: Release): TableMember[] {
  return table.members.filter((member) => mayBeCompiled(member.guards, release));
}

/**
 * Whether the arms say nothing of other kernels: `#ifdef HAVE_VMOP_FOO` and `#ifndef VM_FOO` ask what the kernel is
 * like, and what stands there may be written for one that has it, or for one that has not.
 */
export function isForThisKernel(guards: Guards, release: Release): boolean {
  return guards.every(
    ({ condition }) => versionCondition(condition, release) !== null || OF_CONFIGURATION.test(condition),
  );
}

const OF_CONFIGURATION =
  /^(?:CONFIG_\w+\b|defined|IS_(?:ENABLED|BUILTIN|MODULE|REACHABLE)|LINUX_VERSION_CODE|KERNEL_VERSION|\d+\b|[\s()!&|<>=,])+$/;

/**
 * Whether the release may compile what stands under these arms: false only when a comparison of LINUX_VERSION_CODE
 * says so. Any other condition may hold or not.
 */
export function mayBeCompiled(guards: Guards, release: Release): boolean {
  return guards.every(({ condition, taken }) => (versionCondition(condition, release) ?? taken) === taken);
}

/** Whether it is for machines without an MMU alone, where core copies no VMA of a file: no fork, no split, no move. */
export const isWithoutMmu = (guards: Guards): boolean =>
  guards.some(({ condition, taken }) => HAS_MMU.has(condition) && !taken);

const HAS_MMU: ReadonlySet<string> = new Set(['defined(CONFIG_MMU)', 'CONFIG_MMU', 'IS_ENABLED(CONFIG_MMU)']);
