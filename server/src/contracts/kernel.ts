// SPDX-License-Identifier: GPL-2.0-only
/** The contracts of one kernel: from the data of its release, then from what its own header and document say. */
import { type Dated, OPS, type OpData, OTHER_OPS, opData, type PrototypeEra } from './data.ts';
import type { LockingDocument } from './document/document.ts';
import { faultCodesOf, faultErrorsOf, typedefsOf } from './faults.ts';
import type { HeaderFacts } from './headers/header.ts';
import type { HeaderMember } from './headers/headerStructs.ts';
import type {
  DocumentedOp,
  Kernel,
  OpContract,
  Prototype,
  Release,
  ReleaseSource,
  ResultKind,
} from './model.ts';
import { compareReleases } from './model.ts';
import { samePrototype } from './prototype.ts';
import { bound, inEra, isSince, isUntil } from './release.ts';

/** The contracts of a release from the data alone. Releases beyond the known ones get those of the nearest known one. */
export function kernelFor(release: Release, source: ReleaseSource): Kernel {
  const faultCodes = faultCodesOf(release);
  const kernel: Kernel = {
    release,
    releaseSource: source,
    ops: new Map(),
    removed: new Map(),
    future: new Map(),
    structPlace: null,
    memberPlaces: new Map(),
    faultCodes,
    faultErrors: faultErrorsOf(release),
    typedefs: typedefsOf(release),
    document: new Map(),
    documentPath: null,
  };
  for (const data of OPS) {
    const { op } = data;
    if (inEra(release, data)) kernel.ops.set(op, contractOf(data, release, faultCodes));
    else fileAway(kernel, data);
  }
  return kernel;
}

/**
 * Puts what the tree's own header says over the data: members that exist, their prototypes and guards, VM_FAULT_* and
 * VM_FAULT_ERROR. A member that the data does not know gets a contract that knows nothing but its prototype. Without a
 * struct in the header the members stay as they are. Returns a new kernel.
 */
export function overlayHeader(kernel: Kernel, header: HeaderFacts): Kernel {
  const faultCodes = header.faultCodes.size > 0 ? new Map(header.faultCodes) : kernel.faultCodes;
  const faultErrors = header.faultErrors ?? kernel.faultErrors;
  const typedefs =
    header.faultType === null
      ? kernel.typedefs
      : new Map(header.faultType === 'int' ? [['vm_fault_t', 'int']] : []);
  const overlaid: Kernel = { ...kernel, faultCodes, faultErrors, typedefs };
  if (!header.operations) return overlaid;
  const { file, members, start, end } = header.operations;
  overlaid.ops = new Map();
  overlaid.removed = new Map();
  overlaid.future = new Map();
  overlaid.memberPlaces = new Map();
  overlaid.structPlace = { file, start, end };
  for (const member of members) {
    overlaid.ops.set(member.name, contractOfMember(member, kernel.release, faultCodes));
    overlaid.memberPlaces.set(member.name, { file, start: member.start, end: member.end });
  }
  for (const data of OPS) if (!overlaid.ops.has(data.op)) fileAway(overlaid, data);
  return overlaid;
}

/** Puts the tree's locking document beside the contracts. Returns a new kernel. */
export function overlayDocument(kernel: Kernel, document: LockingDocument): Kernel {
  return {
    ...kernel,
    document: new Map<string, DocumentedOp>(document.operations),
    documentPath: document.file.path,
  };
}

/** The contract that a handler of that op has to keep, whichever struct it is a member of. */
export function handlerContract(op: string, kernel: Kernel): OpContract | undefined {
  const known = kernel.ops.get(op);
  if (known) return known;
  const data = OTHER_OPS.find((one) => one.op === op && inEra(kernel.release, one));
  return data && contractOf(data, kernel.release, kernel.faultCodes);
}

/** Records an op that a kernel does not have: gone, or not there yet. */
function fileAway(kernel: Kernel, data: OpData): void {
  const { release } = kernel;
  const { op, until } = data;
  if (!isSince(release, data.since)) kernel.future.set(op, { op, first: bound(data.since) });
  else if (until !== undefined)
    kernel.removed.set(op, { op, last: bound(until), replacedBy: data.replacedBy ?? null });
}

