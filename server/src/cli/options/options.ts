// SPDX-License-Identifier: GPL-2.0-only
/** Option values of the command line, read and checked. */

import type { Release } from '../../contracts/model.ts';
import { parseRelease, releaseTrouble } from '../../contracts/release.ts';
import type { Shard } from '../../core/shard.ts';
import type { Severity } from '../../findings/finding.ts';
import { groupsOf } from '../../text/match.ts';
import { suggestion } from '../../text/suggest.ts';
import { UsageError } from '../errors.ts';

const SEVERITIES: Severity[] = ['error', 'warning', 'information', 'off'];

/** Reads the release of `--kernel`, or of another option. Throws UsageError for what is none or is not known. */
export function parseKernel(text: string, option = '--kernel'): Release {
  const release = parseRelease(text);
  if (release === null) throw new UsageError(`${option} ${text}: not a release (write it as 6.12 or 2.6.32)`);
  const trouble = releaseTrouble(release);
  if (trouble !== null) throw new UsageError(`${option} ${text}: ${trouble}`);
  return release;
}

/**
 * Reads `rule=severity` values of `--rule`; a later one wins.
 * Throws UsageError for a wrong form, an unknown rule or an unknown severity.
 */
export function parseSeverities(values: string[], ruleIds: string[]): Map<string, Severity> {
  const severities = new Map<string, Severity>();
  for (const value of values) {
    const match = /^([^=]+)=([^=]+)$/.exec(value);
    if (match === null) throw new UsageError(`--rule ${value}: write it as RULE=SEVERITY`);
    const [id, severity] = groupsOf(match, 2);
    checkRule(id, ruleIds, `--rule ${value}: `);
    if (!(SEVERITIES as string[]).includes(severity)) {
      const known = SEVERITIES.join(', ');
      throw new UsageError(`--rule ${value}: no severity named ${severity}; expected one of ${known}`);
    }
    severities.set(id, severity as Severity);
  }
  return severities;
}

/** Throws UsageError with the nearest rule when `id` is not one. */
export function checkRule(id: string, ruleIds: string[], where = ''): void {
  if (!ruleIds.includes(id)) {
    throw new UsageError(
      `${where}no rule named ${id}${suggestion(id, ruleIds) || '; "vmops rules" lists them'}`,
    );
  }
}

/** Reads `i/n` of `--shard`. Throws UsageError for what is none. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index === undefined || shard.index < 1 || shard.index > shard.count)
    throw new UsageError(`--shard ${text}: write it as 2/4, from 1/4 to 4/4`);
  return shard;
}
