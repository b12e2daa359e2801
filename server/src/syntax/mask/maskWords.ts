// SPDX-License-Identifier: GPL-2.0-only
/** Masks words that the grammar cannot read wherever they stand: attributes, assembly, types as arguments. */
import annotations from '../../../../grammars/macros/annotations.json';
import { CLOSE_PAREN, COMMA, EQUALS, isDigit, SEMICOLON, STAR, WORD } from '../words/characters.ts';
import { skipBlank } from '../words/skip.ts';
import { BARE_ATTRIBUTES, CALLED_ATTRIBUTES, CLEANUPS } from './attributes.ts';
import { MaskScan } from './maskScan.ts';

const ASM = new Set<string>(annotations.asm);
const TYPE_OPERANDS = new Set<string>(annotations.typeOperand.filter((name) => name !== 'offsetof'));
const STRINGIFY = new Set<string>(annotations.stringify);
const TYPEOF = new Set<string>(annotations.typeof);
/** Words behind which an underscored word is a type or a name, not an attribute. */
const NOT_BEFORE_ATTRIBUTE = new Set([
  'struct',
  'union',
  'enum',
  'const',
  'volatile',
  'static',
  'extern',
  'inline',
  'register',
  'typedef',
  'unsigned',
  'signed',
  'return',
  'else',
  'do',
  'case',
  'goto',
  '__inline',
  '__inline__',
  '__extension__',
  '__const',
  '__signed__',
]);
const TAG_ARGUMENT = /(?:(?:const|volatile)\s+)?(struct|union|enum)\s+\w+[\s*]*(?:const[\s*]*)?(?=[,)])/y;
/** Types that the grammar knows as keywords, which it does not take as an argument. */
const TYPE_ARGUMENT =
  /(?:const|volatile|unsigned|signed|long|short|int|char|void|bool|float|double|u?int(?:8|16|32|64|ptr)_t|s?size_t|ptrdiff_t)\b(?:\s+\w+)*[\s*]*(?=[,)])/y;
const TYPE_FIRST =
  /^(const|volatile|unsigned|signed|long|short|int|char|void|bool|float|double|u?int\d+_t|u?intptr_t|s?size_t|ptrdiff_t|struct|union|enum)$/;
const ASM_HEAD = /(?:\s*\b(?:volatile|__volatile__|__volatile|goto|inline|__inline)\b)*\s*(?=\()/y;

export abstract class WordMask extends MaskScan {
  /** Blanks an attribute; false when the word is none. */
  protected attribute(word: string, start: number, end: number): boolean {
    if (BARE_ATTRIBUTES.has(word)) {
      this.edit(start, end, '');
      return true;
    }
    if (!CALLED_ATTRIBUTES.has(word)) return this.unlisted(word, start, end);
    const close = this.closing(end);
    if (close === -1) return false;
    if (CLEANUPS.has(word))
      this.out.cleanups.push({
        at: start,
        name: this.text.slice(this.text.indexOf('(', end) + 1, close - 1).trim(),
      });
    this.edit(start, close, '');
    this.at = close;
    return true;
  }

  /**
   * Blanks an underscored word that no table lists where only an attribute can stand: between a type and what it
   * declares, or behind a declared name.
   */
  private unlisted(word: string, start: number, end: number): boolean {
    const before = this.lastWord;
    if (before === '' || !word.startsWith('__') || word === '__int128' || NOT_BEFORE_ATTRIBUTE.has(before))
      return false;
    const next = this.text.charCodeAt(skipBlank(this.text, end));
    const isBetween = next === STAR || (WORD[next] === 1 && !isDigit(next));
    const isBehind =
      (next === EQUALS || next === SEMICOLON || next === COMMA || next === CLOSE_PAREN) &&
      !TYPE_FIRST.test(before) &&
      (this.older === STAR || (this.olderWord !== '' && !NOT_BEFORE_ATTRIBUTE.has(this.olderWord)));
    if (!isBetween && !isBehind) return false;
    this.edit(start, end, '');
    return true;
  }

  /** Replaces `typeof (…)` by a name; false when the word is something else. */
  protected typeOf(word: string, start: number, end: number): boolean {
    if (!TYPEOF.has(word)) return false;
    const close = this.closing(end);
    if (close === -1) return true;
    this.edit(start, close, '_');
    this.at = close;
    return true;
  }

  /** Inline assembly; behind a declared name it only says where the variable lives. */
  protected assembly(word: string, start: number, end: number, isPlacement: boolean): boolean {
    if (!ASM.has(word)) return false;
    ASM_HEAD.lastIndex = end;
    if (!ASM_HEAD.exec(this.text)) return false;
    if (!isPlacement) return this.swallow(start, ASM_HEAD.lastIndex);
    const close = this.closing(end);
    if (close === -1) return false;
    this.edit(start, close, '');
    this.at = close;
    return true;
  }

  /** Replaces `sizeof` and kin, whose operand may be a type and is not evaluated; false for another word. */
  protected unevaluated(word: string, start: number, end: number): boolean {
    const isString = STRINGIFY.has(word);
    if (!isString && !TYPE_OPERANDS.has(word)) return false;
    const close = this.closing(end);
    if (close === -1) return true;
    this.edit(start, close, isString ? '_' : '0');
    this.out.words.set(start, close);
    this.at = close;
    this.lastWord = '';
    return true;
  }

  /** Lets one identifier stand for the words from `start` to the end of the parentheses after `from`. */
  protected swallow(start: number, from: number): boolean {
    const close = this.closing(from);
    if (close === -1) return false;
    this.edit(start, close, '_');
    this.out.opaque.set(start, close);
    this.at = close;
    return true;
  }

  /** Lets an identifier stand for a type that is an argument; false when the word begins none. */
  protected typeArgument(word: string, start: number): boolean {
    if (!TYPE_FIRST.test(word)) return false;
    TAG_ARGUMENT.lastIndex = start;
    TYPE_ARGUMENT.lastIndex = start;
    const match = TAG_ARGUMENT.exec(this.text) ?? TYPE_ARGUMENT.exec(this.text);
    if (!match) return false;
    const end = start + match[0].length;
    this.edit(start, end, '_');
    this.out.words.set(start, start + match[0].trimEnd().length);
    this.at = end;
    return true;
  }
}
