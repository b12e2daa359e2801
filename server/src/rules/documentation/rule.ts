// SPDX-License-Identifier: GPL-2.0-only
/** What a rule about the documentation is: it holds what the documents say against headers and mm/. */
import type { DefinedStruct, Described, DescribedStruct } from '../../contracts/document/described.ts';
import type { DocumentedPrototype } from '../../contracts/document/documentPrototypes.ts';
import type { Row } from '../../contracts/document/documentTable.ts';
import type { Release } from '../../contracts/model.ts';
import type { CoreCalls } from '../../facts/functions/coreCalls.ts';
import type { Draft, RuleCard } from '../rule.ts';

/** Everything such a rule may look at. */
export interface DocumentContext {
  release: Release;
  /** The locking document and vfs.rst, as far as the tree has them. */
  documents: Described[];
  /** The structs of operations that the headers define, by tag. */
  structs: ReadonlyMap<string, DefinedStruct>;
  /** How the tree's mm/memory.c calls the ops. */
  core: CoreCalls;
}

export interface DocumentRule extends RuleCard {
  check(context: DocumentContext): Draft[];
}

/** A struct of a document beside the header's; `also` are the header's other structs that it is about. */
export interface Compared {
  described: DescribedStruct;
  defined: DefinedStruct;
  also: DefinedStruct[];
}

/** The structs that a document describes and a header defines. */
export function compared({ documents, structs }: DocumentContext): Compared[] {
  return documents.flatMap((document) =>
    document.structs.flatMap((described) => {
      const defined = structs.get(described.struct);
      if (!defined) return [];
      const also = described.also.flatMap((name) => structs.get(name) ?? []);
      return [{ described, defined, also }];
    }),
  );
}

/** The struct that has a member: the described one before the others that the section is about. */
export function ownerOf(name: string, { defined, also }: Compared): DefinedStruct | undefined {
  return [defined, ...also].find(({ members }) => members.has(name));
}

/** The first prototype and the first row of an op in a document. */
export function mentionsOf(
  op: string,
  described: DescribedStruct,
): { prototype: DocumentedPrototype | undefined; row: Row | undefined } {
  return {
    prototype: described.prototypes.find((one) => one.op === op),
    row: described.rows?.find((one) => one.op === op),
  };
}
