// SPDX-License-Identifier: GPL-2.0-only
/** Reads the pages of `docs/rules`. */
import { expect } from 'vitest';

export const HEADINGS = [
  'What it checks',
  'Why it matters at run time',
  'Wrong',
  'Right',
  'Releases',
  'Source',
  'When to suppress',
];

export interface Page {
  title: string;
  /** Level-two headings in order. */
  headings: string[];
  /** Text below each heading. */
  sections: Map<string, string>;
}

export function readPage(markdown: string): Page {
  const [head, ...parts] = markdown.split(/^## /m);
  const sections = parts.map((part): [string, string] => {
    const end = part.indexOf('\n');
    return [part.slice(0, end).trim(), part.slice(end).trim()];
  });
  return {
    title: /^# (.*)$/m.exec(head as string)?.[1] ?? '',
    headings: sections.map(([heading]) => heading),
    sections: new Map(sections),
  };
}

/** A page has its rule's name, and all headings with text below each. */
export function expectWhole(page: Page, id: string): void {
  expect(page.title).toBe(id);
  expect(page.headings).toEqual(HEADINGS);
  expect([...page.sections].filter(([, text]) => text === '')).toEqual([]);
}

/** The C examples of a section. */
export function examplesOf(page: Page, heading: string): string[] {
  const text = page.sections.get(heading) ?? '';
  return [...text.matchAll(/^```c\n([\s\S]*?)^```$/gm)].map((match) => match[1] as string);
}
