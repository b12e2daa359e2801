// SPDX-License-Identifier: GPL-2.0-only
/** Members that hold nothing but numbers that the module itself stores in them: `dev->iosize = 16 * 4`. */
import type { Expression } from '../../syntax/ast.ts';
import { constantValue } from '../../syntax/words/constants.ts';
import type { SourceFile } from '../../text/source.ts';
import { walk } from '../functions/visit.ts';
import { foldersOfModule } from '../mappings/ownMembers.ts';
import type { FileFacts, Program } from '../model.ts';
import { isNamedIn, namesIn } from '../names/words.ts';

/** Returns the largest number that functions of the module store in members of that name; null where one stores anything else. */
export function mostStored(member: string, path: string, program: Program): number | null {
  const [folder = ''] = foldersOfModule(path);
  let most: number | null = null;
  for (const facts of program.files.values()) {
    if (!facts.file.path.startsWith(folder) || !isNamedIn(member, facts.file)) continue;
    for (const value of storesIn(facts, member, program)) {
      if (value === null) return null;
      most = Math.max(most ?? value, value);
    }
  }
  return most;
}

const known = new WeakMap<FileFacts, Map<string, (number | null)[]>>();

function storesIn(facts: FileFacts, member: string, program: Program): (number | null)[] {
  const byMember = known.get(facts) ?? new Map<string, (number | null)[]>();
  known.set(facts, byMember);
  let found = byMember.get(member);
  if (found) return found;
  found = [];
  // What an initializer has is not worked out.
  if (facts.variablesNaming(member).length > 0) found.push(null);
  for (const one of facts.functions)
    if (namesIn(one).has(member))
      for (const { body } of one.variants())
        walk(body, (node) => {
          const isIt = (e: Expression) => e.kind === 'member' && e.property === member;
          if (node.kind === 'assignment' && isIt(node.target))
            found.push(node.op === '=' ? numberAt(facts.file, node.value, program) : null);
          else if (
            (node.kind === 'update' || (node.kind === 'unary' && node.op === '&')) &&
            isIt(node.operand)
          )
            found.push(null);
          else if (
            node.kind === 'list' &&
            node.entries.some(({ path }) => path.some(({ field }) => field === member))
          )
            found.push(null);
        });
  byMember.set(member, found);
  return found;
}

function numberAt(file: SourceFile, { start, end }: Expression, program: Program): number | null {
  const lookup = (name: string, depth = 0): number | null => {
    const [only, ...others] = program.macrosNamed(name, file);
    if (only === undefined || others.length > 0 || depth > MOST_MACROS)
      return program.constantNamed(name, file);
    return constantValue(only.text, (inner) => lookup(inner, depth + 1));
  };
  return constantValue(file.text.slice(start, end), (name) => lookup(name));
}

/** Macros within macros that are followed. */
const MOST_MACROS = 4;
