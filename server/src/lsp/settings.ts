/** The client's settings, read with care: a wrong value is as none. */
import type { Release } from '../contracts/model.ts';
import { parseRelease } from '../contracts/release.ts';
import type { Basis, Severity } from '../findings/finding.ts';

export interface Settings {
  /** Release by hand, or null to read it from the tree. */
  kernel: Release | null;
  /** Path of a tree to take headers and the locking document from, or null. */
  tree: string | null;
  /** Null: what the configuration file says. */
  contract: Basis | null;
  severities: Map<string, Severity>;
  exclude: string[];
  /** `workspace` also reports on files that are not open. */
  scope: 'open' | 'workspace';
}

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'information', 'off'];

/** Reads what the client has under `vmops`: `kernel`, `tree`, `contract`, `rules`, `exclude`, `scope`. */
export function readSettings(raw: unknown): Settings {
  const values = isObject(raw) ? raw : {};
  const rules = isObject(values.rules) ? values.rules : {};
  return {
    kernel: typeof values.kernel === 'string' ? parseRelease(values.kernel) : null,
    tree: typeof values.tree === 'string' && values.tree !== '' ? values.tree : null,
    contract: values.contract === 'core' || values.contract === 'documentation' ? values.contract : null,
    severities: new Map(
      Object.entries(rules).filter((entry): entry is [string, Severity] => SEVERITIES.includes(entry[1])),
    ),
    exclude: Array.isArray(values.exclude) ? values.exclude.filter((one) => typeof one === 'string') : [],
    scope: values.scope === 'workspace' ? 'workspace' : 'open',
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
