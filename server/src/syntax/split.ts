/** Cuts a C file into its top-level items by one scan of the text, without a parser. */
import type { Guard } from './ast.ts';
import { classify, type Draft, functionNameToken, TokenKind } from './classify.ts';
import {
  constantGuard,
  type Directive,
  negate,
  readCondition,
  readDirective,
  startsDirective,
} from './directives.ts';
import type { Item } from './items.ts';
import { skipQuoted } from './skip.ts';

const NEWLINE = 10;
const HASH = 35;
const QUOTE = 34;
const APOSTROPHE = 39;
const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const STAR = 42;
const SLASH = 47;
const SEMICOLON = 59;
const EQUALS = 61;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Characters that may end the plain run inside a body: braces, quotes, slash and hash. */
const MARKS = new Uint8Array(65536);
for (const code of [HASH, QUOTE, APOSTROPHE, SLASH, OPEN_BRACE, CLOSE_BRACE]) MARKS[code] = 1;
/** Letters, digits, underscore, dollar. */
const WORD = new Uint8Array(65536);
for (let code = 0; code < 128; code++) if (/[\w$]/.test(String.fromCharCode(code))) WORD[code] = 1;

/** An open #if. */
interface Frame {
  /** Offset of the `#` of its first directive. */
  at: number;
  /** The arms so far, negated, and the guard of the present arm. */
  earlier: Guard[];
  own: Guard | null;
  /** An arm with a constant true condition was seen: the rest is dead. */
  decided: boolean;
  /** Macro tested by an `#ifndef` that opens the file: an include guard if the next thing defines it. */
  maybeInclude: string | null;
  depth: number;
  paren: number;
  /** Depths where the first arm ended, and the item they belong to. */
  firstDepth: number;
  firstParen: number;
  firstSerial: number;
  /** Arms disagree about the brace depth. */
  torn: boolean;
}

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

class Splitter {
  private readonly text: string;
  private readonly length: number;
  private at = 0;
  private readonly items: Item[] = [];
  private frames: Frame[] = [];
  private guardCache: Guard[] | null = null;
  private sawCode = false;
  private nested = false;
  private draft: Draft | null = null;
  private draftGuards: Guard[] = [];
  private serial = 0;
  private depth = 0;
  private paren = 0;
  private parenStart = 0;
  private inBody = false;

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

