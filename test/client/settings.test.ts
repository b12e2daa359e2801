// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { isKernelC } from '../../client/src/kernelC.ts';
import { absoluteTree, lintOptions } from '../../client/src/settings.ts';

test('settings as options of the command', () => {
  const settings = {
    kernel: '6.12',
    tree: '/linux',
    contract: 'core',
    rules: { 'missing-access': 'off' },
    exclude: ['drivers/staging/', '!drivers/staging/media/'],
    scope: 'workspace',
  };
  expect(lintOptions(settings)).toEqual([
    '--kernel=6.12',
    '--tree=/linux',
    '--contract=core',
    '--rule=missing-access=off',
    '--exclude=drivers/staging/',
    '--exclude=!drivers/staging/media/',
  ]);
});

test('settings that are left alone, or wrong, are no options', () => {
  expect(lintOptions({ kernel: '', tree: '', contract: null, rules: {}, exclude: [] })).toEqual([]);
  expect(lintOptions({ kernel: 6.12, rules: { 'missing-access': 1 }, exclude: 'drivers' })).toEqual([]);
});

test('a relative tree starts at the workspace folder', () => {
  expect(absoluteTree({ tree: '../linux' }, '/home/u/module')).toEqual({ tree: '/home/u/linux' });
  expect(absoluteTree({ tree: '/linux' }, '/home/u/module')).toEqual({ tree: '/linux' });
  expect(absoluteTree({ tree: '' }, '/home/u/module')).toEqual({ tree: '' });
  expect(absoluteTree({ tree: '../linux' }, undefined)).toEqual({ tree: '../linux' });
});

test.each([
  ['#include <linux/mm.h>', true],
  ['/* A driver. */\n#  include <drm/drm_gem.h>', true],
  ['static const struct vm_operations_struct foo_ops;', true],
  ['#include <stdio.h>\nint main(void) { return 0; }', false],
  ['// #include of <linux/mm.h> is for the kernel', false],
  ['#include "mylinux/mm.h"', false],
  ['', false],
])('kernel C: %j', (text, is) => {
  expect(isKernelC(text)).toBe(is);
});
