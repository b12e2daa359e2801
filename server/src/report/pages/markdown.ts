// SPDX-License-Identifier: GPL-2.0-only
/** Small pieces of Markdown. */
import { printable } from '../../text/printable.ts';
import type { Place } from '../../text/source.ts';

/** How a page links to a place: with an address in an editor, as `file:line` in a terminal. */
export type Link = (place: Place, text?: string) => string;

/** Paragraphs with a blank line between; those that are empty are left out. */
export function paragraphs(parts: (string | null | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

export function codeBlock(text: string): string {
  return `\`\`\`c\n${text}\n\`\`\``;
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A bold heading with a list under it; empty when there is nothing to list. */
export function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${title}**\n\n${bullets(items)}`;
}

/** A link whose words mean nothing to Markdown, whatever is in them. */
export function link(text: string, address: string): string {
  const safe = address.replace(/[()\s<>]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `[${inert(text)}](${safe})`;
}

/** Text of others that Markdown shows as it is. */
export function inert(text: string): string {
  return printable(text).replace(/[\\`*[\]<>&]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

/** Source text of another document, as a quotation that Markdown leaves as it is. */
export function quotation(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line.trim().replace(/[\\`*[\]<]|(?<!\w)_|_(?!\w)/g, '\\$&')}`)
    .join('\n');
}

/** `file:line`, without an address. */
export const plainLink: Link = ({ file, start }, text) =>
  text ?? `${file.path}:${file.positionAt(start).line}`;
