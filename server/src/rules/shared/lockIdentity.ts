// SPDX-License-Identifier: GPL-2.0-only
/** Which lock a name means: two functions name one lock by variables of their own. */
import { structIn } from '../../facts/declarations/structIn.ts';
import { definesStruct } from '../../facts/declarations/structs.ts';
import { readLocals } from '../../facts/functions/locals.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { Program } from '../../facts/model.ts';
import { isHeader } from '../../facts/names/nearness.ts';
import type { Place } from '../../text/source.ts';

/** `&foo->lock`, `&foo.io.lock`, `foo_mutex`. */
const NAMED = /^&?([a-z_]\w*)((?:\.|->)[\w.]+)?$/i;

/**
 * Returns what is equal for the same lock: the type and the fields of the object that it is in, or the name of a
 * global variable. Null where the name does not tell: behind a second pointer, or of a type that is not named.
 *
 * @param taken where the lock is taken; its function says what the variable is
 */
export function lockIdentity(name: string, taken: Place, program: Program): string | null {
  const match = NAMED.exec(name);
  const holder = functionAt(taken, program);
  if (!match || !holder) return null;
  const [, variable = '', field] = match;
  const types = new Set<string>();
  for (const variant of holder.variants()) {
    const local = readLocals(variant).get(variable);
    if (local !== undefined) types.add(local.type);
  }
  if (field === undefined) return types.size === 0 ? `${variable} ${taken.file.path}` : null;
  if (types.size === 0) return `${variable}${field} ${taken.file.path}`;
  const [type = '', ...others] = types;
  const struct = structIn(type);
  if (struct === null || others.length > 0) return null;
  const lock = `struct ${struct} ${field.replace(/^(?:->|\.)/, '')}`;
  // Another file may have a struct of its own by that name.
  const own = program.files.get(taken.file.path);
  const isOwn = own !== undefined && !isHeader(taken.file.path) && definesStruct(struct, own);
  return isOwn ? `${lock} ${taken.file.path}` : lock;
}

/** The object that a lock is a field of, as written: `&foo` of `&foo->lock`. Null for a lock that stands alone. */
export function ownerOf(name: string): string | null {
  return /^(&\w.*)(?:->|\.)\w+$/.exec(name)?.[1] ?? null;
}
