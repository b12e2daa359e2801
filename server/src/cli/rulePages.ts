// SPDX-License-Identifier: GPL-2.0-only
/** The pages of `docs/rules`, where the package keeps them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './packageRoot.ts';

/** Returns the Markdown of a rule's page, or null when it has none. */
export function rulePage(id: string): string | null {
  const path = rulePagePath(id);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Where the page of a rule is, when it has one. */
export function rulePagePath(id: string): string {
  return join(packageRoot(), 'docs', 'rules', `${id}.md`);
}
