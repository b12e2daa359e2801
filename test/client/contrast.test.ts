// SPDX-License-Identifier: GPL-2.0-only
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AA, colorOf, contrast, declared, hex, over, type Theme } from './contrast.ts';

const media = join(__dirname, '../../client/media');
const css = readFileSync(join(media, 'matrix.css'), 'utf8');

/** What VS Code 1.139 gives the variables that the matrix uses, by theme. `npm run test:editor` measures it on the screen. */
const LIGHT: Theme = {
  'editor-background': '#ffffff',
  'editorError-foreground': '#e51400',
  'editorWarning-foreground': '#bf8803',
  'editorInfo-foreground': '#0063d3',
  'testing-iconPassed': '#73c991',
  'list-errorForeground': '#b01011',
  'list-warningForeground': '#855f00',
};
const THEMES: Record<string, Theme> = {
  'Light (Visual Studio)': { ...LIGHT, foreground: '#616161', descriptionForeground: '#717171' },
  'Light Modern': { ...LIGHT, foreground: '#3b3b3b', descriptionForeground: '#3b3b3b' },
  'Light 2026': {
    ...LIGHT,
    foreground: '#202020',
    descriptionForeground: '#606060',
    'list-errorForeground': '#ad0707',
    'list-warningForeground': '#667309',
  },
  'Dark Modern': {
    'editor-background': '#1f1f1f',
    'editorError-foreground': '#f14c4c',
    'editorWarning-foreground': '#cca700',
    'editorInfo-foreground': '#59a4f9',
    'testing-iconPassed': '#73c991',
    'list-errorForeground': '#f88070',
    'list-warningForeground': '#cca700',
    foreground: '#cccccc',
    descriptionForeground: '#9d9d9d',
  },
};

describe.each(Object.entries(THEMES))('%s', (_name, theme) => {
  const background = hex(theme['editor-background'] as string);

  test.each([
    ['error', '.error .sign'],
    ['warning', '.warning .sign'],
    ['remark', '.remark .sign'],
    ['clean', 'td.clean .sign'],
    ['unchecked', 'td.unchecked .sign'],
  ])('the sign of a cell that is %s reaches AA on its ground', (state, selector) => {
    const ground = over(colorOf(declared(css, `td.${state}`, 'background'), theme), background);
    const sign = over(colorOf(declared(css, selector, 'color'), theme), ground);
    expect(contrast(sign, ground)).toBeGreaterThanOrEqual(AA.text);
    // In the filter and beside the name of a table it stands on the page itself.
    expect(
      contrast(over(colorOf(declared(css, selector, 'color'), theme), background), background),
    ).toBeGreaterThanOrEqual(AA.text);
  });

  test.each(['.path', '#detail', 'body', 'p'])('the text of %s reaches AA', (selector) => {
    const color = colorOf(declared(css, selector, 'color'), theme);
    expect(contrast(over(color, background), background)).toBeGreaterThanOrEqual(AA.text);
  });
});

describe('marks of changed handlers', () => {
  const files = readdirSync(join(media, 'marks'));

  test('each state has a sign for light and for dark themes', () => {
    const states = ['changed', 'clean', 'error', 'remark', 'warning'];
    expect(files.toSorted()).toEqual(states.flatMap((state) => [`${state}-dark.svg`, `${state}-light.svg`]));
  });

  test.each(files)('%s stands out from the margin, and says what it means', (name) => {
    const svg = readFileSync(join(media, 'marks', name), 'utf8');
    const fill = /fill="(#[0-9a-f]{6})"/.exec(svg)?.[1] ?? '#808080';
    const ground = hex(name.endsWith('-light.svg') ? '#ffffff' : '#1f1f1f');
    expect(contrast(hex(fill), ground)).toBeGreaterThanOrEqual(AA.text);
    expect(/<title>(\w+)<\/title>/.exec(svg)?.[1]).toBe(name.split('-')[0]);
  });
});

test('contrast is measured as WCAG defines it', () => {
  expect(contrast(hex('#000000'), hex('#ffffff'))).toBeCloseTo(21);
  expect(contrast(hex('#767676'), hex('#ffffff'))).toBeCloseTo(4.54, 2);
});
