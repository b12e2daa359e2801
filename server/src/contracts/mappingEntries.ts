// SPDX-License-Identifier: GPL-2.0-only
/** The members of structs through which core and its subsystems let a driver map memory. */
import mappingEntries from './data/mappingEntries.json';
import type { Release } from './model.ts';
import { type Era, inEra } from './release.ts';

/** A member that is called with the VMA (or the description of one) to map. It returns 0 or a negative errno. */
export interface EntryContract extends Era {
  struct: string;
  member: string;
  /** Which parameter is the VMA, from 0. */
  vma: number;
  /** Members of the same struct that core asks before and that may refuse. */
  asksFirst?: string[];
  /** The function of the subsystem that stores to the member what it is handed. */
  handedBy?: { function: string; argument: number };
  /** Flags that the caller refuses. */
  refuses?: { set?: string[]; clear?: string[] }[];
  /** What the caller has compared with the size of the object. */
  bounds?: ('offset' | 'length')[];
  /** The offset names the object: it is where in it the mapping begins only once the driver has taken the name off. */
  offsetIsName?: boolean;
  /** Since when the function takes the offset as it is for one in the object: before, or where it is left out, it may not. */
  offsetInObject?: string;
  /** The handler of the caller's table that finds by the offset, as the caller has it, what belongs to the mapping. */
  offsetReadBy?: string;
  /** The functions are parts of the subsystem itself, as its caller is. */
  isInside?: boolean;
  /** The function that the caller has called for the object, as vm_ops->open() does for a copy. */
  takes?: string;
  /** The function that gives it back: the close of the tables. */
  gives?: string;
  /** The member whose table is on the VMA already. */
  table?: string;
  /** The flags that a mapping gets where the member is not set. */
  otherwise?: string[];
  /** Flags that the member has to leave set: the front warns where one is not. */
  leaves?: string[];
  /** The member of the installed table with which the caller refuses the mapping, once the driver has made it. */
  refusesTablesWith?: string;
  /** The function that sets the flags of `otherwise`, and those through which it is called. */
  front?: [string, ...string[]];
  /** That of these which is handed a mapping whose offset names the object, and leaves the name there. */
  finder?: string;
  source: string;
}

export const MAPPING_ENTRIES = mappingEntries.entries as EntryContract[];

/** Names of members that may be such an entry, of any struct. */
export const ENTRY_MEMBERS: ReadonlySet<string> = new Set(MAPPING_ENTRIES.map(({ member }) => member));

/** Structs with the member through which core or a subsystem maps, in some release: `file_operations.mmap`. */
export const KNOWN_ENTRIES: ReadonlySet<string> = new Set(
  MAPPING_ENTRIES.map(({ struct, member }) => `${struct}.${member}`),
);

/** The members that functions of a subsystem store to what they are handed, by these functions. */
export const HANDED_BY: ReadonlyMap<string, { struct: string; member: string; argument: number }> = new Map(
  MAPPING_ENTRIES.flatMap(({ struct, member, handedBy }) =>
    handedBy === undefined ? [] : [[handedBy.function, { struct, member, argument: handedBy.argument }]],
  ),
);

/** Of structs whose table the caller puts on the VMA, once it has taken what the close of that gives back: its member. */
export const TABLES_BESIDE: ReadonlyMap<string, string> = new Map(
  MAPPING_ENTRIES.flatMap(({ struct, table, takes }) => (table && takes ? [[struct, table]] : [])),
);

/** Functions of a subsystem that map for a driver, and refuse what does not fit the object. */
export const FRONTS: ReadonlySet<string> = new Set(MAPPING_ENTRIES.flatMap(({ front }) => front ?? []));

/** Functions of a subsystem that find the object by the offset of the mapping, and leave that as it is. */
export const FINDERS: ReadonlySet<string> = new Set(MAPPING_ENTRIES.flatMap(({ finder }) => finder ?? []));

/** Functions of the kernel's library that are handed a VMA to map: drivers leave it to them to hold it against the object. */
export const LIBRARY_MAPS: ReadonlySet<string> = new Set(mappingEntries.libraries);

/** What their callers hand them of the mapping, by the names of their parameters. */
export const CHOSEN_PARAMETERS: ReadonlyMap<string, ReadonlyMap<string, 'offset' | 'length'>> = new Map([
  ['remap_vmalloc_range', new Map([['pgoff', 'offset']])],
  [
    'remap_vmalloc_range_partial',
    new Map([
      ['pgoff', 'offset'],
      ['size', 'length'],
    ]),
  ],
]);

/** Returns what a release promises of a member; undefined for one of a struct that is not known. */
export function entryContract(struct: string, member: string, release: Release): EntryContract | undefined {
  return MAPPING_ENTRIES.find(
    (entry) => entry.struct === struct && entry.member === member && inEra(release, entry),
  );
}

/** The table that a member with a pointer to it names, where no other is called so: `vb2_mem_ops` of `->mem_ops`. */
export function tableNamedBy(field: string): string | undefined {
  if (!field.endsWith('_ops')) return undefined;
  const [only, ...others] = new Set(
    MAPPING_ENTRIES.flatMap(({ struct }) => (struct.endsWith(`_${field}`) ? [struct] : [])),
  );
  return others.length > 0 ? undefined : only;
}

/** What holds for an object that leaves the member out which maps; undefined where nothing is known of such. */
export function defaultContract(struct: string | null, release: Release): EntryContract | undefined {
  return MAPPING_ENTRIES.find(
    (entry) => entry.struct === struct && entry.otherwise !== undefined && inEra(release, entry),
  );
}
