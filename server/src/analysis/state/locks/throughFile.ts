// SPDX-License-Identifier: GPL-2.0-only
/** Locks that a function which maps comes to by way of its file. */
import type { Frame } from '../../engine/frame.ts';
import { symbolText } from '../../reports/render.ts';
import type { LockEntry } from '../properties/locks.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';

/** As `vma->vm_file` the function that maps has the file that it is handed: a lock by way of one is that by way of the other. */
export function throughFile(x: Frame, { locks }: Pick<State, 'locks'>, sym: Sym): LockEntry | undefined {
  const { symbols } = x.context;
  const named = (type: string) => x.graph.parameters.filter((one) => one.type === type);
  const [files, vmas] = [named('struct file *'), named('struct vm_area_struct *')];
  const [file, vma] = [files[0]?.name, vmas[0]?.name];
  if (x.depth > 0 || files.length !== 1 || vmas.length !== 1 || locks.size === 0) return undefined;
  const way = symbolText(sym, symbols, x.graph);
  const own = way?.replace(`&${vma}->vm_file->`, `&${file}->`);
  if (own === undefined || own === way) return undefined;
  return [...locks.values()].find((one) => symbolText(one.sym, symbols, x.graph) === own);
}
