// SPDX-License-Identifier: GPL-2.0-only
/** What changes between two releases for code that moves up from one to the other. */
import changes from './data/changes.json';
import { opData } from './data.ts';
import { FAULT_CODES, FAULT_FLAGS, VM_FLAGS } from './faults.ts';
import { compareReleases, type Prototype, type Release } from './model.ts';
import { formatPrototype } from './prototype.ts';
import { bound, isSince, isUntil, mainlineReleases } from './release.ts';

/** A helper, field, flag or macro that the newer of two releases does not have. */
export interface GoneName {
  name: string;
  /** Of a field whose name others have too: the type of what has it. */
  of: string | null;
  /** The first release without it. */
  release: Release;
  /** What to write, as a phrase; null where nothing is known to take its place. */
  instead: string | null;
  /** A name that may be written for it wherever it stands. */
  rename: string | null;
}

/** A helper that is there in both releases, and not the same. */
export interface ChangedHelper {
  name: string;
  release: Release;
  meaning: string;
  /** How many arguments it takes since: a call that has them is written for it. */
  arguments: number | null;
}

/** One change of an op's prototype. */
export interface PrototypeStep {
  release: Release;
  before: Prototype;
  after: Prototype;
  /** What it asks of a handler, as a phrase. */
  text: string;
}

interface GoneData {
  name: string;
  of?: string;
  until: string;
  instead?: string;
  rename?: string;
}

interface ChangedData {
  name: string;
  since: string;
  meaning: string;
  arguments?: number;
}

/** Names that are there in `from` and gone in `to`. */
export function goneNames(from: Release, to: Release): GoneName[] {
  const all: GoneData[] = [
    ...(changes.gone as GoneData[]),
    ...prefixed('VM_', VM_FLAGS),
    ...prefixed('FAULT_FLAG_', FAULT_FLAGS),
    ...prefixed('VM_FAULT_', FAULT_CODES),
  ];
  return all
    .filter(({ until }) => isUntil(from, until) && !isUntil(to, until))
    .map(({ name, of = null, until, instead = null, rename = null }) => ({
      name,
      of,
      release: releaseAfter(until),
      instead,
      rename,
    }));
}

function prefixed(
  prefix: string,
  names: readonly { name: string; until?: string; replacedBy?: string }[],
): GoneData[] {
  return names.flatMap(({ name, until, replacedBy }) =>
    until === undefined
      ? []
      : [{ name: `${prefix}${name}`, until, ...(replacedBy ? { instead: replacedBy } : {}) }],
  );
}

/** Helpers that change between `from` and `to`, each at the first release that has it so. */
export function changedHelpers(from: Release, to: Release): ChangedHelper[] {
  return (changes.changed as ChangedData[])
    .filter(({ since }) => !isSince(from, since) && isSince(to, since))
    .map((one) => ({
      name: one.name,
      release: bound(one.since),
      meaning: one.meaning,
      arguments: one.arguments ?? null,
    }));
}

/** What a function that took mmap_sem is called since 5.8; null where it is none of them. */
export function mmapLockFunction(name: string): string | null {
  return (changes.locks as Record<string, string>)[name] ?? null;
}

/** The changes of an op's prototype between two releases, oldest first. */
export function prototypeSteps(op: string, from: Release, to: Release): PrototypeStep[] {
  const data = opData(op);
  if (!data) return [];
  return data.prototypes.slice(1).flatMap((after, at) => {
    const before = data.prototypes[at] as Prototype;
    if (isSince(from, after.since) || !isSince(to, after.since)) return [];
    return [{ release: bound(after.since), before, after, text: stepText(op, before, after) }];
  });
}

function stepText(op: string, before: Prototype, after: Prototype): string {
  const words: string[] = [];
  const rest = before.parameters.slice(1).join();
  if (before.parameters[0] === 'struct vm_area_struct *' && rest === after.parameters.join())
    words.push('the vma argument is gone: vmf->vma is the VMA');
  else if (before.parameters.join() !== after.parameters.join())
    words.push(`it is ${formatPrototype(op, after)} now`);
  if (before.returns !== after.returns) words.push(`it returns ${after.returns}`);
  return words.join(', and ');
}

/** The release after the last one that has something. */
export function releaseAfter(last: string): Release {
  const end = bound(last);
  return mainlineReleases().find((release) => compareReleases(release, end) > 0) ?? end;
}
