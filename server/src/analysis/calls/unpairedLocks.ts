// SPDX-License-Identifier: GPL-2.0-only
/** What a function does to locks of which it has only one half, judged by the calls in its text. */

import { bodyOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { remembered } from '../../text/remembered.ts';

export interface Unpaired {
  /** It takes one that it does not give back, or the reverse. */
  any: boolean;
  /** It takes one that it gives back, too. */
  pairs: boolean;
  /** It takes one that lies in what it returns: its caller may get the object locked, however it pairs them inside. */
  inResult: boolean;
}

/** Reads the calls of a function once: the halves of a pair have the same argument. */
export const unpairedLocks = remembered((definition: FunctionDefinition): Unpaired => {
  const text = bodyOf(definition);
  const speaks = SPEAKS_OF_LOCKS.test(text);
  const taken = speaks ? argumentsOf(text, TAKES) : NONE;
  const released = speaks ? argumentsOf(text, RELEASES) : NONE;
  const open = [...released.keys()].filter((one) => !taken.has(one));
  return {
    pairs: [...released.keys()].some((one) => taken.has(one)),
    any: open.length > 0 || [...taken.keys()].some((one) => !released.has(one)),
    inResult: [...taken.keys()].some(
      (one) => isReturned(OBJECT.exec(one)?.[1], text) || isInReturned(one, text),
    ),
  };
});

/** It takes some lock, whether it gives that back or not. */
export function takesLocks(definition: FunctionDefinition): boolean {
  const { any, pairs } = unpairedLocks(definition);
  return any || pairs;
}

/** The object that a lock lies in: `&foo->lock`. */
const OBJECT = /^&(\w+)->/;

const isReturned = (variable: string | undefined, text: string) =>
  variable !== undefined && new RegExp(`\\breturn\\s+${variable}\\s*;`).test(text);

/** `ipc_lock_object(ipcp)` and `return container_of(ipcp, …)`: a function that locks an object, and the one around it. */
const isInReturned = (lock: string, text: string) =>
  IS_NAME.test(lock) &&
  new RegExp(`\\breturn\\s+(?:${lock}\\s*;|container_of\\(\\s*${lock}\\s*,)`).test(text);

const IS_NAME = /^[a-z_]\w*$/;

const NONE: ReadonlyMap<string, string> = new Map();

/** Most functions have no lock call at all. */
const SPEAKS_OF_LOCKS = /lock|down_|up_|sb_|_creds\b|sigprocmask/;
const TAKES =
  /\b(\w*lock(?!dep)\w*|down_(?:read|write)\w*|sb_start_\w+|\w*override_creds|sigprocmask(?=\s*\(\s*SIG_BLOCK))\s*\(\s*([^,;()]*(?:\([^()]*\))?)/g;
const RELEASES =
  /\b(\w*unlock\w*|up_(?:read|write)|sb_end_\w+|\w*revert_creds|sigprocmask(?=\s*\(\s*SIG_SETMASK))\s*\(\s*([^,;()]*(?:\([^()]*\))?)/g;

/** The first argument of each such call, with the last name that it was handed to. */
function argumentsOf(text: string, calls: RegExp): Map<string, string> {
  const result = new Map<string, string>();
  for (const [, name, argument] of text.matchAll(calls) as Iterable<[string, string, string]>)
    if (calls === RELEASES || !NO_TAKE.test(name))
      result.set(OF_TASK.test(name) ? '' : argument.replace(/\s+/g, ''), name);
  return result;
}

/** Each half is handed something else. */
const OF_TASK = /_creds$|^sigprocmask$/;

const NO_TAKE = /unlock|_init$|locked$|block/;
