// SPDX-License-Identifier: GPL-2.0-only
/** Status codes by name keep result and page together, whatever they are made of. */
import { describe, expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

interface Codes {
  /** What the module defines. */
  defines: string;
  /** The codes for a page that is locked and stored, for no room, and for no page. */
  codes: [string, string, string];
  /** The test of the handler that finds out that there is none. */
  failed: string;
}

const source = ({ defines, codes: [done, full, none], failed }: Codes) => `
${defines}
static int get(struct shelf *s, unsigned long at, struct page **out)
{
	struct page *page;

	if (at > s->room)
		return ${full};
	page = find_get_page(s->map, at);
	if (!page)
		return ${none};
	lock_page(page);
	*out = page;
	return ${done};
}
static vm_fault_t f(struct vm_fault *vmf)
{
	int rc = get(vmf->vma->vm_private_data, vmf->pgoff, &vmf->page);

	if (${failed})
		return VM_FAULT_SIGBUS;
	return VM_FAULT_LOCKED;
}
`;

const exits = (codes: Codes) =>
  dump(source(codes), 'f', 'fault').map((line) =>
    line.replace(/^line \d+: (.*?unlocked|.*?locked).*$/, '$1'),
  );

const SIGBUS = 'SIGBUS · page unset, unlocked';
const LOCKED = 'LOCKED · page set, locked';

describe.each<[string, Codes]>([
  [
    'enumerators',
    {
      defines: 'enum e { S_OK, S_FULL, S_NONE };',
      codes: ['S_OK', 'S_FULL', 'S_NONE'],
      failed: 'rc != S_OK',
    },
  ],
  [
    'bits',
    {
      defines: 'enum e { S_OK = 0x10, S_FULL = 1 << 5, S_NONE = BIT(6) };',
      codes: ['S_OK', 'S_FULL', 'S_NONE'],
      failed: 'rc & (S_FULL | S_NONE)',
    },
  ],
  [
    'errnos by other names',
    {
      defines: 'enum e { S_OK, S_FULL = -ENOSPC, S_NONE = -ENXIO };',
      codes: ['S_OK', 'S_FULL', 'S_NONE'],
      failed: 'rc < S_OK',
    },
  ],
  [
    'macros',
    {
      defines: '#define S_OK 0\n#define S_FULL BIT(3)\n#define S_NONE (S_FULL + 1)',
      codes: ['S_OK', 'S_FULL', 'S_NONE'],
      failed: 'rc >= S_FULL',
    },
  ],
  [
    'an enumerator that counts on from an arm',
    {
      defines: 'enum e {\n#ifdef CONFIG_SHELF\n\tS_FIRST,\n#endif\n\tS_OK, S_FULL, S_NONE };',
      codes: ['S_OK', 'S_FULL', 'S_NONE'],
      failed: 'rc != S_OK',
    },
  ],
  [
    'names that nothing in sight defines',
    { defines: '', codes: ['S_OK', 'S_FULL', 'S_NONE'], failed: 'rc != S_OK' },
  ],
  [
    'names of several families',
    { defines: '', codes: ['DONE', 'E_SHELF_FULL', 'NOTHING_THERE'], failed: '!(rc == DONE)' },
  ],
  ['names beside a plain 0', { defines: '', codes: ['0', 'E_SHELF_FULL', 'E_SHELF_NONE'], failed: 'rc' }],
])('%s', (_, codes) => {
  test('stay with the page that came with them', () => {
    expect(new Set(exits(codes))).toEqual(new Set([SIGBUS, LOCKED]));
  });

  test('and do when the test is the wrong way round', () => {
    const wrong = { ...codes, failed: `!(${codes.failed})` };
    expect(new Set(exits(wrong))).toEqual(
      new Set(['SIGBUS · page set, locked', 'LOCKED · page unset, unlocked']),
    );
  });
});

const ranges = (body: string) =>
  dump(`static vm_fault_t f(struct vm_fault *vmf) { int n = ${body} }`, 'f', 'fault').map((line) =>
    line.replace(/^line \d+: (.*?) · .*$/, '$1'),
  );

test('case 1 ... 3: is taken by what lies between', () => {
  const rest =
    'switch (n) { case 0: return VM_FAULT_OOM; case 1 ... 3: return VM_FAULT_SIGBUS; } return VM_FAULT_NOPAGE;';
  expect(ranges(`2; ${rest}`)).toEqual(['SIGBUS']);
  expect(ranges(`4; ${rest}`)).toEqual(['NOPAGE']);
  expect(ranges(`vmf->pgoff ? 0 : 3; ${rest}`)).toEqual(['OOM', 'SIGBUS']);
  expect(ranges(`vmf->pgoff; ${rest}`)).toEqual(['OOM', 'SIGBUS', 'NOPAGE']);
});
