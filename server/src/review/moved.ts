// SPDX-License-Identifier: GPL-2.0-only
/** Whether code that a finding is about went into another function, or came back from one. */
import type { Finding } from '../findings/finding.ts';
import { plainLine } from './lines.ts';

/** Returns what must be equal of a finding and of the same one in another function: its code and what it says. */
export function tracesOf(finding: Finding): { code: string; fault: string } {
  const line = plainLine(finding.place);
  return { code: withoutOwners(line, true), fault: faultOf(finding, line) };
}

/** What is wrong, whoever does it: a helper does it for the handler, and names what it is handed as it likes. */
export function faultOf(finding: Finding, line = plainLine(finding.place)): string {
  const names = new Set([...line.matchAll(/\b[a-z_]\w*\b(?!\s*\()/g)].map(([name]) => name));
  const { fault } = finding.says;
  const own = finding.function ?? '';
  return withoutOwners(
    fault
      .replace(/^(?:\w+ (?:handler|function) )?(\w+)\(\)/, (all, name) => (name === own ? 'it' : all))
      .replace(/ in \w+\(\)(?= (?:is|are|may)\b)/, '')
      .replaceAll(`${own}()`, 'it'),
    false,
  ).replace(/[\w.]+/g, (word) => (names.has(word) ? '_' : word));
}

/** What a handler hands a callee it no longer names in its own terms. */
const HANDED = /the page that \w+\(\) is handed/;

/** Whether two findings say the same, one of them of what a callee is handed. */
export function isSameOfHanded(one: Finding, other: Finding): boolean {
  const [first, second] = [one.says.fault, other.says.fault];
  const says = (text: string, handed: string) => {
    const [before, after, ...rest] = handed.split(HANDED);
    return rest.length === 0 && after !== undefined && text.startsWith(before ?? '') && text.endsWith(after);
  };
  return says(first, second) || says(second, first);
}

/** `vmf->vma->vm_flags` is `.vm_flags`, and in code a name that is handed over is any name. */
function withoutOwners(text: string, isCode: boolean): string {
  const members = text.replace(/(?:\b\w+(?:->|\.(?=[A-Za-z_])))+(\w+)/g, '.$1');
  return isCode ? members.replace(/(?<![.\w])(?!return\b)[a-z_]\w*\b(?!\s*\()/g, '_') : members;
}
