// SPDX-License-Identifier: GPL-2.0-only
/** The scan that finds items: tokens outside of bodies, and braces inside them. */
import type { Guard } from '../ast.ts';
import {
  APOSTROPHE,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  EQUALS,
  HASH,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUOTE,
  SEMICOLON,
  SLASH,
  WORD,
} from '../words/characters.ts';
import { skipQuoted, skipSlash } from '../words/skip.ts';
import { classify } from './classify.ts';
import { Conditionals } from './conditionals.ts';
import { startsDirective } from './directives.ts';
import { type HalfBlock, HalfBlocks } from './halfBlocks.ts';
import { bodyKind, type ItemBuilder, newItemBuilder, TokenKind } from './itemBuilder.ts';
import { type Item, NOTHING_DECIDED } from './items.ts';
import { endsBody, headBefore, lacksOpening } from './lostBraces.ts';
import { declarationsEnd, isOldHead } from './oldStyle.ts';

/** Characters that may end the plain run inside a body: braces, quotes, slash and hash. */
const MARKS = new Uint8Array(65536);
for (const code of [HASH, QUOTE, APOSTROPHE, SLASH, OPEN_BRACE, CLOSE_BRACE]) MARKS[code] = 1;

/** Words that stand in front of what a declaration says of its type. */
const STARTERS: ReadonlySet<string> = new Set(['static', 'extern', 'typedef']);
const LONGEST_STARTER = 8;

export abstract class ItemScan {
  protected readonly text: string;
  private readonly length: number;
  protected at = 0;
  protected readonly items: Item[] = [];
  protected readonly conditionals = new Conditionals();
  protected readonly halfBlocks = new HalfBlocks();
  /** Something other than comments and directives was met. */
  protected sawCode = false;
  /** An item stands inside of another. */
  protected nested = false;
  /** The item under way, with what holds around it, and how many there have been. */
  protected builder: ItemBuilder | null = null;
  protected builderGuards: Guard[] = [];
  protected serial = 0;
  /** Open braces of its body, and open parentheses outside of it. */
  protected depth = 0;
  protected paren = 0;
  private parenStart = 0;
  protected inBody = false;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  run(): Item[] {
    while (this.at < this.length) {
      if (this.inBody) this.scanBody();
      else this.scanTop();
    }
    this.finish(this.length);
    if (this.nested) this.items.sort((a, b) => a.start - b.start || b.end - a.end);
    return this.items;
  }

  /** Acts on the directive whose `#` stands at `at`, and moves behind it. */
  protected abstract directive(at: number): void;

  /** Moves to the next brace or directive of a body and acts on it. */
  private scanBody(): void {
    const { text, length } = this;
    let i = this.at;
    for (;;) {
      const from = i;
      while (i < length && MARKS[text.charCodeAt(i)] === 0) i++;
      const half = this.halfBlocks.firstIn(text, from, i);
      if (half !== null) {
        i = half.end;
        if (this.halfBlock(half)) return;
        continue;
      }
      if (i >= length) {
        this.at = length;
        return;
      }
      const c = text.charCodeAt(i);
      if (c === OPEN_BRACE) {
        if (this.opensAnother(i)) return;
        this.depth++;
        i++;
      } else if (c === CLOSE_BRACE) {
        i++;
        if (this.closeBrace(i)) return;
      } else if (c === SLASH) {
        i = skipSlash(text, i);
      } else if (c === HASH) {
        if (startsDirective(text, i)) {
          this.directive(i);
          if (!this.inBody) return;
          i = this.at;
        } else {
          i++;
        }
      } else {
        i = skipQuoted(text, i);
      }
    }
  }

  /** Acts on a `}` of a body that ends at `at`; true where the body ends there. */
  private closeBrace(at: number): boolean {
    const { text, builder } = this;
    this.depth--;
    if (this.depth <= 0) {
      if (builder?.body === 'function' && !this.isInArm() && lacksOpening(text, builder.bodyStart, at)) {
        builder.lacksBraces ||= !builder.torn;
        this.depth = 1;
        return false;
      }
      return this.closeBody(at);
    }
    if (text.charCodeAt(at - 2) !== NEWLINE || builder?.body !== 'function') return false;
    if (!builder.torn && !builder.lacksBraces && !endsBody(text, at)) return false;
    builder.lacksBraces ||= !builder.torn;
    this.depth = 0;
    return this.closeBody(at);
  }

