/**
 * Makes kernel C readable for the grammar without moving an offset: attributes become blanks, loop macros become
 * `while`, and so on, each in the same number of characters. What the original said is kept beside the text.
 */
import annotations from '../../../grammars/macros/annotations.json';
import attributes from '../../../grammars/macros/attributes.json';
import loops from '../../../grammars/macros/loops.json';
import { skipBlank } from './blanks.ts';
import { blank } from './configure.ts';
import { skipQuoted } from './directives.ts';

/** A loop or guard macro that stands as `while` in the masked text. */
export interface MacroMark {
  kind: 'loop' | 'guard';
  name: string;
  /** The call has no arguments; the masked text has a `0` there. */
  empty: boolean;
  /** The statement that `scoped_cond_guard` runs when it does not get the lock. */
  failure: 'return' | 'goto' | 'break' | 'continue' | null;
}

/** A masked text and what was taken out of it. All offsets are relative to the text. */
export interface Masked {
  text: string;
  macros: Map<number, MacroMark>;
  /** Labels by offset; they stand as expression statements. */
  labels: Map<number, string>;
  /** `case` words whose value is a GNU range, masked as `low | high`. */
  ranges: Set<number>;
  /** Ends of inline assembly and other parts that stand as one identifier but mean something unknown. */
  opaque: Map<number, number>;
  /** Ends of identifiers that stand for more than their own characters. */
  words: Map<number, number>;
  /** Arguments of `__free()` and `__cleanup()`. */
  cleanups: { at: number; name: string }[];
}

const BARE = new Set<string>(attributes.bare);
const CALLS = new Set<string>(attributes.call);
const CLEANUPS = new Set<string>(attributes.cleanup);
const TYPEOF = new Set<string>(annotations.typeof);
const ASM = new Set<string>(annotations.asm);
const GUARDS = new Set<string>(annotations.scopedGuard);
const COND_GUARDS = new Set<string>(annotations.scopedCondGuard);
const TYPE_OPERANDS = new Set<string>(annotations.typeOperand.filter((name) => name !== 'offsetof'));
const STRINGIFY = new Set<string>(annotations.stringify);
const DO_WHILE = new Set<string>(annotations.doWhile);
const NEVER_LOOPS = new Set<string>(annotations.neverLoops);
const LOOP_PATTERN = new RegExp(loops.pattern, 'i');
const ALSO_LOOPS = new Set<string>(loops.alsoLoops);
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
const CONTROL = new Set(['if', 'while', 'for', 'switch']);
const JUMPS = new Set(['return', 'goto', 'break', 'continue']);
const TAG_ARGUMENT = /(?:(?:const|volatile)\s+)?(struct|union|enum)\s+\w+[\s*]*(?:const[\s*]*)?(?=[,)])/y;
/** Types that the grammar knows as keywords, which it does not take as an argument. */
const TYPE_ARGUMENT =
  /(?:const|volatile|unsigned|signed|long|short|int|char|void|bool|float|double|u?int(?:8|16|32|64|ptr)_t|s?size_t|ptrdiff_t)\b(?:\s+\w+)*[\s*]*(?=[,)])/y;
const TYPE_FIRST =
  /^(const|volatile|unsigned|signed|long|short|int|char|void|bool|float|double|u?int\d+_t|u?intptr_t|s?size_t|ptrdiff_t|struct|union|enum)$/;
