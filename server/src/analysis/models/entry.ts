// SPDX-License-Identifier: GPL-2.0-only
/** One entry of the data files as JSON, and its way to a summary. */
import type { Atom } from '../state/domain.ts';
import type { HelperSummary, Insertion, Sleeps } from './model.ts';
import { parseCondition, parseEffect, parsePlace } from './verbs.ts';

/** What the JSON files hold for a helper; helpers.schema.json is the same in words. */
export interface Entry {
  name?: string;
  /** Helpers that behave alike. */
  names?: string[];
  /** First and last release, inclusive; null or absent is open. `6.5` as the last one includes 6.5.13. */
  since?: string | null;
  until?: string | null;
  outcomes?: { returns?: string[]; do?: string[]; if?: string[]; unlessSet?: string }[];
  sleeps?: boolean | string;
  pure?: boolean;
  neutral?: boolean;
  ownFirst?: boolean;
  pageFrame?: boolean;
  alias?: string;
  converts?: { arg: number; map: Record<string, string> };
  insert?: { family: string; vma: string };
  userAccess?: boolean;
  takesMmapLock?: boolean;
  noreturn?: boolean;
}

/**
 * Compiles an entry for one of its names.
 * Throws an Error that names the file and the helper when a verb, place, condition or atom is not understood.
 */
export function compileEntry(
  file: string,
  name: string,
  entry: Omit<Entry, 'name' | 'names'>,
): HelperSummary {
  try {
    return {
      name,
      outcomes: (entry.outcomes ?? []).map((outcome) => ({
        returns: (outcome.returns ?? []).map(parseAtom),
        effects: (outcome.do ?? []).map(parseEffect),
        conditions: (outcome.if ?? []).map(parseCondition),
        unless: outcome.unlessSet === undefined ? null : parseMembers(outcome.unlessSet),
      })),
      sleeps: parseSleeps(entry.sleeps),
      pure: entry.pure ?? false,
      neutral: entry.neutral ?? false,
      ownFirst: entry.ownFirst ?? false,
      pageFrame: entry.pageFrame ?? false,
      alias: entry.alias === undefined ? null : parsePlace(entry.alias),
      converts: entry.converts
        ? {
            argument: entry.converts.arg,
            map: new Map(Object.entries(entry.converts.map).map(([from, to]) => [from, parseAtom(to)])),
          }
        : null,
      insert: entry.insert ? parseInsertion(entry.insert) : null,
      userAccess: entry.userAccess ?? false,
      takesMmapLock: entry.takesMmapLock ?? false,
      noreturn: entry.noreturn ?? false,
    };
  } catch (error) {
    throw new Error(`${file}: ${name}: ${(error as Error).message}`);
  }
}

const plainAtom = /^(0|null|\+|\?|errptr|-E\?|-E[A-Z0-9]+|-?[1-9]\d*)$/;
const faultAtom = /^[A-Z][A-Z_]+(\|[A-Z][A-Z_]+)*$/;

/** VM_FAULT bits come out sorted, `null` as `0`. */
function parseAtom(text: string): Atom {
  if (text === 'null') return '0';
  if (plainAtom.test(text)) return text;
  if (!faultAtom.test(text)) throw new Error(`not a value: "${text}"`);
  return text.includes('|') ? text.split('|').sort().join('|') : text;
}

/** `address_space_operations.read_folio|readpage` */
function parseMembers(text: string): { struct: string; members: string[] } {
  const match = /^(\w+)\.(\w+(?:\|\w+)*)$/.exec(text);
  if (!match) throw new Error(`not members of a struct: "${text}"`);
  return { struct: match[1] as string, members: (match[2] as string).split('|') };
}

function parseSleeps(value: boolean | string | undefined): Sleeps {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value;
  const match = /^gfp:arg(\d+)$/.exec(value);
  if (!match) throw new Error(`sleeps is true, false or "gfp:argN", not "${value}"`);
  return { gfp: Number(match[1]) };
}

const families = new Set<string>([
  'pfn',
  'mixed',
  'page',
  'remap',
  'huge-pfn',
] satisfies Insertion['family'][]);

function parseInsertion(insert: { family: string; vma: string }): Insertion {
  if (!families.has(insert.family)) throw new Error(`unknown insertion family "${insert.family}"`);
  return { family: insert.family as Insertion['family'], vma: parsePlace(insert.vma) };
}
