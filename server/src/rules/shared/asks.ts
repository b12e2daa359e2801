// SPDX-License-Identifier: GPL-2.0-only
/** Questions about a finding that several rules, or several findings of one, ask alike. */
import type { Ask, Remedy } from '../../findings/says.ts';

/** Of what a function that maps has taken and keeps where it fails, or may fail. */
export function whoGivesBack(by: string, when: 'when' | 'if'): Ask {
  return {
    question: `Who gives back what ${by} took, ${when} {who} fails {here}?`,
    consequence: 'Core does not call close after a failed mmap, so this error path leaks it.',
  };
}

/** Of what close gives back and nothing takes for a copy of the VMA. */
export function whoTakes(close: string): Ask {
  return { question: `Who takes what ${close}() gives back, when the VMA is copied?` };
}

/** Of an open handler that fails. */
export const IN_THE_COPY: Ask = {
  question: 'What is in vm_private_data of the copy when {who} fails?',
  tellsFault: true,
};

/** The entry of an open for a table that has a close alone. */
export function openEntry(close: string): Remedy {
  return { code: [`.open = ${close.replace('close', 'open')},`] };
}

/** A question that does not name the fault, which the reply then tells. */
export const asked = (question: string): Ask => ({ question, tellsFault: true });
