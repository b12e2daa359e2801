// SPDX-License-Identifier: GPL-2.0-only
/** What holds for one file: what the run was asked for, then the nearest configuration file, then the defaults. */
import { isAbsolute, relative, sep } from 'node:path';
import type { Basis, Severity } from '../findings/finding.ts';
import type { Config } from './config.ts';

/** What the command line or the editor says over every configuration file. */
export interface Overrides {
  severities: ReadonlyMap<string, Severity>;
  contract: Basis | null;
}

export interface FileSettings {
  /** Null: the rule's own severity. */
  severityOf: (rule: string) => Severity | null;
  contract: Basis;
}

/** Returns the settings for a file whose nearest configuration is `config`. */
export function settingsFrom(config: Config | null, { severities, contract }: Overrides): FileSettings {
  return {
    severityOf: (rule) => severities.get(rule) ?? config?.severities.get(rule) ?? null,
    contract: contract ?? config?.contract ?? 'documentation',
  };
}

/** Returns a path relative to the folder of a configuration, with `/`; null for one outside of it. */
export function relativeTo(folder: string, absolute: string): string | null {
  const path = relative(folder, absolute);
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return null;
  return path.split(sep).join('/');
}
