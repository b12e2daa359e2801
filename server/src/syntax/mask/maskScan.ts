// SPDX-License-Identifier: GPL-2.0-only
/** The scan under the mask: what stands in brackets, where a statement may start, and the text that comes out. */
import {
  AMPERSAND,
  APOSTROPHE,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOT,
  EQUALS,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUESTION,
  QUOTE,
  SEMICOLON,
  SLASH,
  STAR,
  WORD,
} from '../words/characters.ts';
import {
  blank,
  joinsLines,
  LONGEST_PARENS,
  skipBlank,
  skipParens,
  skipQuoted,
  skipSlash,
} from '../words/skip.ts';
import { type MacroMark, type Masked, unmasked } from './masked.ts';

/** How often a text may be looked through for the ends of parentheses that stand in one another. */
const MOST_LOOKS = 16;
const ENOUGH = 100_000;

const CONTROL = new Set(['if', 'while', 'for', 'switch']);

/** What a bracket means for what stands inside and behind it. */
export const Group = { plain: 0, call: 1, control: 2, block: 3, list: 4 } as const;

export abstract class MaskScan {
  protected readonly text: string;
  /** What has been taken out so far. */
  protected readonly out: Masked = unmasked();
  protected at: number;
  /** The open brackets, outermost first. */
  protected readonly groups: number[] = [];
  /** A statement may start here. */
  protected fresh = false;
  /** The last significant character, and the word that ended there if any; the same of the one before. */
  protected last = 0;
  protected lastWord = '';
  protected older = 0;
  protected olderWord = '';
  /** The `case` whose colon has not come yet; -1 outside of one. */
  protected caseAt = -1;
  /** `?` without their `:`. */
  protected questions = 0;
  /** The conditional guard whose arguments are being read. */
  protected guard: MacroMark | null = null;
  /** Where calls end that are statements without a semicolon. */
  protected readonly bareEnds = new Set<number>();
  /** Characters that may still be looked through for the ends of parentheses. */
  private sight: number;
  private done = 0;
  private readonly pieces: string[] = [];

  /** Begins at `from`, behind a `head` that stands for what comes before. */
  constructor(text: string, from: number, head: string) {
    this.text = text;
    this.at = from;
    this.done = from;
    this.sight = MOST_LOOKS * text.length + ENOUGH;
    this.pieces.push(head);
  }

  run(): Masked {
    const { text } = this;
    const length = text.length;
    while (this.at < length) {
      const c = text.charCodeAt(this.at);
      if (isSpace(c)) this.at++;
      else if (WORD[c] === 1) this.word();
      else this.mark(c);
    }
    this.pieces.push(text.slice(this.done));
    this.out.text = this.pieces.join('');
    return this.out;
  }

  /** Acts on the word that starts at `at`, and moves behind it. */
  protected abstract word(): void;

  /**
   * Returns the offset behind the `)` that closes the `(` at or behind `at`; -1 where there is none near enough, and
   * in a text that has been looked through again and again.
   */
  protected closing(at: number): number {
    const open = skipBlank(this.text, at);
    if (this.sight <= 0 || this.text.charCodeAt(open) !== OPEN_PAREN) return -1;
    const close = skipParens(this.text, open);
    this.sight -= close === -1 ? Math.min(this.text.length - open, LONGEST_PARENS) : close - open;
    return close;
  }

  /** Replaces `start` to `end` by `words` and blanks, newlines kept. */
  protected edit(start: number, end: number, words: string): void {
    if (start < this.done) return;
    this.pieces.push(
      this.text.slice(this.done, start),
      words,
      blank(this.text.slice(start + words.length, end)),
    );
    this.done = end;
  }

  protected seen(c: number, word = ''): void {
    this.older = this.last;
    this.olderWord = this.lastWord;
    this.last = c;
    this.lastWord = word;
    this.fresh = false;
  }

  /** What the innermost open bracket means. */
  protected get group(): number | undefined {
    return this.groups[this.groups.length - 1];
  }

