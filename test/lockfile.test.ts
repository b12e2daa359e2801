// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import lock from '../package-lock.json';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const packages = lock.packages as Record<string, Locked>;

test('names no download address', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('holds the hash of every package', () => {
  expect(Object.keys(packages).filter((path) => path !== '' && !packages[path]?.integrity)).toEqual([]);
});

test('holds the packages of every platform, without which "npm ci" refuses it', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