  /** Moves to the next brace or directive of a body and acts on it. */
  private scanBody(): void {
    const { text, length } = this;
    let i = this.at;
    for (;;) {
      while (i < length && MARKS[text.charCodeAt(i)] === 0) i++;
      if (i >= length) {
        this.at = length;
        return;
      }
      const c = text.charCodeAt(i);
      if (c === OPEN_BRACE) {
        this.depth++;
        i++;
      } else if (c === CLOSE_BRACE) {
        this.depth--;
        i++;
        if (this.depth <= 0) {
          if (this.closeBody(i)) return;
        } else if (text.charCodeAt(i - 2) === NEWLINE && this.isLostEnd(i)) {
          this.depth = 0;
          if (this.closeBody(i)) return;
        }
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

  /** Ends the braces of the current item; false when a later #if arm has another end of the same body. */
  private closeBody(at: number): boolean {
    const draft = this.draft as Draft;
    if (draft.body === 'function') {
      const frame = this.frames[this.frames.length - 1];
      if (frame && frame.at > draft.start) {
        this.depth = 0;
        return false;
      }
    }
    this.depth = 0;
    this.inBody = false;
    this.at = at;
    draft.bodyEnd = at;
    if (draft.body === 'function' || draft.body === 'other') this.finish(at);
    return true;
  }

  /**
   * A `}` in column 0 while braces are still open. Code without indentation has these too, so it only ends the
   * item when the arms of an #if disagreed, or when what follows can only stand at top level.
   */
  private isLostEnd(at: number): boolean {
    const { text } = this;
    if (this.draft?.body !== 'function') return false;
    if (this.draft.torn) return true;
    let i = at;
    while (i < this.length && isSpace(text.charCodeAt(i))) i++;
    if (i >= this.length) return true;
    if (text.charCodeAt(i - 1) !== NEWLINE) return false;
    return /^(static|extern|EXPORT_\w+|MODULE_\w+|module_\w+|SYSCALL_DEFINE\d|#include|\/\*\*\n)/.test(
      text.slice(i, i + 40),
    );
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
      if (this.draft && this.draft.assignAt === -1) {
        this.draft.assignAt = i;
        this.draft.assignTokens = this.draft.count;
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
    if (this.paren > 0) return;
    const column0 = start === 0 || text.charCodeAt(start - 1) === NEWLINE;
    // A macro call without semicolon ends where the next thing starts in column 0.
    if (column0 && this.draft && this.isCompleteWithoutSemicolon()) this.finish(-1);
    this.token(TokenKind.word, start, i);
  }

  /** `MACRO(args)` alone, or a struct body whose semicolon is missing. */
  private isCompleteWithoutSemicolon(): boolean {
    const draft = this.draft as Draft;
    if (draft.assignAt !== -1) return false;
    const { kinds, count } = draft;
    return count === 2 && kinds[0] === TokenKind.word && kinds[1] === TokenKind.parens;
  }

  /** Parameter declarations between `)` and `{` of a definition in the old style. */
  private isOldStyle(): boolean {
    const draft = this.draft;
    if (!draft || draft.assignAt !== -1 || draft.body !== null) return false;
    const group = draft.kinds.indexOf(TokenKind.parens);
    if (group < 1 || group >= draft.count - 1 || draft.kinds[group + 1] !== TokenKind.word) return false;
    const parameters = this.text.slice(draft.starts[group], draft.ends[group]);
    if (!/^\(\s*\w+(\s*,\s*\w+)*\s*\)$/.test(parameters)) return false;
    return /^\s*(\w+[\w\s*,[\]]*;\s*)*\{/.test(this.text.slice(this.at, this.at + 600));
  }

  private openBrace(i: number): void {
    const { text } = this;
    if (this.paren > 0) {
      // A brace in column 0 cannot belong to an argument list: the parenthesis was never closed.
      if (i === 0 || text.charCodeAt(i - 1) !== NEWLINE || this.draft?.assignAt !== -1) {
        this.at = i + 1;
        return;
      }
      this.paren = 0;
      this.token(TokenKind.parens, this.parenStart, i);
    }
    this.begin(i);
    const draft = this.draft as Draft;
    this.at = i + 1;
    if (draft.body === null) {
      draft.bodyStart = i;
      draft.bodyTokens = draft.count;
      draft.body = bodyKind(text, draft);
      if (draft.body === 'linkage') {
        this.draft = null;
        return;
      }
    }
    this.depth = 1;
    this.inBody = true;
  }

  private begin(at: number): Draft {
    if (this.draft) return this.draft;
    this.serial++;
    this.sawCode = true;
    this.draftGuards = this.guards();
    this.draft = {
      start: at,
      count: 0,
      kinds: [],
      starts: [],
      ends: [],
      assignAt: -1,
      assignTokens: -1,
      bodyStart: -1,
      bodyEnd: -1,
      bodyTokens: -1,
      body: null,
      torn: false,
    };
    return this.draft;
  }

  private token(kind: number, start: number, end: number): void {
    const draft = this.begin(start);
    if (draft.assignAt !== -1 || this.paren > 0) return;
    draft.kinds.push(kind);
    draft.starts.push(start);
    draft.ends.push(end);
    draft.count++;
  }

  /** Ends the current item at `end`, or behind its last token when `end` is -1. */
  private finish(end: number): void {
    const draft = this.draft;
    this.draft = null;
    this.depth = 0;
    this.paren = 0;
    this.inBody = false;
    if (!draft || draft.count === 0) return;
    classify(
      this.text,
      draft,
      end === -1 ? (draft.ends[draft.count - 1] as number) : end,
      this.draftGuards,
      this.items,
    );
  }

  private directive(at: number): void {
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
      case 'include':
        this.include(directive);
        break;
      default:
        break;
    }
  }

  private openFrame(directive: Directive): void {
    if (this.draft && !this.inBody && this.paren === 0 && this.isCompleteWithoutSemicolon()) this.finish(-1);
    const guard = readCondition(this.text, directive);
    const first = !this.sawCode && this.frames.length === 0 && this.items.length === 0;
    this.frames.push({
      at: directive.start,
      earlier: [],
      own: null,
      decided: false,
      maybeInclude: first && !guard.taken ? guard.condition : null,
      depth: this.depth,
      paren: this.paren,
      firstDepth: -1,
      firstParen: 0,
      firstSerial: -1,
      torn: false,
    });
    this.enterArm(guard);
  }

  private enterArm(guard: Guard | null): void {
    const frame = this.frames[this.frames.length - 1] as Frame;
    this.guardCache = null;
    if (frame.decided) {
      this.skipDead();
      return;
    }
    const constant = guard ? constantGuard(guard) : null;
    frame.own = constant === null ? guard : null;
    if (constant === true) frame.decided = true;
    if (constant === false) this.skipDead();
  }

  /** Skips an arm that is never compiled, to the directive that ends it. */
  private skipDead(): void {
    const { text } = this;
    let nesting = 0;
    let i = text.indexOf('#', this.at);
    while (i !== -1) {
      if (startsDirective(text, i)) {
        const word = /^#[ \t]*(if|elif|else|endif)/.exec(text.slice(i, i + 24))?.[1];
        if (word === 'if') nesting++;
        else if (word === 'endif' && nesting > 0) nesting--;
        else if (word && nesting === 0) {
          this.at = i;
          return;
        }
      }
      i = text.indexOf('#', i + 1);
    }
    this.at = this.length;
  }

  private endOfArm(frame: Frame): void {
    if (this.draft && !this.inBody && this.paren === 0 && this.isCompleteWithoutSemicolon()) this.finish(-1);
    if (this.draft && this.draft.start > frame.at) {
      // The item goes on behind the arm in which it began, so it begins with the whole #if.
      this.draft.start = frame.at;
      this.draftGuards = this.guardsOf(this.frames.length - 1);
    }
    if (frame.firstSerial === -1) {
      frame.firstSerial = this.draft ? this.serial : 0;
      frame.firstDepth = this.depth;
      frame.firstParen = this.paren;
    } else if (this.depth !== frame.firstDepth) {
      frame.torn = true;
    }
  }

  private nextArm(directive: Directive): void {
    const frame = this.frames[this.frames.length - 1];
    if (!frame) return;
    this.endOfArm(frame);
    if (this.draft) {
      this.depth = frame.depth;
      this.paren = frame.paren;
    }
    frame.maybeInclude = null;
    if (frame.own) frame.earlier.push(negate(frame.own));
    frame.own = null;
    this.enterArm(directive.name === 'else' ? null : readCondition(this.text, directive));
  }

  private closeFrame(directive: Directive): void {
    const frame = this.frames[this.frames.length - 1];
    if (!frame) return;
    this.endOfArm(frame);
    this.frames.pop();
    this.guardCache = null;
    const draft = this.draft;
    if (!draft) return;
    if (frame.firstSerial === this.serial) {
      this.depth = frame.firstDepth;
      this.paren = frame.firstParen;
    }
    if (frame.torn) draft.torn = true;
    const outer = this.frames[this.frames.length - 1];
    if (this.inBody && this.depth <= 0 && !(outer && outer.at > draft.start)) this.closeBody(directive.end);
  }

  private guards(): Guard[] {
    this.guardCache ??= this.guardsOf(this.frames.length);
    return this.guardCache;
  }

  private guardsOf(count: number): Guard[] {
    const guards: Guard[] = [];
    for (let i = 0; i < count; i++) {
      const frame = this.frames[i] as Frame;
      for (const guard of frame.earlier) guards.push(guard);
      if (frame.own) guards.push(frame.own);
    }
    return guards;
  }

  private define(directive: Directive): void {
    const { text } = this;
    let i = directive.rest;
    while (WORD[text.charCodeAt(i)] === 1) i++;
    const name = text.slice(directive.rest, i);
    const frame = this.frames.length === 1 ? this.frames[0] : undefined;
    if (frame?.maybeInclude === `defined(${name})` && frame.own) {
      frame.own = null;
      this.guardCache = null;
    }
    if (frame) frame.maybeInclude = null;
    if (this.draft && !this.inBody && this.paren === 0 && this.isCompleteWithoutSemicolon()) this.finish(-1);
    if (name === '') return;
    let body = i;
    if (text.charCodeAt(body) === OPEN_PAREN) {
      const close = text.indexOf(')', body);
      body = close === -1 || close > directive.end ? directive.end : close + 1;
    }
    for (; body < directive.end; body++) {
      const c = text.charCodeAt(body);
      if (!isSpace(c) && c !== BACKSLASH) break;
    }
    if (this.draft) this.nested = true;
    this.sawCode = true;
    this.items.push({
      kind: 'define',
      start: directive.start,
      end: directive.end,
      name,
      nameSpan: { start: directive.rest, end: i },
      bodyStart: body < directive.end ? body : -1,
      isStatic: false,
      guards: this.guards(),
    });
  }

  private include(directive: Directive): void {
    if (this.draft && !this.inBody && this.paren === 0 && this.isCompleteWithoutSemicolon()) this.finish(-1);
    if (this.draft) this.nested = true;
    const words = this.text.slice(directive.rest, directive.end);
    const path = /^(?:<([^>\n]*)>|"([^"\n]*)")/.exec(words);
    const name = path ? (path[1] ?? path[2] ?? '') : '';
    this.items.push({
      kind: 'include',
      start: directive.start,
      end: directive.end,
      name,
      nameSpan: {
        start: directive.rest + (path ? 1 : 0),
        end: directive.rest + (path ? 1 : 0) + name.length,
      },
      bodyStart: -1,
      isStatic: false,
      guards: this.guards(),
    });
  }
}

/** What the `{` that follows the tokens of a draft opens. */
function bodyKind(text: string, draft: Draft): NonNullable<Draft['body']> {
  if (draft.assignAt !== -1) return 'initializer';
  const { kinds, starts, ends, count } = draft;
  if (count === 2 && kinds[1] === TokenKind.other && text.slice(starts[0], ends[0]) === 'extern')
    return 'linkage';
  let tag = -1;
  for (let i = 0; i < count; i++) {
    if (kinds[i] !== TokenKind.word) continue;
    const word = text.slice(starts[i], ends[i]);
    if (word === 'struct' || word === 'union' || word === 'enum') tag = i;
  }
  const name = functionNameToken(text, draft);
  if (name !== -1 && !(tag !== -1 && name === tag + 1)) return 'function';
  return tag === -1 ? 'other' : 'type';
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** Returns the offset behind the comment at `at`, or behind a plain slash. */
function skipSlash(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === STAR) {
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  if (next !== SLASH) return at + 1;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
