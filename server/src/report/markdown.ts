// SPDX-License-Identifier: GPL-2.0-only
/** Markdown for a terminal: the small part of it that the rule pages use. */
import type { Colors } from 'picocolors/types';

/** Returns the page without markup: headings bold, code indented, `code` and links readable. */
export function markdownForTerminal(page: string, colors: Colors): string {
  let inCode = false;
  const lines: string[] = [];
  for (const line of page.split('\n')) {
    if (line.startsWith('```')) {
      inCode = !inCode;
    } else if (inCode) {
      lines.push(line === '' ? '' : `    ${line}`);
    } else {
      const heading = /^#+ (.*)$/.exec(line);
      lines.push(heading ? colors.bold(inline(heading[1] as string, colors)) : inline(line, colors));
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function inline(text: string, colors: Colors): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replace(/\*\*([^*]+)\*\*/g, (_, words: string) => colors.bold(words))
    .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, '$1')
    .replace(/`([^`]+)`/g, (_, code: string) => colors.cyan(code));
}
