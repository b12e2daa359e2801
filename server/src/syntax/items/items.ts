// SPDX-License-Identifier: GPL-2.0-only
/** Top-level items of a C file, found by a fast scan of the text, without a parser. */
import type { Span } from '../../text/source.ts';
import type { Guard } from '../ast.ts';

export type ItemKind = 'function' | 'prototype' | 'variable' | 'type' | 'define' | 'include' | 'other';

/**
 * One top-level piece of a file. Items are cheap (a scan of the text); the parse of one is asked for when
 * it is needed, so a run over a kernel parses only the functions and tables that matter.
 */
export interface Item extends Span {
  kind: ItemKind;
  /** Function, variable, struct tag or macro name; the path for an include; '' when there is none. */
  name: string;
  nameSpan: Span;
  /** Offset of the `{` of a body, of the initializer after `=`, or of a macro's replacement; -1 without one. */
  bodyStart: number;
  isStatic: boolean;
  /** The enclosing `#if` arms, outermost first. The include guard of a header is left out. */
  guards: Guard[];
  /** Conditions inside of it that the file's own `#define`s and `#undef`s decide. */
  decided: readonly Guard[];
  /** Of a function: macros have some of its braces, or these are missing. Nothing of its body is known. */
  isTorn?: true;
}

/** Of an item without conditions that its file decides. */
export const NOTHING_DECIDED: readonly Guard[] = [];
