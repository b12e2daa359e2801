// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { convertAtom, HelperTable, helpersFor, indexFiles } from '../../server/src/analysis/models/table.ts';
import { release, summary } from './render.ts';

const table = (at: string) => helpersFor(release(at));

describe('lookup', () => {
  test('by name; unknown names give nothing', () => {
    expect(table('6.12').get('mutex_lock')?.name).toBe('mutex_lock');
    expect(table('6.12').has('mutex_lock')).toBe(true);
    expect(table('6.12').get('xfs_ilock')).toBeUndefined();
    expect(table('6.12').has('xfs_ilock')).toBe(false);
    expect(table('6.12').get('constructor')).toBeUndefined();
  });
  test('an entry outside its releases is not used', () => {
    expect(table('3.19').has('xip_file_fault')).toBe(true);
    expect(table('4.0').has('xip_file_fault')).toBe(false);
  });
  test('the longest prefix, and an exact entry before any prefix', () => {
    const files = {
      'a.json': {
        helpers: [{ name: 'trace_stop', noreturn: true }],
        prefixes: [
          { prefix: 'trace_', neutral: true },
          { prefix: 'trace_slow_', neutral: true, sleeps: true },
        ],
      },
    };
    const own = new HelperTable(release('6.12'), indexFiles(files));
    expect(own.get('trace_stop')).toMatchObject({ noreturn: true, neutral: false });
    expect(own.get('trace_fault')).toMatchObject({ neutral: true, sleeps: null });
    expect(own.get('trace_slow_fault')).toMatchObject({ neutral: true, sleeps: true });
    expect(own.get('retrace_fault')).toBeUndefined();
  });
  test('a name whose entry ended does not fall back to a prefix', () => {
    const files = {
      'a.json': {
        helpers: [{ name: 'trace_old', until: '4.9' }],
        prefixes: [{ prefix: 'trace_', neutral: true }],
      },
    };
    expect(new HelperTable(release('4.10'), indexFiles(files)).get('trace_old')).toBeUndefined();
  });
  test('a broken entry is reported when it is asked for, with its file', () => {
    const files = { 'mine.json': { helpers: [{ name: 'f', outcomes: [{ do: ['eat page arg0'] }] }] } };
    const own = new HelperTable(release('6.12'), indexFiles(files));
    expect(own.get('g')).toBeUndefined();
    expect(() => own.get('f')).toThrow('mine.json: f: unknown verb "eat" in "eat page arg0"');
  });
});

describe('converters', () => {
  const convert = (name: string, at: string, atom: string) => {
    const { converts } = summary(name, at);
    return converts && convertAtom(converts, atom);
  };
  test('vmf_error makes SIGBUS of 0, and knows HWPOISON from 6.5', () => {
    expect(convert('vmf_error', '6.12', '-ENOMEM')).toEqual(['OOM']);
    expect(convert('vmf_error', '6.12', '0')).toEqual(['SIGBUS']);
    expect(convert('vmf_error', '6.12', '-EIO')).toEqual(['SIGBUS']);
    expect(convert('vmf_error', '6.4', '-EHWPOISON')).toEqual(['SIGBUS']);
    expect(convert('vmf_error', '6.5', '-EHWPOISON')).toEqual(['HWPOISON']);
  });
  test.each([
    ['block_page_mkwrite_return', '4.4'],
    ['vmf_fs_error', '6.6'],
  ])('%s is for page_mkwrite', (name, at) => {
    expect(convert(name, at, '0')).toEqual(['LOCKED']);
    expect(convert(name, at, '-EFAULT')).toEqual(['NOPAGE']);
    expect(convert(name, at, '-EAGAIN')).toEqual(['NOPAGE']);
    expect(convert(name, at, '-ENOMEM')).toEqual(['OOM']);
    expect(convert(name, at, '-ENOSPC')).toEqual(['SIGBUS']);
  });
  test('an unknown errno gives every error result but not the one for 0', () => {
    expect(convert('vmf_fs_error', '6.12', '-E?')?.sort()).toEqual(['NOPAGE', 'OOM', 'SIGBUS']);
    expect(convert('vmf_fs_error', '6.12', '?')?.sort()).toEqual(['LOCKED', 'NOPAGE', 'OOM', 'SIGBUS']);
  });
});

describe('gfp names', () => {
  test('what blocks', () => {
    const gfpBlocks = (name: string) => table('6.12').gfpBlocks(name);
    expect(['GFP_KERNEL', 'GFP_NOFS', 'GFP_NOIO', 'GFP_USER', 'GFP_TRANSHUGE'].map(gfpBlocks)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['GFP_ATOMIC', 'GFP_NOWAIT', 'GFP_TRANSHUGE_LIGHT', '__GFP_ZERO'].map(gfpBlocks)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(gfpBlocks('gfp_mask')).toBeNull();
  });
  test('the flag was renamed in 4.4', () => {
    expect(table('4.3').gfpBlocks('__GFP_WAIT')).toBe(true);
    expect(table('4.4').gfpBlocks('__GFP_WAIT')).toBeNull();
    expect(table('4.3').gfpBlocks('__GFP_DIRECT_RECLAIM')).toBeNull();
    expect(table('4.4').gfpBlocks('__GFP_DIRECT_RECLAIM')).toBe(true);
  });
});

describe('guard classes', () => {
  test('kind, sleep, argument, failure', () => {
    const guard = (name: string) => table('6.12').guard(name);
    expect(guard('mutex')).toEqual({ kind: 'mutex', sleeps: true, conditional: false });
    expect(guard('mutex_try')).toEqual({ kind: 'mutex', sleeps: false, conditional: true });
    expect(guard('mutex_intr')).toEqual({ kind: 'mutex', sleeps: true, conditional: true });
    expect(guard('spinlock_irqsave')).toEqual({
      kind: 'spinlock',
      sleeps: false,

      conditional: false,
    });
    expect(guard('rwsem_read')).toEqual({
      kind: 'rwsem-read',
      sleeps: true,

      conditional: false,
    });
    expect(guard('rcu')).toEqual({ kind: 'rcu', sleeps: false, conditional: false });
    expect(guard('drm_dev')).toBeUndefined();
  });
});
