// SPDX-License-Identifier: GPL-2.0-only
/** Where a file says a name and as what, and which functions a function calls, told by a scan. */
import { calledIn, isCalledIn, type Mention, mentionsIn } from '../../syntax/words/mentions.ts';
import { remembered } from '../../text/remembered.ts';
import type { SourceFile } from '../../text/source.ts';
import { bodyOf } from '../functions/texts.ts';
import type { FunctionDefinition } from '../model.ts';
import { isHeader } from './nearness.ts';

const ofFiles = new WeakMap<SourceFile, Map<string, Mention[]>>();
const codes = new WeakMap<SourceFile, string>();

/** The mentions of a function or a table in a file, comments left out. */
export function mentionsOf(name: string, { current }: SourceFile): readonly Mention[] {
  let known = ofFiles.get(current);
  const before = known?.get(name);
  if (before) return before;
  if (!current.text.includes(name)) return [];
  if (!known) {
    known = new Map();
    ofFiles.set(current, known);
  }
  const found = mentionsIn(codeOf(current), name, 'vm_operations_struct');
  known.set(name, found);
  return found;
}

/** Comments are taken out, not blanked: how a line begins tells a call from a definition. */
function codeOf(file: SourceFile): string {
  let text = codes.get(file);
  if (text === undefined) {
    text = file.text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*/g, '');
    codes.set(file, text);
  }
  return text;
}

/** Whether a function calls another by its name. */
export function calls(definition: FunctionDefinition, other: FunctionDefinition): boolean {
  return isCalledIn(bodyOf(definition), other.name);
}

/** Whether one call alone comes to a function: it is static, and nothing else in its file names it. */
export function isCalledOnce({ name, file, isStatic }: FunctionDefinition): boolean {
  if (!isStatic || isHeader(file.path)) return false;
  const mentions = mentionsOf(name, file);
  const code = codeOf(file.current);
  return (
    mentions.filter(({ isCalled }) => isCalled).length === 1 &&
    mentions.every(({ at, isCalled }) => isCalled || code.startsWith('(', at + name.length))
  );
}

/** The names before a parenthesis in a function, read once. */
export const calledNames = remembered((definition: FunctionDefinition): string[] =>
  calledIn(bodyOf(definition)),
);
