// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import { inferRelease } from '../../server/src/contracts/infer.ts';
import { prototypeOf } from '../../server/src/contracts/prototype.ts';
import { formatRelease } from '../../server/src/contracts/release.ts';

const handler = (op: string, returns: string, parameters: string) => ({
  op,
  prototype: prototypeOf(returns, parameters),
});
const VMA = 'struct vm_area_struct *vma';
const VMF = 'struct vm_fault *vmf';
const infer = (handlers: Parameters<typeof inferRelease>[0], names: string[] = []) => {
  const { release, first, last, explanation } = inferRelease(handlers, names);
  return [formatRelease(release), `${formatRelease(first)}–${formatRelease(last)}`, explanation];
};

describe('inferRelease', () => {
  it('takes the newest when nothing says which', () => {
    expect(infer([])).toEqual(['7.1', '2.6.12–7.1', 'release 7.1 assumed: nothing says which']);
    expect(infer([handler('open', 'void', VMA)], ['printk'])).toEqual([
      '7.1',
      '2.6.12–7.1',
      'release 7.1 assumed: nothing says which',
    ]);
    expect(infer([{ op: 'no_such_op', prototype: null }])[0]).toBe('7.1');
  });

  it.each([
    ['int', `${VMA}, ${VMF}`, '4.10', '2.6.23–4.10'],
    ['int', VMF, '4.16', '4.11–4.16'],
    ['vm_fault_t', VMF, '7.1', '4.17–7.1'],
  ])('fault: %s (%s)', (returns, parameters, release, range) =>
    expect(infer([handler('fault', returns, parameters)])).toEqual([
      release,
      range,
      `release ${range} inferred from fault handlers' prototypes`,
    ]),
  );

  it('narrows with every handler', () => {
    const fault = handler('fault', 'int', `${VMA}, ${VMF}`);
    expect(infer([fault, handler('page_mkwrite', 'int', `${VMA}, struct page *page`)])[1]).toBe(
      '2.6.23–2.6.29',
    );
    expect(
      infer([fault, handler('map_pages', 'void', 'struct fault_env *fe, pgoff_t a, pgoff_t b')])[1],
    ).toBe('4.8–4.9');
    expect(infer([handler('huge_fault', 'vm_fault_t', `${VMF}, enum page_entry_size size`)])[1]).toBe(
      '4.17–6.5',
    );
    expect(infer([handler('huge_fault', 'vm_fault_t', `${VMF}, unsigned int order`)])[1]).toBe('6.6–7.1');
    expect(infer([handler('mremap', 'int', `${VMA}, unsigned long flags`)])[1]).toBe('5.11–5.12');
  });

  it('finds where int and vm_fault_t mix', () =>
    expect(infer([handler('fault', 'vm_fault_t', VMF), handler('page_mkwrite', 'int', VMF)])[1]).toBe(
      '4.17–5.0',
    ));

  it('looks at the ops in use', () => {
    expect(infer([{ op: 'pfn_mkwrite', prototype: null }])).toEqual([
      '7.1',
      '4.1–7.1',
      'release 4.1–7.1 inferred from the ops in use',
    ]);
    expect(infer([{ op: 'nopage', prototype: null }])[1]).toBe('2.6.12–2.6.25');
    expect(infer([handler('fault', 'vm_fault_t', VMF), { op: 'split', prototype: null }])[1]).toBe(
      '4.17–5.10',
    );
  });

  it('looks at names last', () => {
    expect(infer([], ['vm_insert_pfn'])[1]).toBe('2.6.21–4.19');
    expect(infer([], ['VM_FAULT_COMPLETED', 'vmf_insert_pfn_prot'])[1]).toBe('6.0–7.1');
    expect(infer([], ['FAULT_FLAG_NONLINEAR'])[1]).toBe('2.6.23–3.19');
    expect(infer([], ['VM_RESERVED', 'VM_IO'])[1]).toBe('2.6.12–3.6');
    expect(infer([handler('fault', 'vm_fault_t', VMF)], ['vma->vm_flags ='])[1]).toBe('4.17–6.2');
    expect(infer([], ['PAGE_CACHE_SIZE', 'VM_DONTDUMP'])[1]).toBe('3.7–4.5');
    expect(infer([handler('fault', 'vm_fault_t', VMF)], ['vm_flags_set'])).toEqual([
      '7.1',
      '6.3–7.1',
      "release 6.3–7.1 inferred from fault handlers' prototypes and the names in use",
    ]);
  });

  it('answers for code with arms for several releases, the newest of the best', () => {
    const arms = [
      handler('fault', 'int', `${VMA}, ${VMF}`),
      handler('fault', 'int', VMF),
      handler('fault', 'vm_fault_t', VMF),
    ];
    expect(infer(arms, ['vm_flags_set'])[0]).toBe('5.0');
    expect(infer([handler('fault', 'long', 'int x')])[0]).toBe('7.1');
  });
});
