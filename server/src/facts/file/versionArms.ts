// SPDX-License-Identifier: GPL-2.0-only
/** Chooses the arms of `#if`s that a release decides, before anything else reads the text. */
import type { Release } from '../../contracts/model.ts';
import { NEWEST_RELEASE, OLDEST_RELEASE, parseRelease } from '../../contracts/release.ts';
import { versionCondition } from '../../contracts/versions.ts';
import { findDirectives } from '../../syntax/configure.ts';
import { type Directive, readCondition } from '../../syntax/items/directives.ts';
import { blank } from '../../syntax/words/skip.ts';

/** A chain of `#if … #elif … #else … #endif`. */
interface Frame {
  /** Nothing of the chain counts: it stands in an arm that was left out. */
  outerDead: boolean;
  /** An arm has been taken for sure: later ones are left out. */
  done: boolean;
  /** A directive of the chain was left in place, because its condition depends on more than the release. */
  kept: boolean;
}

/** A text, with its macros that stand for a release or for a comparison of releases. */
interface Source {
  text: string;
  macros: ReadonlyMap<string, string>;
}

/**
 * Returns the text with the arms blanked that a comparison of LINUX_VERSION_CODE rules out in a release, and the
 * directives that were decided. Of the same length, line ends in place. Arms under other conditions stay.
 */
export function chooseVersionArms(text: string, release: Release): string {
  if (!text.includes('LINUX_VERSION_CODE')) return text;
  const directives = findDirectives(text);
  const source = { text, macros: versionMacros(text, directives) };
  const pieces: string[] = [];
  const frames: Frame[] = [];
  let dead = false;
  let at = 0;
  for (const directive of directives) {
    const before = text.slice(at, directive.start);
    pieces.push(dead ? blank(before) : before);
    const line = text.slice(directive.start, directive.end);
    at = directive.end;
    const frame = frames.at(-1);
    if (/^if/.test(directive.name)) {
      const holds: boolean | null = dead ? false : decide(source, directive, release);
      frames.push({ outerDead: dead, done: holds === true, kept: holds === null });
      pieces.push(holds === null ? line : blank(line));
      dead = holds === false;
    } else if (/^(el|endif$)/.test(directive.name) && frame) {
      pieces.push(goOn(source, directive, line, frame, release));
      dead = frame.outerDead || (directive.name !== 'endif' && isDeadArm(source, directive, frame, release));
      if (directive.name === 'endif') frames.pop();
      else if (!dead && (directive.name === 'else' || decide(source, directive, release))) frame.done = true;
      else if (!dead) frame.kept = true;
    } else pieces.push(dead ? blank(line) : line);
  }
  const rest = text.slice(at);
  pieces.push(dead ? blank(rest) : rest);
  return pieces.join('');
}

const ENDS = [OLDEST_RELEASE, NEWEST_RELEASE].map((release) => parseRelease(release) as Release);

/**
 * Returns the text that is compiled for the oldest release and for the newest: what stands under a comparison of
 * releases says nothing of the release that the rest is for.
 */
export function withoutVersionArms(text: string): string {
  if (!text.includes('LINUX_VERSION_CODE')) return text;
  const [oldest = '', newest = ''] = ENDS.map((release) => chooseVersionArms(text, release));
  const lines = newest.split('\n');
  return oldest
    .split('\n')
    .map((line, at) => (line === lines[at] ? line : ''))
    .join('\n');
}

function isDeadArm(source: Source, directive: Directive, frame: Frame, release: Release): boolean {
  return frame.done || (directive.name !== 'else' && decide(source, directive, release) === false);
}

/** What stays of a later directive of a chain. */
function goOn(source: Source, directive: Directive, line: string, frame: Frame, release: Release): string {
  if (frame.outerDead) return blank(line);
  if (directive.name === 'endif') return frame.kept ? line : blank(line);
  if (isDeadArm(source, directive, frame, release)) return blank(line);
  if (directive.name === 'else') return frame.kept ? line : blank(line);
  const { name } = directive;
  const nameAt = line.indexOf(name);
  if (decide(source, directive, release) === true) {
    return frame.kept ? `${line.slice(0, nameAt)}else${blank(line.slice(nameAt + 4))}` : blank(line);
  }
  // The first directive of the chain that is left: `#elif X` becomes `#if X`.
  return frame.kept
    ? line
    : line.slice(0, nameAt) + name.slice(2).padEnd(name.length) + line.slice(nameAt + name.length);
}

function decide({ text, macros }: Source, directive: Directive, release: Release): boolean | null {
  const { condition, taken } = readCondition(text, directive);
  const truth = versionCondition(expanded(condition, macros), release);
  return truth === null ? null : truth === taken;
}

/** `#define HAS_FAULT KERNEL_VERSION(2, 6, 23)`, where the file has one definition of that name. */
function versionMacros(text: string, directives: readonly Directive[]): Source['macros'] {
  const macros = new Map<string, string>();
  const seen = new Set<string>();
  for (const directive of directives) {
    if (directive.name !== 'define') continue;
    const name = startOfName(text.slice(directive.rest, directive.end));
    const body = readCondition(text, { ...directive, rest: directive.rest + name.length }).condition;
    const isOfReleases = body.includes('KERNEL_VERSION') && text[directive.rest + name.length] !== '(';
    if (isOfReleases && !seen.has(name))
      macros.set(name, body.includes('LINUX_VERSION_CODE') ? `(${body})` : body);
    else macros.delete(name);
    seen.add(name);
  }
  return macros;
}

const startOfName = (text: string) => /^\w*/.exec(text)?.[0] ?? '';

function expanded(condition: string, macros: Source['macros']): string {
  if (macros.size === 0 || condition.startsWith('defined(')) return condition;
  return condition.replace(/\w+/g, (word) => macros.get(word) ?? word);
}
