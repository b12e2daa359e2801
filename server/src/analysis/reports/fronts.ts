// SPDX-License-Identifier: GPL-2.0-only
/** Where a function that maps is called from, and what was checked before it is called. */
import { type EntryContract, entryContract } from '../../contracts/mappingEntries.ts';
import type { Release } from '../../contracts/model.ts';
import { type EntryOf, entriesOf } from '../../facts/mappings/entryIndex.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Graph } from '../cfg/cfg.ts';
import type { AnalysisContext } from '../engine/context.ts';
import { structOf } from '../models/entryStructs.ts';
import type { EntryPoint } from './model/mappings.ts';

/** What the caller has held against the object: offset and length, the length alone, nothing; or that is unknown. */
export type Front = 'all' | 'length' | 'nothing' | 'unknown';

/** Returns the places that name the function, with what is promised of each. */
export function entryPoints(
  definition: FunctionDefinition,
  graph: Graph,
  { program, kernel }: AnalysisContext,
): { point: EntryPoint; of: EntryOf }[] {
  return entriesOf(definition, program).map((of) => {
    const { entry } = of;
    const contract = entry.member === null ? undefined : contractOf(entry, graph, kernel.release);
    const point: EntryPoint = {
      struct: entry.struct,
      member: entry.member,
      object: entry.object,
      place: entry.place,
      contract,
      asksFirst: (contract?.asksFirst ?? []).some((member) => entry.beside.has(member)),
    };
    return { point, of };
  });
}

function contractOf(
  { struct, member }: EntryOf['entry'],
  graph: Graph,
  release: Release,
): EntryContract | undefined {
  if (member === null) return undefined;
  return entryContract(struct ?? structOf(graph.parameters.map(({ type }) => type)) ?? '', member, release);
}

/** What every caller has checked: as the entries promise, or as the function's parameters tell where none is known. */
export function frontOf(graph: Graph, entries: readonly EntryPoint[]): Front {
  const known = entries.map(({ contract }) => contract);
  if (known.length === 0) return frontByParameters(graph);
  let front: Front = 'all';
  for (const contract of known) {
    const own = contract === undefined ? frontByParameters(graph) : promised(contract);
    if (own === 'unknown') return 'unknown';
    if (own === 'nothing' || front === 'nothing') front = 'nothing';
    else if (own === 'length') front = 'length';
  }
  return front;
}

function promised({ bounds = [] }: EntryContract): Front {
  if (bounds.includes('offset')) return 'all';
  return bounds.includes('length') ? 'length' : 'nothing';
}

/** A function that nothing names, or a struct of the driver's own: as the subsystem whose object it is handed. */
function frontByParameters(graph: Graph): Front {
  const others = graph.parameters.filter(({ type }) => !/\bvm_area_(?:struct|desc)\b/.test(type));
  if (others.length === 0)
    return graph.parameters.length === 1 && /vm_area_desc/.test(graph.parameters[0]?.type ?? '')
      ? 'nothing'
      : 'unknown';
  const type = others[0]?.type ?? '';
  if (
    /^struct (?:drm_gem_object|dma_buf|vb2_buffer|snd_pcm_substream|uio_info|clcd_fb) \*$|^void \*$/.test(
      type,
    )
  )
    return 'all';
  if (others.some((one) => /^(?:const )?struct bin_attribute \*$/.test(one.type))) return 'unknown';
  return /^struct (?:file|vfio_device|fb_info|socket|ib_ucontext|snd_hwdep|snd_info_entry) \*$/.test(type)
    ? 'nothing'
    : 'unknown';
}
