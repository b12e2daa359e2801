// SPDX-License-Identifier: GPL-2.0-only
/** Which calls of a function take something that has to be given back, told by what else is called. */
import type { FileFacts } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import { remembered } from '../../text/remembered.ts';
import type { Place } from '../../text/source.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { areOfTwoLoops } from '../cfg/reaches.ts';
import { helperFor } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { countedBy, giversOf, isReference } from '../models/countingCalls.ts';
import { type Undoing, undoneIn } from '../models/pairsOfFile.ts';
import { claimName } from './names.ts';
import {
  arePair,
  areTwins,
  handsOut,
  isManaged,
  libraryPair,
  mayBePair,
  mayHaveTwin,
  putsIn,
  saysGivesBack,
} from './pairs.ts';

export interface Taking {
  name: string;
  /** Where it hands out what it takes: as its result, by way of the argument at this index, or nowhere. */
  out: 'result' | 'status' | 'counted' | number;
  /** Whether what it returns may be a pointer. */
  isPointer: boolean;
  /** It hands out a number by way of an argument: a block of a disk, an offset. */
  isNumber: boolean;
  /** Why it is said to be given back: by the kernel's library, by the function itself, or elsewhere in the file. */
  why: 'library' | 'itself' | 'file';
  /** Where another function of the file gives back what it takes, of a call that hands nothing out. */
  elsewhere: { place: Place; by: string } | null;
  /** Of a reference, the calls of the function that surely give it back; null for all else. */
  givers: readonly string[] | null;
}

interface NamedCall {
  i: CallInstruction;
  name: string;
  /** The block that it stands in. */
  block: number;
}

type Takings = ReadonlyMap<CallInstruction, Taking>;

const NONE: Takings = new Map();
const COUNTED = {
  out: 'counted',
  isPointer: false,
  isNumber: false,
  why: 'itself',
  elsewhere: null,
} as const;
const known = new WeakMap<Graph, Takings>();

/** The calls of the function that is explored which take something. */
export function takingsOf(x: Frame): Takings {
  let found = known.get(x.graph);
  if (found === undefined) {
    found = find(x);
    known.set(x.graph, found);
  }
  return found;
}

function find(x: Frame): Takings {
  const calls: NamedCall[] = [];
  for (const [block, { instructions }] of x.graph.blocks.entries())
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name' && !x.graph.types.has(i.callee.name))
        calls.push({ i, name: i.callee.name, block });
  if (calls.length === 0) return NONE;
  const names = calls.map(({ name }) => name);
  const gives = calls.filter(({ name }) => saysGivesBack(name));
  const found = new Map<CallInstruction, Taking>();
  for (const call of calls) {
    const { i, name } = call;
    const givers = isReference(name) ? giversOf(name, names) : null;
    if (givers !== null && countedBy(i) !== null) {
      if (locks(name, x)) continue;
      found.set(i, { ...COUNTED, name, givers });
      continue;
    }
    // Counters are followed by their fields.
    if (
      isManaged(name) ||
      saysGivesBack(name) ||
      claimName(name)?.counter != null ||
      (TRIES.test(name) && (givers === null || i.args.length !== 1)) ||
      (locks(name, x) && !libraryPair(name)?.isPage)
    )
      continue;
    // An address may be kept in a number: `__get_free_page()`.
    const pair = libraryPair(name);
    const isAddress = pair !== undefined && !pair.changes && factsOf(x.graph).putTo.has(i.result);
    const out = isAddress ? 'result' : outOf(x, i);
    const why = whyOf(x, call, out, gives);
    if (why === null) continue;
    const elsewhere = why === 'file' && out === 'status' ? undoneElsewhere(x, name) : null;
    const isCount =
      x.givesAllBack && givers !== null && givers.length > 0 && (out === 'result' || i.args.length === 1);
    found.set(i, {
      name,
      out,
      isPointer: isAddress || mayBePointer(x, i),
      isNumber: typeof out === 'number' && pointerBehind(x, i.args[out]) === null,
      why,
      elsewhere,
      givers: isCount ? givers : null,
    });
  }
  return found.size > 0 ? found : NONE;
}

