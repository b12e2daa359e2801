// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (name: string) => readFileSync(join(__dirname, '../../client/media', name), 'utf8');
const page = read('matrix.html');
const script = read('matrix.js');

test('the page loads its own style and script, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1];
  expect(policy).toBe("default-src 'none'; style-src {{source}}; script-src 'nonce-{{nonce}}'");
  expect([...page.matchAll(/\b(?:href|src)="([^"]*)"/g)].map(([, to]) => to)).toEqual([
    '{{style}}',
    '{{script}}',
  ]);
  expect(page.match(/<script\b[^>]*>/g)).toEqual([
    '<script type="module" nonce="{{nonce}}" src="{{script}}">',
  ]);
});

test('what it is sent becomes text, never markup', () => {
  expect(page).not.toMatch(/\s(?:style|on\w+)=/);
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
});

test('the elements that the script asks for are there', () => {
  const list = /\] = \[([^\]]*)\]\.map\(byId\)/.exec(script)?.[1] ?? '';
  const ids = [...list.matchAll(/'(\w+)'/g)].map(([, id]) => id);
  expect(ids).toHaveLength(9);
  expect(ids.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
});

test('every colour is of the theme', () => {
  const css = read('matrix.css').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  expect(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi)).toBeNull();
});
