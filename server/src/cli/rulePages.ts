/** The pages of `docs/rules`, where the package keeps them. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the Markdown of a rule's page, or null when it has none. */
export function rulePage(id: string): string | null {
  const path = rulePagePath(id);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Where the page of a rule is, when it has one. */
export function rulePagePath(id: string): string {
  return join(packageRoot(), 'docs', 'rules', `${id}.md`);
}

/** The folder of package.json: two above the bundle, three above this source file. */
function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
