// SPDX-License-Identifier: GPL-2.0-only
// Reads a function as far as a rewrite needs: its parameters, its locals, where its statements begin.

/** Where the body of a function opens. */
export const bodyStart = (text) => text.indexOf('{', text.indexOf(')'));

/** The parameters of a function, as [declaration, name]; null where one cannot be read. */
export function parameters(text) {
  const head = /\(([^()]*)\)\s*$/.exec(text.slice(0, bodyStart(text)));
  if (!head) return null;
  const list = head[1].split(',').map((one) => one.trim().replace(/\s+/g, ' '));
  const named = list.map((one) => [one, /(\w+)$/.exec(one)?.[1]]);
  return named.every(([one, name]) => name !== undefined && one !== name) ? named : null;
}

/** Locals declared at the top of a function, as [type, name, declaration's end]; a list of declarators is left out. */
export function locals(text) {
  const body = bodyStart(text) + 1;
  const found = [];
  const line =
    /\s*((?:const |unsigned |struct |enum )*\w+(?:\s+\w+)*?[\s*]+)(\w+)(\s*=\s*[^;,{}]*(?:\([^;{}]*\))?)?;[^\n]*\n/y;
  line.lastIndex = body;
  for (let m = line.exec(text); m; m = line.exec(text)) {
    if (/^\s*(?:return|goto|else)\b/.test(m[1])) break;
    found.push({ type: m[1].trim(), name: m[2], end: line.lastIndex });
  }
  return found;
}

/** Every mention of a name that is no field, no label and no part of a string, under another one. */
export function rename(text, from, to) {
  return text.replace(
    new RegExp(
      `"(?:[^"\\\\]|\\\\.)*"|/\\*[sS]*?\\*/|(->\\s*|(?<![.])\\.\\s*|struct\\s+|goto\\s+)?\\b${from}\\b(?!\\s*\\()`,
      'g',
    ),
    (match, field) => (/^["/]/.test(match) || field !== undefined ? match : to),
  );
}

/** The name of a function. */
export const name = (text) => /(\w+)\s*\([^()]*\)\s*$/.exec(text.slice(0, bodyStart(text)))?.[1];
/** Without preprocessor lines, which an edit would have to keep apart. */
export const isClean = (text) => !/#\s*(?:if|else|endif|define)/.test(text);

/** Statements at the top level of the body: offsets where a new one begins, after the declarations. */
export function topLevel(text) {
  const own = locals(text);
  const from = own.length > 0 ? own.at(-1).end : bodyStart(text) + 1;
  const starts = [];
  let depth = 0;
  let at = from;
  let fresh = true;
  let last = '';
  while (at < text.length) {
    const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y;
    comment.lastIndex = at;
    const skip = comment.exec(text);
    if (skip) {
      at += skip[0].length;
      continue;
    }
    const c = text[at];
    if (depth === 0 && fresh && /\S/.test(c) && c !== '}') {
      if (!/^else\b|^while\s*\([\s\S]*?\);/.test(text.slice(at))) starts.push(at);
      fresh = false;
    }
    if (c === '{' || c === '(') depth++;
    if (c === '}' || c === ')') depth--;
    if (depth < 0) break;
    if (depth === 0 && (c === ';' || c === '}')) fresh = true;
    // `if (x)` and what follows are one statement.
    if (/\S/.test(c)) last = c;
    at++;
  }
  return { starts, end: at, last };
}

/** A place behind the declarations, before the first statement. */
export function firstPlace(text) {
  const at = bodyStart(text);
  const gap = /\n[ \t]*\n/.exec(text.slice(at));
  return gap ? at + gap.index + 1 : at + 1;
}

/** The parameters and locals of a function with their types. */
export function typed(text) {
  const given = (parameters(text) ?? []).map(([whole, one]) => ({
    type: whole.slice(0, -one.length).trim(),
    name: one,
  }));
  return [...given, ...locals(text)];
}