  /** Acts on a macro that has a part of a block; true where the body ends behind it. */
  private halfBlock({ net, lowest, end }: HalfBlock): boolean {
    const builder = this.builder as ItemBuilder;
    builder.lacksBraces = true;
    const isEnd = this.depth + lowest <= 0;
    this.depth += net;
    return isEnd && this.closeBody(end);
  }

  /** Whether the `{` at `at` begins the body of another function, as that of this one has no end; goes back to its head. */
  private opensAnother(at: number): boolean {
    const { builder, text } = this;
    if (builder?.body !== 'function' || text.charCodeAt(at - 1) !== NEWLINE) return false;
    if (this.depth < 1 || this.isInArm()) return false;
    const head = headBefore(text, at, builder.bodyStart);
    if (head === -1) return false;
    builder.lacksBraces = true;
    this.finish(text.slice(0, head).trimEnd().length);
    this.at = head;
    return true;
  }

  /** Whether an arm of an #if is open that began inside of the item. */
  private isInArm(): boolean {
    const frame = this.conditionals.innermost;
    return frame !== undefined && this.builder !== null && frame.at > this.builder.start;
  }

  /** Ends the braces of the current item; false when a later #if arm has another end of the same body. */
  protected closeBody(at: number): boolean {
    const builder = this.builder as ItemBuilder;
    if (builder.body === 'function') {
      if (this.isInArm()) {
        this.depth = 0;
        return false;
      }
    }
    this.depth = 0;
    this.inBody = false;
    this.at = at;
    builder.bodyEnd = at;
    if (builder.body === 'function' || builder.body === 'other') this.finish(at);
    return true;
  }

  /** Acts on one token outside of bodies. */
  private scanTop(): void {
    const { text } = this;
    const i = this.at;
    const c = text.charCodeAt(i);
    if (isSpace(c)) {
      this.at = i + 1;
    } else if (c === SLASH) {
      this.at = skipSlash(text, i);
    } else if (c === HASH && startsDirective(text, i)) {
      this.directive(i);
    } else if (WORD[c] === 1) {
      this.word(i);
    } else if (c === QUOTE || c === APOSTROPHE) {
      this.token(TokenKind.other, i, i + 1);
      this.at = skipQuoted(text, i);
    } else if (c === OPEN_PAREN || c === OPEN_BRACKET) {
      if (this.paren === 0) {
        this.begin(i);
        this.parenStart = i;
      }
      this.paren++;
      this.at = i + 1;
    } else if (c === CLOSE_PAREN || c === CLOSE_BRACKET) {
      this.at = i + 1;
      if (this.paren > 0 && --this.paren === 0) {
        this.token(c === CLOSE_PAREN ? TokenKind.parens : TokenKind.brackets, this.parenStart, i + 1);
      }
    } else if (c === OPEN_BRACE) {
      this.openBrace(i);
    } else if (c === CLOSE_BRACE) {
      this.at = i + 1;
      if (this.paren === 0 || text.charCodeAt(i - 1) === NEWLINE) this.finish(i + 1);
    } else if (c === SEMICOLON) {
      this.at = i + 1;
      if (this.paren === 0 && !this.isOldStyle()) this.finish(i + 1);
    } else if (c === EQUALS && this.paren === 0) {
      this.at = i + 1;
      if (this.builder && this.builder.assignAt === -1) {
        this.builder.assignAt = i;
        this.builder.assignTokens = this.builder.count;
      }
    } else {
      if (c !== BACKSLASH && this.paren === 0) this.token(TokenKind.other, i, i + 1);
      this.at = i + 1;
    }
  }

