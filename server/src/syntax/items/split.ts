// SPDX-License-Identifier: GPL-2.0-only
/** Cuts a C file into its top-level items by one scan of the text, without a parser. */
import type { Frame } from './conditionals.ts';
import { definedName, definedNumber, defineItem, includeItem } from './directiveItems.ts';
import { type Directive, endOfDeadArm, readDirective } from './directives.ts';
import { ItemScan } from './itemScan.ts';
import type { Item } from './items.ts';

/**
 * Returns the top-level items of a C file in the order of their starts.
 *
 * Takes any text: half files, unbalanced braces and NUL bytes give fewer or odd items, never an error. Code under
 * `#if 0` is left out. Macros defined inside a function body or struct are items too. A struct definition that
 * also declares a variable gives two items, a `type` and a `variable`. Declarations without an initializer are
 * `variable` items with `bodyStart` -1; a declarator list is one item named by its first initialized name.
 */
export function splitItems(text: string): Item[] {
  return new Splitter(text).run();
}

/** The scan, with what preprocessor lines mean for it. */
class Splitter extends ItemScan {
  protected directive(at: number): void {
    const directive = readDirective(this.text, at);
    this.at = directive.end;
    switch (directive.name) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        this.openFrame(directive);
        break;
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
        this.nextArm(directive);
        break;
      case 'endif':
        this.closeFrame(directive);
        break;
      case 'define':
        this.define(directive);
        break;
      case 'undef':
        this.conditionals.undefine(definedName(this.text, directive));
        this.halfBlocks.undefine(definedName(this.text, directive));
        break;
      case 'include':
        this.include(directive);
        break;
      default:
        break;
    }
  }

  private openFrame(directive: Directive): void {
    this.finishMacroCall();
    const isFirst = !this.sawCode && this.items.length === 0;
    const { depth, paren } = this;
    if (!this.conditionals.open(this.text, directive, { depth, paren }, isFirst))
      this.at = endOfDeadArm(this.text, this.at);
  }

  private endOfArm(frame: Frame): void {
    this.finishMacroCall();
    if (this.builder && this.builder.start > frame.at) {
      // The item goes on behind the arm in which it began, so it begins with the whole #if.
      this.builder.start = frame.at;
      this.builder.fromArm = true;
      this.builderGuards = this.conditionals.outerGuards();
    }
    if (frame.firstSerial === -1) {
      frame.firstSerial = this.builder ? this.serial : 0;
      frame.first = { depth: this.depth, paren: this.paren };
    } else if (this.depth !== frame.first.depth) {
      frame.torn = true;
    }
  }

  private nextArm(directive: Directive): void {
    const frame = this.conditionals.innermost;
    if (!frame) return;
    this.endOfArm(frame);
    if (this.builder) ({ depth: this.depth, paren: this.paren } = frame.before);
    if (!this.conditionals.next(this.text, directive)) this.at = endOfDeadArm(this.text, this.at);
  }

  private closeFrame(directive: Directive): void {
    const frame = this.conditionals.innermost;
    if (!frame) return;
    this.endOfArm(frame);
    this.conditionals.close();
    const builder = this.builder;
    if (!builder) return;
    if (frame.firstSerial === this.serial) ({ depth: this.depth, paren: this.paren } = frame.first);
    if (frame.torn) builder.torn = true;
    const outer = this.conditionals.innermost;
    if (this.inBody && this.depth <= 0 && !(outer && outer.at > builder.start)) this.closeBody(directive.end);
  }

  private define(directive: Directive): void {
    const name = definedName(this.text, directive);
    this.conditionals.dropIncludeGuard(name);
    this.finishMacroCall();
    if (name === '') return;
    this.sawCode = true;
    const item = defineItem(this.text, directive, name, this.conditionals.guards());
    this.conditionals.define(name, definedNumber(this.text, item));
    this.halfBlocks.define(name, this.text, item.bodyStart, item.end);
    this.push(item);
  }

  private include(directive: Directive): void {
    this.finishMacroCall();
    this.push(includeItem(this.text, directive, this.conditionals.guards()));
  }

  /** Adds an item that may stand inside of another. */
  private push(item: Item): void {
    if (this.builder) this.nested = true;
    this.items.push(item);
  }

  /** A macro call without semicolon ends before a directive. */
  private finishMacroCall(): void {
    if (this.builder && !this.inBody && this.paren === 0 && this.isCompleteWithoutSemicolon())
      this.finish(-1);
  }
}
