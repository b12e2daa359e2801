/** The ids of every command, for the code and for the test that holds package.json to them. */

/** Commands of the palette, as package.json has them. */
export const COMMANDS = {
  lintTree: 'vmops.lintTree',
  openLockingDocument: 'vmops.openLockingDocument',
  opsMatrix: 'vmops.opsMatrix',
  checkTables: 'vmops.checkTables',
  refreshTables: 'vmops.refreshTables',
  restartServer: 'vmops.restartServer',
  showLog: 'vmops.showLog',
} as const;

/** Commands that the language server names in code lenses and code actions; no palette shows them. */
export const SERVER_COMMANDS = {
  showPlaces: 'vmops.showPlaces',
  openRulePage: 'vmops.openRulePage',
} as const;
