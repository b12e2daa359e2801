// SPDX-License-Identifier: GPL-2.0-only
/** Members that hold nothing but numbers that the module itself stores in them: `dev->iosize = 16 * 4`. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import { constantValue } from '../../syntax/words/constants.ts';
import type { SourceFile } from '../../text/source.ts';
import { readLocals } from '../functions/locals.ts';
import { walk } from '../functions/visit.ts';
import { foldersOfModule } from '../mappings/ownMembers.ts';
import type { FileFacts, Program } from '../model.ts';
import { isNamedIn, namesIn } from '../names/words.ts';
import { structIn } from './structIn.ts';

/**
 * Returns the largest number that functions of the module store in members of that name; null where one stores anything
 * else. A page counts as 4096 bytes.
 *
 * @param struct what has the member, where that is known: those that are plainly of another struct do not count
 */
export function mostStored(
  member: string,
  struct: string | null,
  path: string,
  program: Program,
): number | null {
  const [folder = ''] = foldersOfModule(path);
  let most: number | null = null;
  for (const facts of program.files.values()) {
    if (!facts.file.path.startsWith(folder) || !isNamedIn(member, facts.file)) continue;
    for (const { value, into } of storesIn(facts, member, program)) {
      if (into !== null && struct !== null && into !== struct) continue;
      if (value === null) return null;
      most = Math.max(most ?? value, value);
    }
  }
  return most;
}

interface Stored {
  value: number | null;
  /** The struct of the local through which it is stored; null where that tells none. */
  into: string | null;
}

const known = new WeakMap<FileFacts, Map<string, Stored[]>>();

function storesIn(facts: FileFacts, member: string, program: Program): Stored[] {
  const byMember = known.get(facts) ?? new Map<string, Stored[]>();
  known.set(facts, byMember);
  let found = byMember.get(member);
  if (found) return found;
  const stores: Stored[] = [];
  found = stores;
  // What an initializer has is not worked out.
  if (facts.variablesNaming(member).length > 0) found.push({ value: null, into: null });
  for (const one of facts.functions)
    if (namesIn(one).has(member))
      for (const variant of one.variants())
        walk(variant.body, (node) => {
          const add = (value: number | null, to: Expression | null = null) =>
            stores.push({ value, into: to === null ? null : structThrough(to, variant) });
          const isIt = (e: Expression) => e.kind === 'member' && e.property === member;
          if (node.kind === 'assignment' && isIt(node.target))
            add(node.op === '=' ? numberAt(facts.file, node.value, program) : null, node.target);
          else if (
            (node.kind === 'update' || (node.kind === 'unary' && node.op === '&')) &&
            isIt(node.operand)
          )
            add(null, node.operand);
          else if (
            node.kind === 'list' &&
            node.entries.some(({ path }) => path.some(({ field }) => field === member))
          )
            add(null);
        });
  byMember.set(member, found);
  return found;
}

function structThrough(target: Expression, variant: FunctionSyntax): string | null {
  if (target.kind !== 'member' || target.object.kind !== 'identifier') return null;
  return structIn(readLocals(variant).get(target.object.name)?.type ?? '');
}

function numberAt(file: SourceFile, { start, end }: Expression, program: Program): number | null {
  let isUnseen = false;
  const lookup = (name: string, depth = 0): number | null => {
    const [only, ...others] = program.macrosNamed(name, file);
    if (only !== undefined && others.length === 0 && depth <= MOST_MACROS)
      return constantValue(only.text, (inner) => lookup(inner, depth + 1));
    const value = program.constantNamed(name, file) ?? OF_PAGE.get(name) ?? null;
    if (value === null && only === undefined && name === name.toUpperCase()) isUnseen = true;
    return value;
  };
  const value = constantValue(file.text.slice(start, end), (name) => lookup(name));
  return value === null && isUnseen ? UNSEEN : value;
}

/** What a header has that is not among the files may be as small as anything. */
const UNSEEN = 0;

/** Macros within macros that are followed. */
const MOST_MACROS = 4;

/** Of the smallest page. */
const OF_PAGE: ReadonlyMap<string, number> = new Map([
  ['PAGE_SIZE', 4096],
  ['PAGE_SHIFT', 12],
]);
