// SPDX-License-Identifier: GPL-2.0-only
/** Runs one rule so that what it cannot bear in one file costs that file alone. */
import type { FunctionDefinition } from '../facts/model.ts';
import { type Draft, draftsOf, type Rule, type RuleContext } from '../rules/rule.ts';
import { reasonOf } from '../text/failure.ts';

/** A file of which a rule could not say anything. */
export interface Lost {
  path: string;
  reason: string;
}

/**
 * Returns what a rule finds. Where it throws, the files are looked at one by one; those that make it throw are `lost`,
 * and it is asked again without what stands in them.
 */
export function checkSafely(rule: Rule, view: RuleContext, lost: Lost[]): Draft[] {
  try {
    return draftsOf(rule, view);
  } catch (error) {
    const fallen = new Map<string, string>();
    for (const path of pathsOf(view)) {
      try {
        draftsOf(
          rule,
          only((one) => one === path, view),
        );
      } catch (inner) {
        fallen.set(path, reasonOf(inner));
      }
    }
    const lose = (reasons: Map<string, string>) => {
      for (const [path, reason] of reasons)
        lost.push({ path, reason: `${rule.id} is not checked: ${reason}` });
    };
    try {
      const drafts = draftsOf(
        rule,
        only((one) => !fallen.has(one), view),
      );
      lose(fallen);
      return drafts;
    } catch {
      lose(new Map(pathsOf(view).map((path) => [path, reasonOf(error)])));
      return [];
    }
  }
}

/** The files with something to check. */
function pathsOf({ tables, handlers, reports, mappings, program, isUnderLint }: RuleContext): string[] {
  return [
    ...new Set([
      ...tables.map(({ place }) => place.file.path),
      ...handlers.map(({ table }) => table.place.file.path),
      ...[...reports, ...mappings].map(({ definition }) => definition.file.path),
      ...[...program.files.keys()].filter((path) => isUnderLint?.(path) !== false),
    ]),
  ];
}

/** The view with what stands in some of its files. */
function only(isIn: (path: string) => boolean, view: RuleContext): RuleContext {
  const { isUnderLint = () => true } = view;
  const isHere = ({ definition }: { definition: FunctionDefinition }) => isIn(definition.file.path);
  return {
    ...view,
    tables: view.tables.filter(({ place }) => isIn(place.file.path)),
    handlers: view.handlers.filter(({ table }) => isIn(table.place.file.path)),
    reports: view.reports.filter(isHere),
    mappings: view.mappings.filter(isHere),
    structMembers: view.structMembers?.filter(({ table }) => isIn(table.place.file.path)),
    isUnderLint: (one) => isIn(one) && isUnderLint(one),
  };
}
