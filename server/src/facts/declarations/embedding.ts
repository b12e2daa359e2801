// SPDX-License-Identifier: GPL-2.0-only
/** Which structs begin with another: a pointer to one is a pointer to the other then. */
import { identifiersIn } from '../../syntax/words/names.ts';
import type { FileFacts } from '../model.ts';
import { isHeader } from '../names/nearness.ts';
import { definesStruct, structBodies } from './structs.ts';

/** Of the kernel: they begin with nothing that a pointer is meant to be of, and nothing that a driver makes begins with one. */
const ALONE: ReadonlySet<string> = new Set(['file', 'vm_area_struct', 'mm_struct', 'task_struct']);

/**
 * Says whether a pointer to one struct is surely none to the other: one of them is of the kernel and stands alone, or the
 * file defines both, and what it says of how they begin leads from neither to the other.
 */
function areApart(one: string, other: string, facts: FileFacts): boolean {
  if (one === other) return false;
  if (ALONE.has(one) || ALONE.has(other)) return true;
  return (
    definesStruct(one, facts) &&
    definesStruct(other, facts) &&
    !leads(one, other, facts) &&
    !leads(other, one, facts)
  );
}

/**
 * As `areApart`, of a struct and one that another file takes its object for. What a source file defines no other file
 * knows, so that no struct from elsewhere begins with it.
 */
export function areApartAcross(one: string, facts: FileFacts, other: string, theirs: FileFacts): boolean {
  if (areApart(one, other, facts) || areApart(one, other, theirs)) return true;
  return isAloneIn(one, other, facts) || isAloneIn(other, one, theirs);
}

/** The file alone defines it, and it surely does not begin with the other. */
function isAloneIn(one: string, other: string, facts: FileFacts): boolean {
  if (isHeader(facts.file.path) || definesStruct(other, facts) || !definesStruct(one, facts)) return false;
  return !leads(one, other, facts, true);
}

/** A struct of a header holds none of those that the file defines; of others it may: `otherwise`. */
function leads(from: string, to: string, facts: FileFacts, otherwise = false): boolean {
  const seen = new Set<string>();
  for (let at: string | null = from; at !== null && !seen.has(at); ) {
    if (at === to) return true;
    seen.add(at);
    const [body] = structBodies(at, facts);
    if (body === undefined) return otherwise;
    const first = body.slice(0, body.indexOf(';'));
    // What has no name of its own may hold anything.
    if (first.includes('{') || first.includes('#')) return true;
    at = first.includes('*') || !first.includes('struct') ? null : (identifiersIn(first)[0] ?? null);
  }
  return false;
}
