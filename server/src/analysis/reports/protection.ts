// SPDX-License-Identifier: GPL-2.0-only
/** What the protection of a mapping says of the memory behind it. */
import type { Sym, Symbols } from '../state/symbols.ts';

/**
 * `device`: every access goes to the device by itself, as registers need it; `memory`: cached or write-combined;
 * `unknown`: no function that is known made the value.
 */
export type Protection = 'device' | 'memory' | 'unknown';

const DEVICE = new Set(['pgprot_noncached', 'pgprot_device', 'pgprot_noncached_wc']);

/** Reads it from what `vm_page_prot` holds; undefined for a field that was not written. */
export function protectionOf(value: Sym | undefined, symbols: Symbols): Protection {
  if (value === undefined) return 'memory';
  const shape = symbols.shape(value);
  if (shape.kind === 'initial') return 'memory';
  if (shape.kind !== 'pure') return 'unknown';
  if (DEVICE.has(shape.name)) return 'device';
  const inner = shape.operands[0];
  return inner === undefined ? 'unknown' : protectionOf(inner, symbols);
}
