// SPDX-License-Identifier: GPL-2.0-only
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptPage } from '../../server/src/io/keptPages.ts';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'vmops-pages-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});

afterEach(() => {
  vi.unstubAllEnvs();
  chmodSync(cache, 0o755);
  rmSync(cache, { recursive: true, force: true });
});

const pages = () => readdirSync(join(cache, 'vmops/pages'));

test('a page is written whole, once, and again where somebody cut it', () => {
  const path = keptPage('fault-6.12', 'A page.\n') as string;
  expect(readFileSync(path, 'utf8')).toBe('A page.\n');
  expect(path).toMatch(/fault-6\.12-[0-9a-f]{12}\.md$/);
  expect(keptPage('fault-6.12', 'A page.\n')).toBe(path);
  expect(pages()).toHaveLength(1);
  writeFileSync(path, 'A pa');
  expect(keptPage('fault-6.12', 'A page.\n')).toBe(path);
  expect(readFileSync(path, 'utf8')).toBe('A page.\n');
  expect(keptPage('fault-6.12', 'Another page.\n')).not.toBe(path);
  expect(pages()).toHaveLength(2);
});

test('the pages that nobody asked for longest go', () => {
  const names = Array.from({ length: 256 }, (_, at) => keptPage(`op${at}`, 'text') as string);
  for (const [at, path] of names.entries()) utimesSync(path, 1000 + at, 1000 + at);
  // Asked for again: no longer the oldest.
  keptPage('op0', 'text');
  keptPage('new', 'text');
  expect(pages()).toHaveLength(256);
  expect(pages().some((name) => name.startsWith('op0-'))).toBe(true);
  expect(pages().some((name) => name.startsWith('op1-'))).toBe(false);
});

test('a folder that cannot be written gives none', () => {
  writeFileSync(join(cache, 'vmops'), 'a file');
  expect(keptPage('fault', 'text')).toBeNull();
  rmSync(join(cache, 'vmops'));
  mkdirSync(join(cache, 'vmops'));
  expect(keptPage('fault', 'text')).not.toBeNull();
});