  /** Acts on a character that belongs to no word. */
  private mark(c: number): void {
    const { text } = this;
    const i = this.at;
    this.at = i + 1;
    switch (c) {
      case SLASH: {
        const behind = skipSlash(text, i);
        if (behind === i + 1) break;
        this.at = behind;
        this.edit(i, behind, '');
        return;
      }
      case BACKSLASH:
        if (!joinsLines(text, i)) break;
        this.edit(i, i + 1, '');
        return;
      case QUOTE:
      case APOSTROPHE:
        this.at = skipQuoted(text, i);
        break;
      case OPEN_PAREN:
        this.openParen();
        return;
      case OPEN_BRACKET:
        this.groups.push(Group.plain);
        break;
      case CLOSE_BRACKET:
        this.groups.pop();
        break;
      case CLOSE_PAREN:
        this.closeParen();
        return;
      case OPEN_BRACE:
        this.openBrace();
        return;
      case CLOSE_BRACE: {
        const group = this.groups.pop();
        this.seen(c);
        this.fresh = group === Group.block;
        return;
      }
      case SEMICOLON:
        this.seen(c);
        this.questions = 0;
        this.fresh = this.group === Group.block;
        return;
      case QUESTION:
        this.questions++;
        break;
      case COLON:
        this.colon();
        return;
      case DOT:
        if (this.caseAt !== -1 && text.startsWith('...', i)) {
          this.out.ranges.add(this.caseAt);
          this.edit(i, i + 3, ' | ');
          this.at = i + 3;
        }
        break;
      case STAR:
        // The star of a type that is an argument.
        if (this.group === Group.call && /^[\s*]*[,)]/.test(text.slice(i, i + 40))) {
          this.edit(i, i + 1, '');
          return;
        }
        break;
      case AMPERSAND:
        this.ampersand(i);
        break;
      default:
        break;
    }
    this.seen(c);
  }

  private openParen(): void {
    const word = this.lastWord;
    let group: number = Group.plain;
    if (word !== '') {
      if (CONTROL.has(word)) group = Group.control;
      else if (word !== 'return' && word !== 'case') group = Group.call;
    }
    this.groups.push(group);
    this.seen(OPEN_PAREN);
  }

  private closeParen(): void {
    const group = this.groups.pop();
    this.seen(CLOSE_PAREN);
    if (this.bareEnds.has(this.at)) {
      this.edit(this.at, this.at + 1, ';');
      this.at++;
      this.seen(SEMICOLON);
      this.fresh = true;
      return;
    }
    if (group !== Group.control) return;
    this.fresh = true;
    this.guard = null;
  }

  private openBrace(): void {
    const outer = this.group;
    let group: number = Group.block;
    if (this.last === OPEN_PAREN) {
      group = Group.block;
    } else if (this.last === EQUALS || this.last === COMMA || outer === Group.list) {
      group = Group.list;
    } else if (this.last === CLOSE_PAREN) {
      group = this.fresh ? Group.block : Group.list;
    } else if (this.lastWord !== '' && this.lastWord !== 'else' && this.lastWord !== 'do') {
      group = Group.plain;
    }
    if (outer === undefined && this.last === 0) group = Group.block;
    this.groups.push(group);
    this.seen(OPEN_BRACE);
    this.fresh = group === Group.block;
  }

  private colon(): void {
    this.seen(COLON);
    if (this.questions > 0) this.questions--;
    else if (this.caseAt !== -1) {
      this.caseAt = -1;
      this.fresh = true;
    }
  }

  /** `&&label` is an address: one `&` of it is enough. */
  private ampersand(i: number): void {
    if (this.text.charCodeAt(i + 1) !== AMPERSAND) return;
    this.at = i + 2;
    const operandWanted = /[=,({:[?]/.test(String.fromCharCode(this.last)) || this.lastWord === 'return';
    if (operandWanted) this.edit(i, i + 1, '');
  }
}
