// SPDX-License-Identifier: GPL-2.0-only
/** Frames of vmalloc() memory that are counted on from: each of its pages has a frame of its own, anywhere. */
import type { CallInstruction, Pure } from '../../cfg/cfg.ts';
import { callBehind } from '../../cfg/graphFacts.ts';
import { hasName, hasPart } from '../../cfg/walk.ts';
import type { Frame } from '../../engine/frame.ts';
import { mapsWhere } from '../../models/memoryCalls.ts';
import type { State } from '../../state/state.ts';

const MAPS = mapsWhere(({ maps }) => maps === 'frame');

/** Reports a call that maps other frames than the one that was looked up. */
export function countOnFrames(x: Frame, i: CallInstruction, name: string, state: State): void {
  const maps = MAPS.get(name);
  const arg = maps && i.args[maps.argument];
  if (maps === undefined || arg === undefined) return;
  const frame = bare(x, storedIn(x, arg));
  const looked = lookedUp(x, frame) ?? (isLonger(x, i, maps.length) ? lookUp(x, frame) : null);
  if (looked === null) return;
  const place = x.place(i);
  const given = { by: `${looked}()`, place: x.place(arg) };
  x.events.wrongMemory(
    { callee: name, text: x.text(arg), place, kind: 'vmalloc', given, isBack: false },
    state,
  );
}

/** A frame without the flags that a pfn_t has beside it. */
function bare(x: Frame, e: Pure): Pure {
  const of = e.k === 'operator' && WITH_FLAGS.has(e.name) ? e.operands[0] : undefined;
  return of === undefined ? e : storedIn(x, of);
}

const WITH_FLAGS: ReadonlySet<string> = new Set(['pfn_to_pfn_t', '__pfn_to_pfn_t']);

/** What is looked up where something is added to it. */
function lookedUp(x: Frame, e: Pure): string | null {
  if (e.k !== 'binary' || e.op !== '+') return null;
  for (const [one, other] of [
    [e.left, e.right],
    [e.right, e.left],
  ] as const) {
    const name = lookUp(x, storedIn(x, one)) ?? lookedUp(x, one);
    if (name !== null && !(other.k === 'int' && other.value === 0)) return name;
  }
  return null;
}

/** The function that has looked the frame, or its page, up. */
function lookUp(x: Frame, e: Pure): string | null {
  const [name, of] = calledFor(x, e);
  if (name === 'vmalloc_to_pfn') return name;
  if (name !== 'page_to_pfn' || of === undefined) return null;
  const [inner] = calledFor(x, storedIn(x, of));
  return inner === 'vmalloc_to_page' ? inner : null;
}

/** The function that gives a value, and what it was asked about. */
function calledFor(x: Frame, e: Pure): [name: string | null, of: Pure | undefined] {
  if (e.k === 'operator') return [e.name, e.operands[0]];
  const call = callBehind(e, x.graph);
  return call?.callee.k === 'name' ? [call.callee.name, call.args[0]] : [null, undefined];
}

/** What a local has that is stored to once. */
function storedIn(x: Frame, e: Pure): Pure {
  if (e.k !== 'name' || !x.graph.types.has(e.name)) return e;
  const [only, ...others] = x.facts.storesTo(e.name);
  return only === undefined || others.length > 0 || only.k === 'name' ? e : only;
}

/** The whole mapping, and nothing asks whether that is one page. */
function isLonger(x: Frame, i: CallInstruction, at: number | undefined): boolean {
  const arg = at === undefined ? undefined : i.args[at];
  if (arg === undefined) return false;
  const length = storedIn(x, arg);
  const isField = (e: Pure, field: string) => e.k === 'member' && e.field === field;
  if (length.k !== 'binary' || length.op !== '-') return false;
  if (!isField(length.left, 'vm_end') || !isField(length.right, 'vm_start')) return false;
  return !x.graph.blocks.some(({ end }) => end.t === 'branch' && asksForPage(end.test));
}

const asksForPage = (test: Pure) =>
  hasName(test, 'PAGE_SIZE') ||
  hasPart(
    test,
    (part) =>
      (part.k === 'operator' && part.name === 'vma_pages') || (part.k === 'int' && part.value === 4096),
  );