function contractOfMember(
  member: HeaderMember,
  release: Release,
  faultCodes: Map<string, number>,
): OpContract {
  const data = opData(member.name);
  if (!data) return emptyContract(member);
  const contract = contractOf(data, releaseOfPrototype(data, release, member.prototype), faultCodes);
  const known = data.prototypes.some((era) => samePrototype(era, member.prototype));
  const result = known ? contract.result : resultOf(member, isNumber(member) ? 'errno' : 'value');
  return { ...contract, prototype: member.prototype, guard: member.guard, result };
}

/**
 * The release whose facts fit a member of a tree with backports: its own when the prototype agrees, else the nearest
 * one that has the member with this prototype, else the nearest one that has the member.
 */
function releaseOfPrototype(data: OpData, release: Release, prototype: Prototype): Release {
  const eras = data.prototypes.filter((era) => samePrototype(era, prototype));
  const fitting = eras.length > 0 ? eras : data.prototypes;
  if (fitting.some((era) => inEra(release, withEnd(era, data)))) return release;
  const ends = fitting.flatMap((era) => [bound(era.since), bound(withEnd(era, data).until ?? era.since)]);
  return ends.reduce((best, end) => (distance(end, release) < distance(best, release) ? end : best));
}

function withEnd(era: PrototypeEra, data: OpData): PrototypeEra {
  const until = era.until ?? data.until;
  return until === undefined ? era : { ...era, until };
}

function distance(a: Release, b: Release): number {
  return Math.abs(number(a) - number(b));
}

function number(release: Release): number {
  return (release.major * 1000 + release.minor) * 1000 + (release.major < 3 ? release.patch : 0);
}

function contractOf(data: OpData, release: Release, faultCodes: Map<string, number>): OpContract {
  const prototype = eraOf(data.prototypes, release);
  const entry = eraOf(data.entries, release);
  const exists = (code: { name: string }) => code.name === '0' || faultCodes.has(code.name);
  const result = ({ name, meaning }: { name: string; meaning: string }) => ({ name, meaning });
  return {
    op: data.op,
    prototype: { returns: prototype.returns, parameters: prototype.parameters },
    guard: data.guard,
    result: prototype.result,
    entry: { mmapLock: entry.mmapLock, vmaLock: entry.vmaLock, page: entry.page, atomic: entry.atomic },
    maySleep: entry.maySleep,
    results:
      prototype.result === 'fault-code' ? holding(data.results, release).filter(exists).map(result) : [],
    refused:
      prototype.result === 'fault-code' ? holding(data.refused, release).filter(exists).map(result) : [],
    obligations: holding(data.obligations, release).map((obligation) => obligation.text),
    description: data.description,
    source: entry.source,
    history: data.history.map(({ release: since, text }) => `${since}: ${text}`),
  };
}

/** The era of a release; before the first or after the last one, the nearest. */
function eraOf<T extends { since: string; until?: string }>(eras: readonly T[], release: Release): T {
  const within = eras.find((era) => inEra(release, era));
  if (within) return within;
  const first = eras[0] as T;
  return compareReleases(release, bound(first.since)) < 0 ? first : (eras.at(-1) as T);
}

function holding<T extends Dated>(statements: readonly T[], release: Release): T[] {
  return statements.filter(
    ({ since, until }) =>
      (since === undefined || isSince(release, since)) && (until === undefined || isUntil(release, until)),
  );
}

/** A contract that knows only what the header says: no results, so that rules about results stay silent. */
function emptyContract(member: HeaderMember): OpContract {
  return {
    op: member.name,
    prototype: member.prototype,
    guard: member.guard,
    result: resultOf(member, 'value'),
    entry: { mmapLock: 'none', vmaLock: 'never', page: 'absent', atomic: 'no' },
    maySleep: true,
    results: [],
    refused: [],
    obligations: [],
    description: '',
    source: '',
    history: [],
  };
}

/** @param otherwise what a number is that the type does not explain */
function resultOf(member: HeaderMember, otherwise: 'errno' | 'value'): ResultKind {
  if (member.kind === 'data') return 'data';
  const { returns, parameters } = member.prototype;
  if (returns === 'void') return 'void';
  if (returns === 'vm_fault_t') return 'fault-code';
  if (returns.endsWith('*')) return returns === 'struct page *' ? 'page' : 'pointer';
  if (returns.startsWith('unsigned')) return 'unsigned';
  return parameters.includes('struct vm_fault *') && isNumber(member) ? 'fault-code' : otherwise;
}

/** A result that may be an errno: a bool is none. */
function isNumber({ prototype: { returns } }: HeaderMember): boolean {
  return returns !== 'bool' && returns !== '_Bool';
}
