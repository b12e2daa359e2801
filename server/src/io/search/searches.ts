// SPDX-License-Identifier: GPL-2.0-only
/** What a run asks of a tree by searching it. */
import { type Definition, type DefinitionSearch, findDefinitions } from './definitions.ts';
import { type SearchOptions, searchFiles } from './search.ts';

export interface Searches {
  /** As `searchFiles`. */
  files(root: string, pattern: string, options: SearchOptions): Promise<string[]>;
  /** As `findDefinitions`. */
  definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]>;
  /**
   * Called at the end of a run.
   *
   * @returns whether all answers were what the tree says; if not, the run is to be done again, and will be told so
   */
  confirm(): Promise<boolean>;
}

/** Every question is a search. */
export const freshSearches: Searches = {
  files: searchFiles,
  definitions: findDefinitions,
  confirm: async () => true,
};
