// SPDX-License-Identifier: GPL-2.0-only
/** Where the users of a changed function are looked for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportsOf, homeOf } from '../../server/src/review/reach/home.ts';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

test.each([
  ['fs/ext4/inode.c', 'fs/ext4'],
  ['fs/inode.c', 'fs'],
  ['mm/damon/core.c', 'mm'],
  ['drivers/gpu/drm/i915/gem/mman.c', 'drivers/gpu/drm/i915'],
  ['drivers/gpu/drm/drm_gem.c', 'drivers/gpu'],
  ['drivers/usb/core/devio.c', 'drivers/usb'],
  ['arch/x86/mm/fault.c', 'arch/x86'],
  ['arch/x86/include/asm/vmx.h', ''],
  ['include/linux/mm.h', ''],
  ['main.c', ''],
])('%s: below "%s"', (path, home) => {
  expect(homeOf(path, 'aid', exportsOf('int aid(void)\n{\n}\n'))).toBe(home);
});

test.each(['EXPORT_SYMBOL(aid);', 'EXPORT_SYMBOL_GPL( aid );', 'EXPORT_SYMBOL_NS_GPL(aid, "NS");'])(
  '%s: anywhere',
  (line) => {
    expect(homeOf('fs/ext4/inode.c', 'aid', exportsOf(`int aid(void)\n{\n}\n${line}\n`))).toBe('');
    expect(homeOf('fs/ext4/inode.c', 'ai', exportsOf(`${line}\n`))).toBe('fs/ext4');
  },
);

describe('a helper of another folder', () => {
  const handler = [
    '#include <linux/mm.h>',
    '',
    'extern vm_fault_t aid_fault(void);',
    '',
    'static vm_fault_t aided_fault(struct vm_fault *vmf)',
    '{',
    '\treturn aid_fault();',
    '}',
    '',
    'static const struct vm_operations_struct aided_vm_ops = {',
    '\t.fault = aided_fault,',
    '};',
    '',
  ].join('\n');
  const helper = 'vm_fault_t aid_fault(void)\n{\n\treturn VM_FAULT_NOPAGE;\n}\n';
  const AIDED = 'drivers/frame/aided.c';
  const AID = 'fs/aid/aid.c';

  function introducedBy(more: Record<string, string>, { exported = '', drivers = 60 } = {}) {
    const repository = new SampleRepository();
    // A small tree is searched as a whole.
    for (let at = 0; at < drivers; at++) mkdirSync(join(repository.root, `drivers/driver${at}`));
    const files = { [AID]: `${helper}${exported}`, [AIDED]: handler, ...more };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(repository.root, path)), { recursive: true });
      writeFileSync(join(repository.root, path), text);
    }
    repository.commit('aid: a helper');
    repository.edit(AID, 'return VM_FAULT_NOPAGE;', 'return -EIO;');
    const { stdout } = vmops(['lint', '--diff', '--format', 'json'], { cwd: repository.root });
    return JSON.parse(stdout).findings.map(({ rule, file }: { rule: string; file: string }) => [rule, file]);
  }

  test('that is exported is followed', () => {
    expect(introducedBy({}, { exported: 'EXPORT_SYMBOL_GPL(aid_fault);\n' })).toEqual([
      ['errno-as-vm-fault', AID],
    ]);
  });

  test('that a header for all declares is followed', () => {
    expect(introducedBy({ 'include/linux/aid.h': 'vm_fault_t aid_fault(void);\n' })).toEqual([
      ['errno-as-vm-fault', AID],
    ]);
    expect(introducedBy({ 'arch/x86/include/asm/aid.h': 'vm_fault_t aid_fault(void);\n' })).toEqual([
      ['errno-as-vm-fault', AID],
    ]);
  });

  test('that is its module’s own is looked for elsewhere in small trees alone', () => {
    const own = { 'fs/aid/aid.h': 'vm_fault_t aid_fault(void);\n' };
    expect(introducedBy(own)).toEqual([]);
    expect(introducedBy(own, { drivers: 0 })).toEqual([['errno-as-vm-fault', AID]]);
  });
});
