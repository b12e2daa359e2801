// SPDX-License-Identifier: GPL-2.0-only
/**
 * Makes kernel C readable for the grammar without moving an offset: attributes become blanks, loop macros become
 * `while`, and so on, each in the same number of characters. What the original said is kept beside the text.
 */
import annotations from '../../../../grammars/macros/annotations.json';
import { isConditionalGuard, isNamedLoop, isScopedGuard, mayBeLoop } from '../macros/macroLoops.ts';
import {
  CLOSE_BRACE,
  CLOSE_PAREN,
  COLON,
  COMMA,
  isDigit,
  isSpace,
  OPEN_BRACE,
  OPEN_PAREN,
  PLUS,
  SEMICOLON,
  STAR,
  WORD,
} from '../words/characters.ts';
import { blank, skipBlank, splitAtCommas } from '../words/skip.ts';
import { BARE_ATTRIBUTES, CALLED_ATTRIBUTES } from './attributes.ts';
import type { MacroMark, Masked } from './masked.ts';
import { Group } from './maskScan.ts';
import { WordMask } from './maskWords.ts';

const DO_WHILE = new Set<string>(annotations.doWhile);
const JUMPS = new Set(['return', 'goto', 'break', 'continue']);
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;
/** `static DEFINE_RATELIMIT_STATE(...)`: a macro that makes a declaration. */
const STATIC_MACRO = /\s+[A-Z][A-Z0-9_]*\s*\(/y;

/** Masks a function body, whose `{` stands at `from`. The text before it is blanked into a plain head. */
export function maskBody(text: string, from: number): Masked {
  const head = text.slice(0, from);
  return new Masker(text, from, from >= 5 ? `v f()${blank(head.slice(5))}` : head).run();
}

/** Masks a declaration with its initializer. */
export function maskDeclaration(text: string): Masked {
  return new Masker(text, 0, '').run();
}

class Masker extends WordMask {
  private lastStart = 0;

  protected word(): void {
    const { text } = this;
    const start = this.at;
    let end = start + 1;
    while (WORD[text.charCodeAt(end)] === 1) end++;
    this.at = end;
    const word = text.slice(start, end);
    const first = text.charCodeAt(start);
    if (this.attribute(word, start, end)) return;
    const { fresh, last: before, lastWord: beforeWord } = this;
    this.seen(first, word);
    if (isDigit(first)) {
      // Numbers such as 1.5e+3 have no words in them that matter.
      this.lastWord = '';
      return;
    }
    if (this.typeOf(word, start, end)) return;
    if (this.assembly(word, start, end, beforeWord !== '' && !fresh)) return;
    const isArgument = this.group === Group.call;
    // KERN_INFO PFX "...": the grammar takes one macro before a string, not two.
    if (beforeWord !== '' && isArgument && CONSTANT.test(word) && CONSTANT.test(beforeWord))
      this.edit(this.lastStart, this.lastStart + beforeWord.length, '');
    this.lastStart = start;
    if ((before === OPEN_PAREN || before === COMMA) && isArgument && this.typeArgument(word, start)) return;
    if (this.guard && JUMPS.has(word) && this.guard.failure === null) {
      this.guard.failure = word as MacroMark['failure'];
      const bare = /^\s*[,)]/.test(text.slice(end, end + 40));
      this.edit(start, end, bare ? '_' : '');
      return;
    }
    if (this.unevaluated(word, start, end)) return;
    if (DO_WHILE.has(word) && before === CLOSE_BRACE) this.edit(start, end, 'while');
    else if (word === 'offsetof') this.edit(start, end, '_ffsetof');
    else if (word === '_Generic') this.generic(start, end);
    else if (word === 'else' || word === 'do') this.fresh = true;
    else if (fresh) this.statementWord(word, start, end, before === CLOSE_PAREN || beforeWord === 'else');
  }

  /** Acts on the first word of a statement; `isSub` where it stands behind an `if (…)` or `else`. */
  private statementWord(word: string, start: number, end: number, isSub: boolean): void {
    const { text } = this;
    if (word === 'case' || word === 'default') {
      this.caseAt = start;
      this.questions = 0;
      return;
    }
    if (word === 'static') {
      STATIC_MACRO.lastIndex = end;
      if (STATIC_MACRO.test(text)) this.edit(start, end, '');
      return;
    }
    const at = skipBlank(text, end);
    const next = text.charCodeAt(at);
    if (word === 'goto') {
      if (next === STAR) this.computedGoto(at);
    } else if (word === '__label__') {
      this.labelDeclaration(start, at);
    } else if (next === COLON && text.charCodeAt(at + 1) !== COLON) {
      this.label(word, start, at, isSub);
    } else if (next === OPEN_PAREN && mayBeLoop(word)) {
      this.loop(word, start, end, at);
    }
  }

  /**
   * Lets a selection by type stand for the expression that it selects where all of its arms have the same, but for
   * `const` and a cast; any other stays unknown.
   */
  private generic(start: number, end: number): void {
    const { text } = this;
    const close = this.closing(end);
    if (close === -1) return;
    const [, ...arms] = splitAtCommas(text, skipBlank(text, end) + 1, close - 1);
    const selected = arms.map((arm) => text.indexOf(':', arm.start) + 1);
    const said = new Set(
      arms.map((arm, n) =>
        text
          .slice(selected[n], arm.end)
          .replace(/\bconst\b|\s+/g, '')
          .replace(/^\(\w+\*+\)/, ''),
      ),
    );
    const last = selected.at(-1);
    if (
      said.size !== 1 ||
      last === undefined ||
      selected.some((at, n) => at <= 0 || at > (arms[n]?.end ?? 0))
    ) {
      this.swallow(start, end);
      return;
    }
    this.edit(start, last, '(');
    this.groups.push(Group.plain);
    this.seen(OPEN_PAREN);
    this.at = last;
  }

  private computedGoto(at: number): void {
    const semicolon = this.text.indexOf(';', at);
    if (semicolon === -1) return;
    this.edit(at, semicolon, '_');
    this.out.opaque.set(at, semicolon);
    this.at = semicolon;
  }

  private labelDeclaration(start: number, at: number): void {
    const semicolon = this.text.indexOf(';', at);
    if (semicolon === -1) return;
    this.edit(start, semicolon, '');
    this.at = semicolon;
  }

  private label(name: string, start: number, colon: number, isSub: boolean): void {
    this.seen(COLON);
    this.fresh = true;
    this.at = colon + 1;
    if (isSub) return;
    this.out.labels.set(start, name);
    this.edit(colon, colon + 1, ';');
  }

  /** Lets `MACRO(…)` before a statement stand as `while (…)`. */
  private loop(word: string, start: number, end: number, open: number): void {
    const { text } = this;
    const close = this.closing(open);
    if (close === -1 || end - start < 2) return;
    const isGuard = isScopedGuard(word);
    if (!this.isStatement(skipBlank(text, close), isGuard, isGuard || isNamedLoop(word))) return;
    if (!isGuard && !isNamedLoop(word) && this.isBareCall(start, open, close)) {
      this.bareEnds.add(close);
      return;
    }
    const empty = /^\(\s*\)$/.test(text.slice(open, close));
    const mark: MacroMark = { kind: isGuard ? 'guard' : 'loop', name: word, empty, failure: null };
    if (empty) {
      if (close - start < 8) return;
      this.edit(start, close, 'while(0)');
      this.at = close;
      this.seen(CLOSE_PAREN);
      this.fresh = true;
    } else {
      this.edit(start, end, end - start >= 5 ? 'while' : 'if');
      this.groups.push(Group.control);
      this.at = open + 1;
      // Its arguments may be types, as those of a call.
      this.seen(OPEN_PAREN);
      if (isConditionalGuard(word)) this.guard = mark;
    }
    this.out.macros.set(start, mark);
  }

  /** A macro that prints, or brings its own semicolon: the statement behind it stands on a line of its own beside it. */
  private isBareCall(start: number, open: number, close: number): boolean {
    const { text } = this;
    if (!isSpace(text.charCodeAt(close))) return false;
    const next = skipBlank(text, close);
    if (text.charCodeAt(next) === OPEN_BRACE) return false;
    return (
      /[(,]\s*(?:[A-Z_]+\s*)?"/.test(text.slice(open, close)) || this.indent(start) === this.indent(next)
    );
  }

  /** What stands before it on its line: blanks, where it is the first there. */
  private indent(at: number): string {
    return this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at);
  }

  /** Whether the body of a loop macro starts here. What a macro `named` for a loop runs need not begin with a word. */
  private isStatement(at: number, isGuard: boolean, named: boolean): boolean {
    const { text } = this;
    const next = text.charCodeAt(at);
    if (next === OPEN_BRACE) return true;
    if (WORD[next] !== 1 || isDigit(next))
      return (
        named && (next === STAR || next === OPEN_PAREN || next === PLUS || (isGuard && next === SEMICOLON))
      );
    const follower = /\w+/y;
    follower.lastIndex = at;
    const name = follower.exec(text)?.[0] ?? '';
    return name !== 'else' && name !== 'asm' && !BARE_ATTRIBUTES.has(name) && !CALLED_ATTRIBUTES.has(name);
  }
}
