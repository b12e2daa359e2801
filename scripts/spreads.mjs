// SPDX-License-Identifier: GPL-2.0-only
// Has a bundle spread objects in the way that costs Node 20 least.

/**
 * What esbuild is told for it. `{ ...a, b }` gives each object a hidden class of its own in V8 11: making it takes four
 * times as long, reading it ten times, and each class takes 350 bytes.
 */
export const loweredSpreads = { 'object-rest-spread': false };

const HELPERS = [/^var __spreadValues = .*\n(?: .*\n)*\};\n/m, /^var __spreadProps = .*;\n/m];

/**
 * Puts `Object.assign` where esbuild has helpers that also copy accessors. Throws where it does not find those, and where
 * a literal with a spread has an accessor, which would be read instead of copied.
 */
export function plainSpreads(text) {
  const lines = text.split('\n');
  const depth = (line) => line.length - line.trimStart().length;
  for (const [at, line] of lines.entries()) {
    if (!/^\s+(get|set) [\w$#"[]+.*\{$/.test(line)) continue;
    let opens = at;
    while (opens > 0 && (lines[opens] === '' || depth(lines[opens]) >= depth(line))) opens--;
    if (lines[opens].includes('__spreadProps('))
      throw new Error(`an accessor beside a spread: ${line.trim()}`);
  }
  return HELPERS.reduce((left, helper) => {
    const [found] = helper.exec(left) ?? [];
    if (found === undefined) throw new Error(`esbuild has another helper than ${helper}`);
    const lines = found.split('\n').length - 1;
    // As many lines as before: source maps count them.
    return left.replace(found, `${found.slice(0, found.indexOf('='))}= Object.assign;${'\n'.repeat(lines)}`);
  }, text);
}