const ASM_HEAD = /(?:\s*(?:volatile|__volatile__|__volatile|goto|inline|__inline))*\s*(?=\()/y;

const CONSTANT = /^[A-Z][A-Z0-9_]*$/;
/** `static DEFINE_RATELIMIT_STATE(...)`: a macro that makes a declaration. */
const STATIC_MACRO = /\s+[A-Z][A-Z0-9_]*\s*\(/y;

const WORD = new Uint8Array(65536);
for (let code = 0; code < 128; code++) if (/[\w$]/.test(String.fromCharCode(code))) WORD[code] = 1;

/** What a bracket means for what stands inside and behind it. */
const Group = { plain: 0, call: 1, control: 2, block: 3, list: 4 } as const;

/** Masks a function body, whose `{` stands at `from`. The text before it is blanked into a plain head. */
export function maskBody(text: string, from: number): Masked {
  return new Masker(text, from, false).run();
}

/** Masks a declaration with its initializer. */
export function maskDeclaration(text: string): Masked {
  return new Masker(text, 0, true).run();
}

class Masker {
  private readonly text: string;
  private at: number;
  private done = 0;
  private readonly pieces: string[] = [];
  private readonly out: Masked;
  private readonly groups: number[] = [];
  /** A statement may start here. */
  private fresh = false;
  /** The last significant character, and the word that ended there if any. */
  private last = 0;
  private lastWord = '';
  private lastStart = 0;
  private olderWord = '';
  private older = 0;
  private caseAt = -1;
  private questions = 0;
  private guard: MacroMark | null = null;

  constructor(text: string, from: number, declaration: boolean) {
    this.text = text;
    this.at = from;
    this.out = {
      text: '',
      macros: new Map(),
      labels: new Map(),
      ranges: new Set(),
      opaque: new Map(),
      words: new Map(),
      cleanups: [],
    };
    if (!declaration) {
      const head = text.slice(0, from);
      this.pieces.push(from >= 5 ? `v f()${blank(head.slice(5))}` : head);
      this.done = from;
    }
  }

  run(): Masked {
    const { text } = this;
    const length = text.length;
    while (this.at < length) {
      const c = text.charCodeAt(this.at);
      if (c === 32 || (c >= 9 && c <= 13)) this.at++;
      else if (WORD[c] === 1) this.word();
      else this.mark(c);
    }
    this.pieces.push(text.slice(this.done));
    this.out.text = this.pieces.join('');
    return this.out;
  }

  /** Replaces `start` to `end` by `words` and blanks, newlines kept. */
  private edit(start: number, end: number, words: string): void {
    if (start < this.done) return;
    this.pieces.push(
      this.text.slice(this.done, start),
      words,
      blank(this.text.slice(start + words.length, end)),
    );
    this.done = end;
  }

  private seen(c: number, word = ''): void {
    this.older = this.last;
    this.olderWord = this.lastWord;
    this.last = c;
    this.lastWord = word;
    this.fresh = false;
  }

  private mark(c: number): void {
    const { text } = this;
    const i = this.at;
    const next = text.charCodeAt(i + 1);
    this.at = i + 1;
    switch (c) {
      case 47: // slash
        if (next === 42 || next === 47) {
          const close = text.indexOf(next === 42 ? '*/' : '\n', i + 2);
          this.at = close === -1 ? text.length : close + (next === 42 ? 2 : 0);
          this.edit(i, this.at, '');
          return;
        }
        break;
      case 34: // "
      case 39: // '
        this.at = skipQuoted(text, i);
        break;
      case 40: // (
        this.openParen();
        return;
      case 91: // [
        this.groups.push(Group.plain);
        break;
      case 93: // ]
        this.groups.pop();
        break;
      case 41: {
        // )
        const group = this.groups.pop();
        this.seen(c);
        if (group === Group.control) {
          this.fresh = true;
          this.guard = null;
        }
        return;
      }
      case 123: // {
        this.openBrace();
        return;
      case 125: {
        // }
        const group = this.groups.pop();
        this.seen(c);
        this.fresh = group === Group.block;
        return;
      }
      case 59: // ;
        this.seen(c);
        this.questions = 0;
        this.fresh = this.groups[this.groups.length - 1] === Group.block;
        return;
      case 63: // ?
        this.questions++;
        break;
      case 58: // :
        this.seen(c);
        if (this.questions > 0) this.questions--;
        else if (this.caseAt !== -1) {
          this.caseAt = -1;
          this.fresh = true;
        }
        return;
      case 46: // .
        if (this.caseAt !== -1 && text.startsWith('...', i)) {
          this.out.ranges.add(this.caseAt);
          this.edit(i, i + 3, ' | ');
          this.at = i + 3;
        }
        break;
      case 42: // *
        if (this.groups[this.groups.length - 1] === Group.call && /^[\s*]*[,)]/.test(text.slice(i, i + 40))) {
          this.edit(i, i + 1, '');
          return;
        }
        break;
      case 38: // &
        if (next === 38) {
          this.at = i + 2;
          const operandWanted =
            /[=,({:[?]/.test(String.fromCharCode(this.last)) || this.lastWord === 'return';
          if (operandWanted) this.edit(i, i + 1, '');
        }
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
    this.seen(40);
  }

  private openBrace(): void {
    const outer = this.groups[this.groups.length - 1];
    let group: number = Group.block;
    if (this.last === 40) {
      group = Group.block;
    } else if (this.last === 61 || this.last === 44 || outer === Group.list) {
      group = Group.list;
    } else if (this.last === 41) {
      group = this.fresh ? Group.block : Group.list;
    } else if (this.lastWord !== '' && this.lastWord !== 'else' && this.lastWord !== 'do') {
      group = Group.plain;
    }
    if (outer === undefined && this.last === 0) group = Group.block;
    this.groups.push(group);
    this.seen(123);
    this.fresh = group === Group.block;
  }

  private word(): void {
    const { text } = this;
    const start = this.at;
    let end = start + 1;
    while (WORD[text.charCodeAt(end)] === 1) end++;
    this.at = end;
    const word = text.slice(start, end);
    const first = text.charCodeAt(start);
    if (this.attribute(word, start, end)) return;
    const fresh = this.fresh;
    const before = this.last;
    const beforeWord = this.lastWord;
    this.seen(first, word);
    if (first >= 48 && first <= 57) {
      // Numbers such as 1.5e+3 have no words in them that matter.
      this.lastWord = '';
      return;
    }
    if (TYPEOF.has(word)) {
      const close = this.close(skipBlank(this.text, end));
      if (close !== -1) {
        this.edit(start, close, '_');
        this.at = close;
      }
      return;
    }
    if (ASM.has(word) && this.assembly(start, end, beforeWord !== '' && !fresh)) return;
    if (beforeWord !== '' && this.groups[this.groups.length - 1] === Group.call) {
      // KERN_INFO PFX "...": the grammar takes one macro before a string, not two.
      if (CONSTANT.test(word) && CONSTANT.test(beforeWord))
        this.edit(this.lastStart, this.lastStart + beforeWord.length, '');
    }
    this.lastStart = start;
    if ((before === 40 || before === 44) && this.groups[this.groups.length - 1] === Group.call) {
      if (TYPE_FIRST.test(word) && this.typeArgument(start)) return;
    }
    if (this.guard && JUMPS.has(word) && this.guard.failure === null) {
      this.guard.failure = word as MacroMark['failure'];
      const bare = /^\s*[,)]/.test(text.slice(end, end + 40));
      this.edit(start, end, bare ? '_' : '');
      return;
    }
    if (TYPE_OPERANDS.has(word) || STRINGIFY.has(word)) {
      // Their operand may be a type, and nothing in it is evaluated.
      const close = this.close(skipBlank(this.text, end));
      if (close === -1) return;
      this.edit(start, close, STRINGIFY.has(word) ? '_' : '0');
      this.out.words.set(start, close);
      this.at = close;
      this.lastWord = '';
      return;
    }
    if (DO_WHILE.has(word) && before === 125) {
      this.edit(start, end, 'while');
      return;
    }
    if (word === 'offsetof' || word === '_Generic') {
      if (word === 'offsetof') this.edit(start, end, '_ffsetof');
      else this.swallow(start, end);
      return;
    }
    if (word === 'else' || word === 'do') {
      this.fresh = true;
      return;
    }
    if (!fresh) return;
    this.statementWord(word, start, end, before === 41 || beforeWord === 'else');
  }

  /** Acts on the first word of a statement. */
  private statementWord(word: string, start: number, end: number, isSub: boolean): void {
    const { text } = this;
    if (word === 'case' || word === 'default') {
      this.caseAt = start;
      this.questions = 0;
      return;
    }
    const at = skipBlank(this.text, end);
    const next = text.charCodeAt(at);
    if (word === 'goto') {
      if (next === 42) {
        const semicolon = text.indexOf(';', at);
        if (semicolon !== -1) {
          this.edit(at, semicolon, '_');
          this.out.opaque.set(at, semicolon);
          this.at = semicolon;
        }
      }
      return;
    }
    if (word === 'static') {
      STATIC_MACRO.lastIndex = end;
      if (STATIC_MACRO.test(text)) this.edit(start, end, '');
      return;
    }
    if (word === '__label__') {
      const semicolon = text.indexOf(';', at);
      if (semicolon !== -1) {
        this.edit(start, semicolon, '');
        this.at = semicolon;
      }
      return;
    }
    if (next === 58 && text.charCodeAt(at + 1) !== 58) {
      this.seen(58);
      this.fresh = true;
      this.at = at + 1;
      if (!isSub) {
        this.out.labels.set(start, word);
        this.edit(at, at + 1, ';');
      }
      return;
    }
    if (next === 40 && !NEVER_LOOPS.has(word)) this.loop(word, start, end, at);
  }

  private loop(word: string, start: number, end: number, open: number): void {
    const { text } = this;
    const close = this.close(open);
    if (close === -1) return;
    const behind = skipBlank(this.text, close);
    const next = text.charCodeAt(behind);
    const isGuard = GUARDS.has(word) || COND_GUARDS.has(word);
    const named = isGuard || ALSO_LOOPS.has(word) || LOOP_PATTERN.test(word);
    if (next !== 123) {
      const letter = WORD[next] === 1 && !(next >= 48 && next <= 57);
      if (named ? !letter && next !== 42 && next !== 40 && next !== 43 && !(isGuard && next === 59) : !letter)
        return;
      if (letter) {
        const follower = /\w+/y;
        follower.lastIndex = behind;
        const name = follower.exec(text)?.[0] ?? '';
        if (name === 'else' || name === 'asm' || BARE.has(name) || CALLS.has(name)) return;
      }
    }
    if (end - start < 2) return;
    const empty = /^\(\s*\)$/.test(text.slice(open, close));
    const mark: MacroMark = { kind: isGuard ? 'guard' : 'loop', name: word, empty, failure: null };
    if (empty) {
      if (close - start < 8) return;
      this.edit(start, close, 'while(0)');
      this.at = close;
      this.seen(41);
      this.fresh = true;
    } else {
      this.edit(start, end, end - start >= 5 ? 'while' : 'if');
      this.groups.push(Group.control);
      this.at = open + 1;
      // Its arguments may be types, as those of a call.
      this.seen(40);
      if (COND_GUARDS.has(word)) this.guard = mark;
    }
    this.out.macros.set(start, mark);
  }

  /** Blanks an attribute; false when the word is none. */
  private attribute(word: string, start: number, end: number): boolean {
    if (BARE.has(word)) {
      this.edit(start, end, '');
      return true;
    }
    const isCleanup = CLEANUPS.has(word);
    if (!isCleanup && !CALLS.has(word)) return this.unlisted(word, start, end);
    const open = skipBlank(this.text, end);
    const close = this.close(open);
    if (close === -1) return false;
    if (isCleanup) this.out.cleanups.push({ at: start, name: this.text.slice(open + 1, close - 1).trim() });
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
    const isBetween = next === 42 || (WORD[next] === 1 && !(next >= 48 && next <= 57));
    const isBehind =
      (next === 61 || next === 59 || next === 44 || next === 41) &&
      !TYPE_FIRST.test(before) &&
      (this.older === 42 || (this.olderWord !== '' && !NOT_BEFORE_ATTRIBUTE.has(this.olderWord)));
    if (!isBetween && !isBehind) return false;
    this.edit(start, end, '');
    return true;
  }

  /** Inline assembly; behind a declared name it only says where the variable lives. */
  private assembly(start: number, end: number, isPlacement: boolean): boolean {
    ASM_HEAD.lastIndex = end;
    if (!ASM_HEAD.exec(this.text)) return false;
    if (isPlacement) {
      const close = this.close(skipBlank(this.text, end));
      if (close === -1) return false;
      this.edit(start, close, '');
      this.at = close;
      return true;
    }
    return this.swallow(start, ASM_HEAD.lastIndex);
  }

  /** Lets one identifier stand for the words from `start` to the end of the parentheses after `from`. */
  private swallow(start: number, from: number): boolean {
    const close = this.close(skipBlank(this.text, from));
    if (close === -1) return false;
    this.edit(start, close, '_');
    this.out.opaque.set(start, close);
    this.at = close;
    return true;
  }

  /** Lets an identifier stand for a type that is an argument. */
  private typeArgument(start: number): boolean {
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

  /** Returns the offset behind the `)` that closes the `(` at `open`; -1 when there is none within 64 K. */
  private close(open: number): number {
    const { text } = this;
    if (text.charCodeAt(open) !== 40) return -1;
    const limit = Math.min(text.length, open + 65536);
    let depth = 0;
    let i = open;
    while (i < limit) {
      const c = text.charCodeAt(i);
      if (c === 40) depth++;
      else if (c === 41) {
        if (--depth === 0) return i + 1;
      } else if (c === 34 || c === 39) {
        i = skipQuoted(text, i);
        continue;
      } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
        const end = text.indexOf('*/', i + 2);
        i = end === -1 ? limit : end + 2;
        continue;
      }
      i++;
    }
    return -1;
  }
}

const ASSIGNS = new Map<string, number[]>(Object.entries(loops.assigns));

/** Returns the indexes of the arguments that a loop macro writes: from the table, else the cursor, and the temporary of `_safe`. */
export function loopAssigns(name: string, count: number): number[] {
  const known = ASSIGNS.get(name);
  const indexes = known ?? (LOOP_PATTERN.test(name) ? (/_safe($|_)/.test(name) ? [0, 1] : [0]) : []);
  return indexes.filter((index) => index < count);
}
