// SPDX-License-Identifier: GPL-2.0-only
/** One file cut into items, with the parses that were asked for so far. */
import type { FunctionHead, FunctionSyntax, Guard, VariableSyntax } from '../../syntax/ast.ts';
import type { Item } from '../../syntax/items/items.ts';
import { splitItems } from '../../syntax/items/split.ts';
import { parseFunction, parseHeads, parseVariable } from '../../syntax/parse.ts';
import type { Place, SourceFile, Span } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';

/** The syntax of one file. Nothing is parsed before it is asked for. */
export class FileSyntax {
  readonly file: SourceFile;
  readonly items: Item[];
  readonly functions: FunctionDefinition[];
  readonly #byItem = new Map<Item, FunctionDefinition>();
  readonly #variables = new Map<Item, VariableSyntax[]>();

  /** `previous`: the syntax of the file before an edit; what it has read of items that are still there is kept. */
  constructor(file: SourceFile, items: Item[] = splitItems(file.text), previous?: FileSyntax) {
    this.file = file;
    this.items = items;
    for (const item of this.items) {
      if (item.kind === 'function') this.#byItem.set(item, define(file, item));
    }
    if (previous) this.#takeOver(previous);
    this.functions = [...this.#byItem.values()];
  }

  #takeOver(previous: FileSyntax): void {
    for (const item of this.items) {
      const definition = previous.#byItem.get(item);
      if (definition) this.#byItem.set(item, definition);
      const variants = previous.#variables.get(item);
      if (variants) this.#variables.set(item, variants);
    }
  }

  /** Every configuration of a function item. */
  functionVariants(item: Item): FunctionSyntax[] {
    return this.#byItem.get(item)?.variants() ?? [];
  }

  /** Every configuration of a variable item. */
  variableVariants(item: Item): VariableSyntax[] {
    let variants = this.#variables.get(item);
    if (!variants) {
      variants = parseVariable(this.file.text, item);
      this.#variables.set(item, variants);
    }
    return variants;
  }

  /** A span of this file as a place. */
  place(span: Span): Place {
    return { file: this.file, start: span.start, end: span.end };
  }
}

function define(file: SourceFile, item: Item): FunctionDefinition {
  return new ParsedLater(file, item);
}

/** Tens of thousands of them are in a tree, and few are parsed. */
class ParsedLater implements FunctionDefinition {
  readonly name: string;
  readonly file: SourceFile;
  readonly item: Item;
  #variants: FunctionSyntax[] | null = null;
  #heads: FunctionHead[] | null = null;

  constructor(file: SourceFile, item: Item) {
    this.name = item.name;
    this.file = file;
    this.item = item;
  }

  get isStatic(): boolean {
    return this.item.isStatic;
  }

  get guards(): Guard[] {
    return this.item.guards;
  }

  variants(): FunctionSyntax[] {
    this.#variants ??= parseFunction(this.file.text, this.item);
    return this.#variants;
  }

  heads(): FunctionHead[] {
    this.#heads ??= this.#variants ?? parseHeads(this.file.text, this.item);
    return this.#heads;
  }
}
