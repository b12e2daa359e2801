// SPDX-License-Identifier: GPL-2.0-only
/**
 * Huge pages that are mapped by a frame which was worked out from where the fault is, and not from where the huge page begins:
 * `pfn = foo->pfn + vmf->pgoff; vmf_insert_pfn_pmd(vmf, pfn, write);`. Told by its graph, without values.
 */
import { type Called, calledAt, callsIn, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Pure } from '../../cfg/cfg.ts';
import { isPlace } from '../../cfg/faultPlace.ts';
import { callBehind, factsOf } from '../../cfg/graphFacts.ts';
import { hugeFrameOf } from '../../cfg/reaches.ts';
import { hasPart } from '../../cfg/walk.ts';

export interface HugeFrame {
  /** Where the place of the fault is read. */
  from: Pure;
  call: Called;
}

const HUGE: ReadonlySet<string> = new Set([
  'vmf_insert_pfn_pmd',
  'vmf_insert_pfn_pud',
  'vmf_insert_pfn_pmd_prot',
  'vmf_insert_pfn_pud_prot',
]);

/** From an address or a number of a frame to the frame. */
const LEADS: ReadonlySet<string> = new Set(
  'phys_to_pfn_t __pfn_to_pfn_t pfn_to_pfn_t __phys_to_pfn PHYS_PFN PFN_DOWN linear_page_index'.split(' '),
);

const SIZES: ReadonlySet<string> = new Set(['PMD_SIZE', 'PUD_SIZE', 'HPAGE_PMD_SIZE', 'HPAGE_PUD_SIZE']);

export function hugeFrames(graph: Graph): HugeFrame[] {
  const calls = callsIn(graph);
  const huge = calls.filter((i) => HUGE.has(nameOf(i)));
  // Who asks whether something is aligned may have refused what is not.
  if (graph.havoc || huge.length === 0 || asksAlignment(graph)) return [];
  return huge.flatMap((call) => {
    const frame = call.args[hugeFrameOf(call)];
    const from = frame === undefined ? null : unaligned(frame, graph);
    return from === null ? [] : [{ from, call: calledAt(call) }];
  });
}

function asksAlignment(graph: Graph): boolean {
  return graph.blocks.some(
    ({ end }) =>
      end.t === 'branch' &&
      hasPart(
        end.test,
        (part) =>
          (part.k === 'operator' && part.name.includes('ALIGN')) ||
          isAlignment(callBehind(part, graph)) ||
          (part.k === 'binary' &&
            (part.op === '%' ||
              (part.op === '&' && (part.left.k === 'name' || hasPart(part.left, isPlace))))),
      ),
  );
}

const isAlignment = (call: CallInstruction | undefined) =>
  call !== undefined &&
  (nameOf(call).toLowerCase().includes('align') || call.args.some((arg) => hasPart(arg, isPlace)));

/** The place of the fault in a sum that nothing rounds down. */
function unaligned(e: Pure, graph: Graph, depth = 0): Pure | null {
  if (depth > 8) return null;
  const go = (one: Pure) => unaligned(one, graph, depth + 1);
  if (isPlace(e)) return e;
  switch (e.k) {
    case 'name': {
      // Who has its address may round it down: `fits(vmf, PMD_SIZE, &pfn)`.
      if (factsOf(graph).liveness.addressTaken.has(e.name)) return null;
      const values = factsOf(graph).storesTo(e.name);
      return values.length === 1 && values[0] ? go(values[0]) : null;
    }
    case 'temp': {
      const call = callBehind(e, graph);
      if (call === undefined) return null;
      // What is told how large it is begins there.
      const isSized = call.args.some((arg) => isSize(arg, graph));
      return LEADS.has(nameOf(call)) || isSized ? first(call.args.map(go)) : null;
    }
    case 'operator':
      return LEADS.has(e.name) ? first(e.operands.map(go)) : null;
    case 'binary': {
      if (e.op === '+') return first([go(e.left), go(e.right)]);
      const isPlain = e.op === '-' && !hasPart(e.right, (part) => part.k !== 'name' && part.k !== 'member');
      const isPages =
        (e.op === '>>' || e.op === '<<') && e.right.k === 'name' && e.right.name === 'PAGE_SHIFT';
      return isPlain || isPages ? go(e.left) : null;
    }
    default:
      return null;
  }
}

function isSize(e: Pure, graph: Graph): boolean {
  if (e.k !== 'name') return false;
  if (SIZES.has(e.name)) return true;
  const values = factsOf(graph).storesTo(e.name);
  return values.length === 1 && values[0]?.k === 'name' && SIZES.has(values[0].name);
}

const first = (all: (Pure | null)[]): Pure | null => all.find((one) => one !== null) ?? null;
