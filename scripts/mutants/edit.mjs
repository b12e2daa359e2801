// SPDX-License-Identifier: GPL-2.0-only
// Small edits of C text that keep it compilable: the tools that the mutation operators are made of. Each returns the
// mutated texts, one per place where the edit is possible; none when there is none.

/** The name of the first parameter of a type; undefined without one. */
export function parameter(text, type) {
  return new RegExp(`struct ${type}\\s*\\*\\s*(\\w+)`).exec(text.slice(0, text.indexOf('{')))?.[1];
}

/** One text per match, with that match replaced. */
export function replaceEach(text, pattern, replacement) {
  const body = text.indexOf('{');
  return [...text.matchAll(pattern)]
    .filter((match) => match.index > body && !inComment(text, match.index))
    .map((match) => {
      const here = new RegExp(pattern.source, 'y');
      here.lastIndex = match.index;
      return text.replace(here, replacement);
    });
}

/** One text per statement that is a call of one of the functions, with the statement emptied. */
export function dropCall(text, names) {
  return replaceEach(
    text,
    new RegExp(`(?<=[;{})]\\s*|\\*/\\s*|else\\s+|:\\s*)\\b(?:${names})\\s*\\([^;{}]*\\);`, 'g'),
    ';',
  );
}

/** The text with all statements emptied that call one of the functions. */
export function dropCalls(text, names) {
  const all = text.replace(
    new RegExp(`(?<=[;{})]\\s*|\\*/\\s*|else\\s+|:\\s*)\\b(?:${names})\\s*\\([^;{}]*\\);`, 'g'),
    ';',
  );
  return all === text ? [] : [all];
}

/** One text per goto to a label that starts with one of the calls, with the goto sent to the next label below it. */
export function gotoPast(text, names) {
  const labels = new RegExp(`\\n[ \\t]*(\\w+):\\s*(?:${names})\\s*\\([^;]*\\);\\s*(\\w+):(?!:)`, 'g');
  return [...text.matchAll(labels)].flatMap(([, from, to]) =>
    replaceEach(text, new RegExp(`\\bgoto ${from};`, 'g'), `goto ${to};`),
  );
}

/** One text per goto to a label that starts with one of the calls, with a return in its place. */
export function returnForGoto(text, names, value) {
  const labels = new RegExp(`\\n[ \\t]*(\\w+):\\s*(?:${names})\\s*\\(`, 'g');
  return [...text.matchAll(labels)].flatMap(([, label]) =>
    replaceEach(text, new RegExp(`\\bgoto ${label};`, 'g'), `return ${value};`),
  );
}

/** The text with statements put behind its declarations, before the first statement. */
export function insertFirst(text, statements) {
  const body = text.indexOf('{');
  const gap = /\n[ \t]*\n/.exec(text.slice(body));
  const at = gap === null ? body + 1 : body + gap.index + 1;
  return [`${text.slice(0, at)}\n\t${statements}\n${text.slice(at)}`];
}

/** The text with statements put before its last return, where that stands alone; none when it is under a condition. */
export function insertLast(text, statements) {
  const at = text.lastIndexOf('\treturn');
  const before = text.slice(0, at).replace(/\/\*[\s\S]*?\*\/\s*$/, '');
  if (at < text.indexOf('{') || !/[;}:]\s*$/.test(before)) return [];
  return [`${text.slice(0, at)}\t${statements}\n${text.slice(at)}`];
}

/** One text per goto below the first lock to a label that starts with the unlock, with a return in its place. */
export function returnForGotoBelow(text, lock, unlock, value) {
  const at = text.search(new RegExp(`\\b(?:${lock})\\s*\\(`));
  if (at < 0) return [];
  return [...text.matchAll(/\bgoto (\w+);/g)]
    .filter(({ index, 1: label }) => {
      const starts = new RegExp(`\\n[ \\t]*${label}:\\s*(?:${unlock})\\s*\\(`).test(text);
      const isUnlocked = new RegExp(`(?:${unlock})\\s*\\([^;]*\\);\\s*$`).test(text.slice(0, index));
      return index > at && starts && !isUnlocked;
    })
    .map(({ index, 0: all }) => `${text.slice(0, index)}return ${value};${text.slice(index + all.length)}`);
}

/** The text with a function before it. */
export function withFunction(text, definition) {
  return `${definition}\n\n${text}`;
}

/** The function's head changed; the body stays. */
export function changeHead(text, pattern, replacement) {
  const body = text.indexOf('{');
  const head = text.slice(0, body);
  const changed = head.replace(pattern, replacement);
  return changed === head ? [] : [changed + text.slice(body)];
}

/** A table without the line that sets a member. */
export function dropMember(text, op) {
  const changed = text.replace(new RegExp(`\\n[ \\t]*\\.${op}[ \\t]*=[^,}]*,?`), '\n');
  return changed === text ? [] : [changed];
}

/** A table with a member set under another name. */
export function renameMember(text, from, to) {
  const changed = text.replace(new RegExp(`\\.${from}(?=\\s*=)`), `.${to}`);
  return changed === text ? [] : [changed];
}

/** The function with more written in it than most functions have code: nothing may depend on that. */
export function withLongComment(text) {
  const body = text.indexOf('{', text.indexOf(')')) + 1;
  const lines =
    '\t * What the device does with the page meanwhile is told by its manual; foo() frees nothing of it.\n';
  return `${text.slice(0, body)}\n\t/*\n${lines.repeat(60)}\t */${text.slice(body)}`;
}

function inComment(text, at) {
  const open = text.lastIndexOf('/*', at);
  return open !== -1 && text.indexOf('*/', open) > at;
}
