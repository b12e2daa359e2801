// SPDX-License-Identifier: GPL-2.0-only
/** The ids that package.json has too; a test holds the two to each other. */

/** Commands of the palette, as package.json has them. */
export const COMMANDS = {
  lintTree: 'vmops.lintTree',
  openLockingDocument: 'vmops.openLockingDocument',
  opsMatrix: 'vmops.opsMatrix',
  reviewPatch: 'vmops.reviewPatch',
  changeFindings: 'vmops.changeFindings',
  checkTables: 'vmops.checkTables',
  refreshTables: 'vmops.refreshTables',
  restartServer: 'vmops.restartServer',
  showLog: 'vmops.showLog',
} as const;

/** Commands that the language server names in code lenses and code actions; no palette shows them. */
export const SERVER_COMMANDS = {
  showPlaces: 'vmops.showPlaces',
  openRulePage: 'vmops.openRulePage',
  select: 'vmops.select',
} as const;

/** The id of the panel of the ops matrix. */
export const MATRIX = 'vmops.matrix';
/** The id of the view of ops tables. */
export const TABLES_VIEW = 'vmops.tables';
/** The id of the view of the user's change. */
export const CHANGE_VIEW = 'vmops.change';
/** The context key that completes the first step of the walkthrough. */
export const TREE_OPEN = 'vmops.treeOpen';
