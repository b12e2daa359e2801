// SPDX-License-Identifier: GPL-2.0-only
/** The contracts of all structs of operations, by struct and op: what a tree's own headers and documents say of each. */
import type { Place } from '../text/source.ts';
import type { DefinedStruct, Described, DescribedStruct } from './document/described.ts';
import type { HeaderMember } from './headers/headerStructs.ts';
import type { Prototype } from './model.ts';

/** Whether an op may block: what its row says, else what the section says of all. Null: nothing, or not clearly. */
export type MayBlock = 'yes' | 'no' | 'maybe' | null;

export interface StructOpContract {
  struct: string;
  op: string;
  /** The member as the header declares it; null for an op that only a document has. */
  member: (HeaderMember & { place: Place }) | null;
  /** Its prototype as each arm of an `#if` in the header declares it; none for data. */
  prototypes: Prototype[];
  /** Column → cell of its row in the locking document; empty cells are left out. */
  locks: Map<string, string>;
  mayBlock: MayBlock;
  /** Where the locking document has a row or a prototype of it. */
  documented: Place | null;
  /** What the document says of it in prose. */
  paragraphs: Place[];
}

/** The contracts of a tree; ask with `contractOf`. */
export type StructContracts = ReadonlyMap<string, ReadonlyMap<string, StructOpContract>>;

/** The contract of one op of one struct. */
export function contractOf(
  contracts: StructContracts,
  struct: string,
  op: string,
): StructOpContract | undefined {
  return contracts.get(struct)?.get(op);
}

/** Lays documents over headers. The first document that has a struct counts: the locking document before vfs.rst. */
export function structContracts(
  structs: ReadonlyMap<string, DefinedStruct>,
  documents: readonly Described[],
): StructContracts {
  const all = new Map<string, Map<string, StructOpContract>>();
  for (const [struct, { members }] of structs) {
    const described = descriptionOf(struct, documents);
    const ops = new Map<string, StructOpContract>();
    for (const [op, declared] of members) ops.set(op, contract(struct, op, declared, described));
    for (const op of described ? mentionedIn(described, structs) : [])
      if (!ops.has(op)) ops.set(op, contract(struct, op, [], described));
    all.set(struct, ops);
  }
  return all;
}

function descriptionOf(struct: string, documents: readonly Described[]): DescribedStruct | undefined {
  for (const { structs } of documents) {
    const own = structs.find((one) => one.struct === struct || one.also.includes(struct));
    if (own) return own;
  }
  return undefined;
}

/** Ops that a document has, and no struct that its section is about. */
function mentionedIn(described: DescribedStruct, structs: ReadonlyMap<string, DefinedStruct>): string[] {
  const owners = [described.struct, ...described.also];
  const named = [...described.prototypes, ...(described.rows ?? [])].map(({ op }) => op);
  return named.filter((op) => !owners.some((name) => structs.get(name)?.members.has(op)));
}

function contract(
  struct: string,
  op: string,
  declared: readonly (HeaderMember & { place: Place })[],
  described: DescribedStruct | undefined,
): StructOpContract {
  const row = described?.rows?.find((one) => one.op === op);
  const prototype = described?.prototypes.find((one) => one.op === op);
  const locks = new Map(Object.entries(row?.cells ?? {}).filter(([, cell]) => cell !== ''));
  const own = [...locks].find(([column]) => /^may block$/i.test(column))?.[1];
  return {
    struct,
    op,
    member: declared[0] ?? null,
    prototypes: declared.filter(({ kind }) => kind === 'callback').map(({ prototype }) => prototype),
    locks,
    mayBlock: own === undefined ? sectionSays(op, described) : wordOf(own),
    documented: row?.place ?? prototype?.place ?? null,
    paragraphs: (described?.paragraphs ?? []).filter(({ ops }) => ops.includes(op)).map(({ place }) => place),
  };
}

function wordOf(cell: string): MayBlock {
  const word = /^(yes|no|maybe)(?=$|\W)/i.exec(cell.trim())?.[1]?.toLowerCase();
  return (word as MayBlock | undefined) ?? null;
}

/** `All may block`, `All except ->poll() may block`, `All except a and b may block`; a sentence with a doubt says nothing. */
function sectionSays(op: string, described: DescribedStruct | undefined): MayBlock {
  for (const { ops, text } of described?.sentences ?? []) {
    const match = /\ball(?: except (.*?))? may block\b(.*)$/i.exec(text);
    if (!match || (ops.length > 0 && !match[1])) continue;
    if (/\bnot\b|\[/.test(match[2] as string)) return null;
    const exceptions: string[] = (match[1] ?? '').match(/\w+/g) ?? [];
    return exceptions.includes(op) ? 'no' : 'yes';
  }
  return null;
}
