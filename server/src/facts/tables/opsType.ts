// SPDX-License-Identifier: GPL-2.0-only
/** How source names the type of an ops table, and the fields that hold one by value. */

/** The struct that this project is about; tables of others are read as well. */
export const VM_OPS = 'vm_operations_struct';

/** Names for the type that are learnt: every file is searched for each of them. No tree has more than two. */
const MOST_TYPEDEFS = 64;

/** The names of one program for the type: the struct's tag and its typedefs. */
export class OpsType {
  readonly struct: string;
  readonly #typedefs = new Set<string>();

  /** @param struct the tag */
  constructor(struct: string = VM_OPS) {
    this.struct = struct;
  }

  /** Learns the typedefs that a file makes. Returns whether the text names the struct at all. */
  learn(text: string): boolean {
    if (!text.includes(this.struct)) return this.mentionedIn(text);
    if (text.includes('typedef')) {
      for (const match of text.matchAll(typedefsOf(this.struct))) {
        if (this.#typedefs.size >= MOST_TYPEDEFS) break;
        this.#typedefs.add(match[1] as string);
      }
    }
    return true;
  }

  /** Says whether a text has a name of the type. */
  mentionedIn(text: string): boolean {
    if (text.includes(this.struct)) return true;
    for (const name of this.#typedefs) if (text.includes(name)) return true;
    return false;
  }

  /** Says whether a type is the table itself or an array of tables, not a pointer to one. */
  isTable(type: string): boolean {
    return !/[*(]/.test(type) && this.#names(type);
  }

  /** Says whether a type is a pointer to a table that may be written. */
  isWritablePointer(type: string): boolean {
    return /^[^*(]*\*[^*(]*$/.test(type) && !/\bconst\b.*\*/.test(type) && this.#names(type);
  }

  /** A regular expression, as text, of the type's name; it starts with letters, which is what makes it fast. */
  get pattern(): string {
    return `(?:${this.struct}${[...this.#typedefs].map((name) => `|${name}`).join('')})\\b`;
  }

  #names(type: string): boolean {
    const words = type.match(/\w+/g) ?? [];
    return words.some((word) => word === this.struct || this.#typedefs.has(word));
  }
}

const typedefsOf = (struct: string) =>
  new RegExp(`\\btypedef\\s+(?:const\\s+)?struct\\s+${struct}\\s+(\\w+)\\s*;`, 'g');

/** The names of fields that the structs declared in a text hold a table by value under. */
export function valueFields(text: string, type: OpsType): Set<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(
    new RegExp(`^[ \\t]+(?:const\\s+)?(?:struct\\s+)?${type.pattern}\\s+(\\w+)\\s*;`, 'gm'),
  )) {
    found.add(match[1] as string);
  }
  return found;
}
