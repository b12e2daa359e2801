// SPDX-License-Identifier: GPL-2.0-only
/** What a comparison of LINUX_VERSION_CODE says in a release: modules that live outside the tree ask for it. */
import type { Release } from './model.ts';

const TOKEN =
  /KERNEL_VERSION\s*\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)|LINUX_VERSION_CODE|&&|\|\||[<>=!]=|[<>!()]|\w+|[^\s\w]/g;

/** The truth of an `#if` condition in a release; null where it depends on more than LINUX_VERSION_CODE. */
export function versionCondition(condition: string, release: Release): boolean | null {
  if (!condition.includes('LINUX_VERSION_CODE')) return null;
  const tokens = condition.match(TOKEN) ?? [];
  let at = 0;
  const accept = (text: string) => tokens[at] === text && ++at > 0;

  const or = (): boolean | null => {
    let value = and();
    while (accept('||')) {
      const right = and();
      value = value === true || right === true ? true : value === null || right === null ? null : false;
    }
    return value;
  };
  const and = (): boolean | null => {
    let value = not();
    while (accept('&&')) {
      const right = not();
      value = value === false || right === false ? false : value === null || right === null ? null : true;
    }
    return value;
  };
  const not = (): boolean | null => {
    if (accept('!')) {
      const value = not();
      return value === null ? null : !value;
    }
    if (accept('(')) {
      const value = or();
      accept(')');
      return value;
    }
    return comparison();
  };
  const comparison = (): boolean | null => {
    const left = tokens[at++] ?? '';
    const operator = tokens[at] ?? '';
    if (!/^[<>=!]=$|^[<>]$/.test(operator)) {
      // A macro with arguments: skip them.
      if (accept('('))
        for (let depth = 1; depth > 0 && at < tokens.length; at++) depth += nesting(tokens[at]);
      return null;
    }
    at++;
    const right = tokens[at++] ?? '';
    const order = left === 'LINUX_VERSION_CODE' ? compareTo(right, release) : compareTo(left, release);
    if (order === null || (left === 'LINUX_VERSION_CODE') === (right === 'LINUX_VERSION_CODE')) return null;
    return holds(operator, left === 'LINUX_VERSION_CODE' ? order : -order);
  };

  const value = or();
  return at === tokens.length ? value : null;
}

function nesting(token: string | undefined): number {
  return token === '(' ? 1 : token === ')' ? -1 : 0;
}

/** Orders the release against `KERNEL_VERSION(a, b, c)`; null when the release is too vague, or the text is not one. */
function compareTo(text: string, release: Release): number | null {
  const numbers = /^KERNEL_VERSION\D+(\d+)\D+(\d+)\D+(\d+)/.exec(text)?.slice(1).map(Number);
  if (!numbers) return null;
  const [major, minor, patch] = numbers as [number, number, number];
  const order = release.major - major || release.minor - minor;
  // `--kernel 6.12` means any 6.12.y.
  if (order === 0 && release.patch === 0 && patch > 0) return null;
  return order || release.patch - patch;
}

function holds(operator: string, order: number): boolean {
  if (operator === '==') return order === 0;
  if (operator === '!=') return order !== 0;
  const strict = operator.startsWith('<') ? order < 0 : order > 0;
  return strict || (operator.length === 2 && order === 0);
}
