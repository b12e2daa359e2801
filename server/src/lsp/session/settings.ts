// SPDX-License-Identifier: GPL-2.0-only
/** The client's settings, read with care: a wrong value is as none. */
import type { Release } from '../../contracts/model.ts';
import { parseRelease } from '../../contracts/release.ts';
import type { Basis, Severity } from '../../findings/finding.ts';

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
  inlayHints: HintSettings;
  codeLens: LensSettings;
}

/** What stands at the end of a table's entry. */
export interface HintSettings {
  enable: boolean;
  /** What the handler returns. */
  results: boolean;
  /** The lock that core holds. */
  locks: boolean;
  /** Longer hints are cut at a result. */
  maxLength: number;
}

/** What stands above tables, handlers and functions that map. */
export interface LensSettings {
  enable: boolean;
  findings: boolean;
  installers: boolean;
  /** Above a function that maps. */
  mappings: boolean;
  tables: boolean;
}

/** VS Code cuts off the hints of a line behind these many characters; none is longer than the last. */
const HINT_LENGTH = { usual: 43, least: 10, most: 60 };

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'information', 'off'];

/** Reads what the client has under `vmops`: `kernel`, `tree`, `contract`, `rules`, `exclude`, `scope`, `inlayHints`, `codeLens`. */
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
    inlayHints: readHints(values.inlayHints),
    codeLens: readLenses(values.codeLens),
  };
}

function readHints(raw: unknown): HintSettings {
  const { usual, least, most } = HINT_LENGTH;
  const length = isObject(raw) && typeof raw.maxLength === 'number' ? raw.maxLength : usual;
  return {
    enable: isOn(raw),
    results: isOn(raw, 'results'),
    locks: isOn(raw, 'locks'),
    maxLength: Math.min(Math.max(length, least), most),
  };
}

function readLenses(raw: unknown): LensSettings {
  return {
    enable: isOn(raw),
    findings: isOn(raw, 'findings'),
    installers: isOn(raw, 'installers'),
    mappings: isOn(raw, 'mappings'),
    tables: isOn(raw, 'tables'),
  };
}

/** `false`, `{ enable: false }` and `{ part: { enable: false } }` turn something off. */
function isOn(raw: unknown, part?: string): boolean {
  if (raw === false) return false;
  const of = part === undefined || !isObject(raw) ? raw : raw[part];
  return !(of === false || (isObject(of) && of.enable === false));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