  private word(start: number): void {
    const { text } = this;
    let i = start + 1;
    while (WORD[text.charCodeAt(i)] === 1) i++;
    this.at = i;
    const column0 = start === 0 || text.charCodeAt(start - 1) === NEWLINE;
    if (column0 && this.builder && this.startsAnother(start, i)) this.finish(-1);
    if (this.paren > 0) return;
    // A macro call without semicolon ends where the next thing starts in column 0.
    if (column0 && this.builder && this.isCompleteWithoutSemicolon()) this.finish(-1);
    this.token(TokenKind.word, start, i);
  }

  /**
   * Whether a word in column 0 can only begin an item, so that the one under way ended unseen: a list of macro calls,
   * assembler, designators behind MACHINE_START(…). A definition may have words of its own before `static`, and a head
   * in each arm of an #if before one body.
   */
  private startsAnother(start: number, end: number): boolean {
    const builder = this.builder as ItemBuilder;
    if (!STARTERS.has(this.text.slice(start, Math.min(end, start + LONGEST_STARTER)))) return false;
    if (builder.assignAt !== -1) return builder.bodyStart === -1 || this.paren > 0;
    if (builder.fromArm) return false;
    return this.paren > 0 || (builder.count > 1 && !builder.wordsOnly);
  }

  /** `MACRO(args)` alone. */
  protected isCompleteWithoutSemicolon(): boolean {
    const builder = this.builder as ItemBuilder;
    if (builder.assignAt !== -1) return false;
    const { kinds, count } = builder;
    return count === 2 && kinds[0] === TokenKind.word && kinds[1] === TokenKind.parens;
  }

  /** Whether the `;` before `at` ends one of the parameter declarations between `)` and `{` of an old definition. */
  private isOldStyle(): boolean {
    const builder = this.builder;
    if (!builder || builder.assignAt !== -1 || builder.body !== null) return false;
    // Asked once per item: what answers for the first `;` answers for those behind it.
    builder.oldStyle ??= isOldHead(this.text, builder) && declarationsEnd(this.text, this.at) !== -1;
    return builder.oldStyle;
  }

  private openBrace(i: number): void {
    const { text } = this;
    if (this.paren > 0) {
      // A brace in column 0 cannot belong to an argument list: the parenthesis was never closed.
      if (i === 0 || text.charCodeAt(i - 1) !== NEWLINE || this.builder?.assignAt !== -1) {
        this.at = i + 1;
        return;
      }
      this.paren = 0;
      this.token(TokenKind.parens, this.parenStart, i);
    }
    this.begin(i);
    const builder = this.builder as ItemBuilder;
    this.at = i + 1;
    if (builder.body === null) {
      builder.bodyStart = i;
      builder.bodyTokens = builder.count;
      builder.body = bodyKind(text, builder);
      if (builder.body === 'linkage') {
        this.builder = null;
        return;
      }
    }
    this.depth = 1;
    this.inBody = true;
  }

  private begin(at: number): ItemBuilder {
    if (this.builder) return this.builder;
    this.serial++;
    this.sawCode = true;
    this.builderGuards = this.conditionals.guards();
    this.conditionals.decided = NOTHING_DECIDED;
    this.builder = newItemBuilder(at);
    return this.builder;
  }

  private token(kind: number, start: number, end: number): void {
    const builder = this.begin(start);
    if (builder.assignAt !== -1 || this.paren > 0) return;
    builder.kinds.push(kind);
    if (kind !== TokenKind.word) builder.wordsOnly = false;
    builder.starts.push(start);
    builder.ends.push(end);
    builder.count++;
  }

  /** Ends the current item at `end`, or behind its last token when `end` is -1. */
  protected finish(end: number): void {
    const builder = this.builder;
    this.builder = null;
    this.depth = 0;
    this.paren = 0;
    this.inBody = false;
    if (!builder || builder.count === 0) return;
    classify(
      this.text,
      builder,
      end === -1 ? (builder.ends[builder.count - 1] as number) : end,
      { guards: this.builderGuards, decided: this.conditionals.decided },
      this.items,
    );
  }
}
