// SPDX-License-Identifier: GPL-2.0-only

import { describe, expect, test } from 'vitest';
import { compileEntry } from '../../server/src/analysis/models/entry.ts';
import { parseCondition, parseEffect, parsePlace } from '../../server/src/analysis/models/verbs.ts';
import { inEra } from '../../server/src/contracts/release.ts';
import { release } from './render.ts';

const plain = { arrows: [], deref: false, address: false };
const arg0 = { root: 'arg', index: 0, fields: [], ...plain };

describe('places', () => {
  test('arguments, the result, fields by -> and .', () => {
    expect(parsePlace('arg0')).toEqual(arg0);
    expect(parsePlace('result')).toEqual({ root: 'result', index: -1, fields: [], ...plain });
    expect(parsePlace('arg1->base.resv')).toEqual({
      ...arg0,
      index: 1,
      fields: ['base', 'resv'],
      arrows: [true, false],
    });
  });
  test('* is behind the pointer, & is the field itself', () => {
    expect(parsePlace('*arg3')).toEqual({ ...arg0, index: 3, deref: true });
    expect(parsePlace('&arg0->i_rwsem')).toEqual({
      ...arg0,
      fields: ['i_rwsem'],
      arrows: [true],
      address: true,
    });
  });
  test.each(['', 'arg', 'vma->vm_mm', 'arg0->', 'arg0 ->x', '**arg0'])('"%s" is none', (text) => {
    expect(() => parsePlace(text)).toThrow(`not a place: "${text}"`);
  });
});

describe('effects', () => {
  test('each verb', () => {
    expect(parseEffect('set arg0')).toEqual({ verb: 'set', place: arg0 });
    expect(parseEffect('clear arg0')).toEqual({ verb: 'clear', place: arg0 });
    expect(parseEffect('havoc arg0')).toEqual({ verb: 'havoc', place: arg0 });
    expect(parseEffect('assign arg0 = arg1')).toEqual({
      verb: 'assign',
      place: arg0,
      from: { ...arg0, index: 1 },
    });
    expect(parseEffect('lock page arg0')).toEqual({ verb: 'lock', kind: 'page', place: arg0 });
    expect(parseEffect('unlock rwsem-read arg0')).toEqual({
      verb: 'unlock',
      kind: 'rwsem-read',
      place: arg0,
    });
    expect(parseEffect('check-truncation arg0')).toEqual({ verb: 'check-truncation', place: arg0 });
    expect(parseEffect('install')).toEqual({ verb: 'install' });
    expect(parseEffect('release mmap')).toEqual({ verb: 'release-mmap' });
    expect(parseEffect('dirty')).toEqual({ verb: 'dirty' });
    expect(parseEffect('time-update')).toEqual({ verb: 'time-update' });
  });
  test('VMA flags: set, clear, replace, unknown; by name or from arguments', () => {
    const names = { names: ['VM_IO', 'VM_PFNMAP'] };
    expect(parseEffect('vmflags + VM_IO|VM_PFNMAP arg0')).toEqual({
      verb: 'vm-flags',
      change: 'set',
      flags: names,
      vma: arg0,
    });
    expect(parseEffect('vmflags - VM_IO|VM_PFNMAP arg0')).toMatchObject({ change: 'clear', flags: names });
    expect(parseEffect('vmflags | VM_IO|VM_PFNMAP arg0')).toMatchObject({ change: 'maybe', flags: names });
    expect(parseEffect('vmflags ? VM_IO|VM_PFNMAP arg0')).toMatchObject({ change: 'unknown', flags: names });
    expect(parseEffect('vmflags = arg1 arg0')).toMatchObject({
      change: 'replace',
      flags: { argument: 1, rest: false },
    });
    expect(parseEffect('vmflags + args1 arg0')).toMatchObject({
      change: 'set',
      flags: { argument: 1, rest: true },
    });
  });
  test.each([
    ['grab page arg0', 'unknown verb "grab" in "grab page arg0"'],
    ['lock pages arg0', 'unknown lock kind "pages" in "lock pages arg0"'],
    ['lock page', '3 words expected in "lock page"'],
    ['install arg0', '1 words expected in "install arg0"'],
    ['release page', 'only "mmap" can be released, not "page"'],
    ['assign arg0 to arg1', '"=" expected in "assign arg0 to arg1"'],
    ['vmflags * VM_IO arg0', '"+", "-", "=", "|" or "?" expected after vmflags, not "*"'],
    ['vmflags + PFNMAP arg0', 'not VMA flags: "PFNMAP"'],
    ['set vmf->page', 'not a place: "vmf->page"'],
  ])('"%s" is refused', (text, message) => {
    expect(() => parseEffect(text)).toThrow(message);
  });
});

