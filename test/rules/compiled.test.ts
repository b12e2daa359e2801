// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { mayBeCompiled } from '../../server/src/rules/shared/compiled.ts';

const compiled = (condition: string, release: string, taken = true) =>
  mayBeCompiled([{ condition, taken }], parseRelease(release) as Release);

test.each([
  ['LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0)', true, false],
  ['LINUX_VERSION_CODE < KERNEL_VERSION(4,11,0)', false, true],
  ['KERNEL_VERSION(4, 11, 0) <= LINUX_VERSION_CODE', true, false],
  ['LINUX_VERSION_CODE > KERNEL_VERSION(6, 12, 0)', false, false],
  ['LINUX_VERSION_CODE == KERNEL_VERSION(6, 12, 0)', true, false],
  ['!(LINUX_VERSION_CODE < KERNEL_VERSION(4,11,0))', true, false],
  ['LINUX_VERSION_CODE >= KERNEL_VERSION(4,0,0) && LINUX_VERSION_CODE < KERNEL_VERSION(5,0,0)', false, true],
  ['LINUX_VERSION_CODE < KERNEL_VERSION(4,0,0) || LINUX_VERSION_CODE >= KERNEL_VERSION(6,0,0)', true, false],
  ['defined(CONFIG_FOO) && LINUX_VERSION_CODE >= KERNEL_VERSION(5,0,0)', true, false],
])('%s is compiled in 6.12: %s, in 4.9: %s', (condition, newer, older) => {
  expect(compiled(condition, '6.12')).toBe(newer);
  expect(compiled(condition, '4.9')).toBe(older);
});

test('the other arm is compiled where the first is not', () => {
  expect(compiled('LINUX_VERSION_CODE >= KERNEL_VERSION(4,11,0)', '6.12', false)).toBe(false);
  expect(compiled('LINUX_VERSION_CODE >= KERNEL_VERSION(4,11,0)', '4.9', false)).toBe(true);
});

test.each([
  'defined(CONFIG_FOO)',
  'LINUX_VERSION_CODE < KERNEL_VERSION(4,11,0) || defined(CONFIG_FOO)',
  'RHEL_RELEASE_CODE >= RHEL_RELEASE_VERSION(8,4) || LINUX_VERSION_CODE < KERNEL_VERSION(4,11,0)',
  'LINUX_VERSION_CODE < FOO_VERSION',
  'LINUX_VERSION_CODE <',
  'LINUX_VERSION_CODE >= KERNEL_VERSION(6,12,40)',
])('%s may hold or not', (condition) => {
  expect(compiled(condition, '6.12')).toBe(true);
  expect(compiled(condition, '6.12', false)).toBe(true);
});

test('a patch level decides where the release has one', () => {
  expect(compiled('LINUX_VERSION_CODE >= KERNEL_VERSION(6,12,40)', '6.12.39')).toBe(false);
  expect(compiled('LINUX_VERSION_CODE >= KERNEL_VERSION(6,12,40)', '6.12.40')).toBe(true);
});