function whyOf(
  x: Frame,
  { i, name, block }: NamedCall,
  out: Taking['out'],
  gives: readonly NamedCall[],
): Taking['why'] | null {
  const library = libraryPair(name);
  if (library !== undefined) return out === (library.changes ? 'status' : 'result') ? 'library' : null;
  if (out === 'status') {
    const text = (e: Pure | undefined) => (e === undefined ? '' : x.text(e));
    const first = text(i.args[0]);
    if (!i.used || first === '' || (putsIn(name) && i.args.slice(1).some((arg) => isPointer(arg, x))))
      return null;
    const isUndone = gives.some(
      (one) =>
        mayBePair(name, one.name) &&
        text(one.i.args[0]) === first &&
        // Whether one loop takes back all the turns of another is a matter of numbers.
        !areOfTwoLoops(block, one.block, x.graph),
    );
    if (isUndone) return 'itself';
    return undoneElsewhere(x, name) ? 'file' : null;
  }
  const variable =
    out === 'result' ? variableOf(x, i) : pointerBehind(x, typeof out === 'number' ? i.args[out] : undefined);
  if (
    gives.some(
      (one) =>
        arePair(name, one.name) ||
        (variable !== null &&
          handsOut(name) &&
          one.i.args.some((arg) => arg.k === 'name' && arg.name === variable)),
    )
  )
    return 'itself';
  if (!mayHaveTwin(name) || (typeof out === 'number' && isBlock(x, i.args[out]))) return null;
  const facts = x.context.program.files.get(x.file.path);
  return facts !== undefined && givesIn(facts).some((one) => areTwins(name, one)) ? 'file' : null;
}

function undoneElsewhere(x: Frame, name: string): Undoing | null {
  const own = x.context.program.files.get(x.file.path);
  return own === undefined ? null : undoneIn(own, name, x.definition);
}

/** An object that the function has, and others may from now on: whether it has to go again is a matter of that object. */
const isPointer = (arg: Pure, { graph }: Frame): boolean =>
  arg.k === 'name' && (graph.types.get(arg.name) ?? '').endsWith('*');

/** A lock is followed as one. */
function locks(name: string, x: Frame): boolean {
  const helper = helperFor(name, x.file, x.context)?.helper;
  return helper?.outcomes.some(({ effects }) => effects.some(({ verb }) => verb === 'lock')) ?? false;
}

/** What it returns says otherwise whether it has taken something. */
const TRIES = /(?:^|_)try/;

const STATUS = /^(?:(?:signed |unsigned )?(?:int|long)|ssize_t|bool|vm_fault_t|s32|s64)$/;

function outOf(x: Frame, i: CallInstruction): Taking['out'] {
  const target = factsOf(x.graph).putTo.get(i.result);
  if (target !== undefined && target.k !== 'name') return 'result';
  if (target?.k === 'name' && !STATUS.test(x.graph.types.get(target.name) ?? 'int')) return 'result';
  const index = i.args.findIndex((arg) => {
    const name = nameBehind(arg);
    if (name === null) return false;
    const type = x.graph.types.get(name);
    return type !== undefined && !/^(?:const )?(?:struct|union) \w+$|\[/.test(type);
  });
  return index >= 0 ? index : 'status';
}

function mayBePointer(x: Frame, i: CallInstruction): boolean {
  const name = variableOf(x, i);
  return name === null || (x.graph.types.get(name)?.endsWith('*') ?? true);
}

/** The local variable whose address is handed over. */
function nameBehind(e: Pure | undefined): string | null {
  return e?.k === 'address' && e.of.k === 'name' ? e.of.name : null;
}

/** The same, of a pointer: a number may be of anything. */
function pointerBehind(x: Frame, e: Pure | undefined): string | null {
  const name = nameBehind(e);
  return name !== null && (x.graph.types.get(name) ?? '').endsWith('*') ? name : null;
}

/** A block of a disk: the journal, or the map of what is free, has it in hand until its transaction is over. */
function isBlock(x: Frame, e: Pure | undefined): boolean {
  const name = nameBehind(e);
  return name !== null && BLOCKS.has(x.graph.types.get(name) ?? '');
}

const BLOCKS: ReadonlySet<string> = new Set(['u64', '__u64', 'uint64_t', 'unsigned long long', 'sector_t']);

function variableOf(x: Frame, i: CallInstruction): string | null {
  const target = factsOf(x.graph).putTo.get(i.result);
  return target?.k === 'name' ? target.name : null;
}

/** The names of what functions of a file call that say that they give something back. */
const givesIn = remembered((facts: FileFacts): string[] =>
  [...new Set(facts.functions.flatMap(calledNames))].filter(saysGivesBack),
);
