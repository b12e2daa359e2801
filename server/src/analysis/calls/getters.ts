// SPDX-License-Identifier: GPL-2.0-only
/** Calls that only name an object through another: the same argument always gives the same object. */
import { bodyOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { remembered } from '../../text/remembered.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';

/** The object around or behind the one that is handed in, and nothing else: `container_of()`, a field, a cast. */
const BODY =
  /\{\s*return\s+(?:\([^()]*\*\s*\)\s*)?(?:&?\w+(?:->|\.)[\w.>-]+|(?:container_of(?:_const)?|list_entry)\s*\([^;{}]*\))\s*;\s*\}\s*$/;

/** File systems call the macro for this `FOO_I()` and `FOO_SB()`, drivers `to_foo()`. */
const MACRO = /^[A-Z][A-Z0-9]+_(?:I_)?(?:I|SB)$|^to_[a-z]\w*$/;

/** Whether a function does nothing but name an object through another. */
export const isGetterBody = remembered((definition: FunctionDefinition): boolean =>
  BODY.test(bodyOf(definition)),
);

const known = new WeakMap<CallInstruction, boolean>();

/** Whether the function `name` is such a one in every definition that the call may mean. */
export function isGetter(name: string, i: CallInstruction, x: Frame): boolean {
  let is = known.get(i);
  if (is === undefined) {
    const definitions = x.context.program.lookup(name, x.file);
    is = definitions.length > 0 ? definitions.every(isGetterBody) : MACRO.test(name);
    known.set(i, is);
  }
  return is;
}