describe('conditions', () => {
  test('truth, equality, flags, and their negation', () => {
    expect(parseCondition('arg0')).toEqual({
      text: 'arg0',
      negated: false,
      place: arg0,
      test: 'true',
      value: '',
    });
    expect(parseCondition('!arg0 == PE_SIZE_PTE')).toEqual({
      text: '!arg0 == PE_SIZE_PTE',
      negated: true,
      place: arg0,
      test: 'equals',
      value: 'PE_SIZE_PTE',
    });
    expect(parseCondition('arg0->flags & FAULT_FLAG_WRITE')).toMatchObject({
      test: 'has',
      value: 'FAULT_FLAG_WRITE',
    });
  });
  test('anything else is refused', () => {
    expect(() => parseCondition('arg0 < 3')).toThrow('not a condition: "arg0 < 3"');
  });
});

describe('entries', () => {
  test('an error names the file and the helper', () => {
    expect(() =>
      compileEntry('locks.json', 'mutex_lock', { outcomes: [{ do: ['grab mutex arg0'] }] }),
    ).toThrow('locks.json: mutex_lock: unknown verb "grab" in "grab mutex arg0"');
    expect(() => compileEntry('a.json', 'f', { outcomes: [{ returns: ['eio'] }] })).toThrow(
      'a.json: f: not a value: "eio"',
    );
    expect(() => compileEntry('a.json', 'f', { sleeps: 'always' })).toThrow('a.json: f: sleeps is');
    expect(() => compileEntry('a.json', 'f', { insert: { family: 'pte', vma: 'arg0' } })).toThrow(
      'a.json: f: unknown insertion family "pte"',
    );
  });
  test('values are normalised', () => {
    const { outcomes } = compileEntry('a.json', 'f', {
      outcomes: [{ returns: ['null', 'RETRY|MAJOR', '-E?'] }],
    });
    expect(outcomes[0]?.returns).toEqual(['0', 'MAJOR|RETRY', '-E?']);
  });
  test('what is absent is unknown or false', () => {
    expect(compileEntry('a.json', 'f', {})).toEqual({
      name: 'f',
      outcomes: [],
      sleeps: null,
      pure: false,
      neutral: false,
      ownFirst: false,
      pageFrame: false,
      alias: null,
      converts: null,
      insert: null,
      userAccess: false,
      takesMmapLock: false,
      noreturn: false,
    });
  });
  test.each([
    ['6.5', '6.5', true],
    ['6.5', '6.5.13', true],
    ['6.5', '6.6', false],
    ['2.6.29', '2.6.29', true],
    ['2.6.29', '2.6.30', false],
    ['4.10', '4.9', true],
    ['4.10', '5.0', false],
  ])('until %s includes %s: %s', (until, at, inside) => {
    expect(inEra(release(at), { until })).toBe(inside);
  });
  test.each([
    ['4.10', '4.9.337', false],
    ['4.10', '4.10', true],
    ['2.6.37', '2.6.36', false],
    ['2.6.37', '3.0', true],
  ])('since %s includes %s: %s', (since, at, inside) => {
    expect(inEra(release(at), { since })).toBe(inside);
  });
});
