// SPDX-License-Identifier: GPL-2.0-only
/** The settings, as the server and the command take them. */
import { isAbsolute, join } from 'node:path';

/** The names below `vmops.` that say what to check. */
export const SETTINGS = [
  'kernel',
  'tree',
  'contract',
  'rules',
  'exclude',
  'scope',
  'inlayHints',
  'codeLens',
  'changedHandlers',
] as const;

export type Settings = Partial<Record<(typeof SETTINGS)[number], unknown>>;

/** Returns the settings with `tree` absolute: a relative one starts at the workspace folder. */
export function absoluteTree<T extends Settings>(settings: T, folder: string | undefined): T {
  const { tree } = settings;
  if (typeof tree !== 'string' || tree === '' || isAbsolute(tree) || folder === undefined) return settings;
  return { ...settings, tree: join(folder, tree) };
}

/** Returns the options of `vmops lint` that say the same; what is not set, or wrong, is left out. */
export function lintOptions({ kernel, tree, contract, rules, exclude }: Settings): string[] {
  const options: string[] = [];
  const add = (option: string, value: unknown) => {
    if (typeof value === 'string' && value !== '') options.push(`${option}=${value}`);
  };
  add('--kernel', kernel);
  add('--tree', tree);
  add('--contract', contract);
  for (const [id, severity] of Object.entries(rules ?? {}))
    if (typeof severity === 'string') options.push(`--rule=${id}=${severity}`);
  if (Array.isArray(exclude)) for (const pattern of exclude) add('--exclude', pattern);
  return options;
}
