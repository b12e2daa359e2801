// SPDX-License-Identifier: GPL-2.0-only
// The regular expressions of the program: where they stand, and what is known of how long they may take.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What stands for a part that is put in at run time, which `escaped` has made plain text. */
const INSERTED = 'inserted';

/** Lists the regular expressions of the TypeScript files under folders as { place, source, flags }. */
export function regexpsIn(root, folders) {
  const found = [];
  for (const folder of folders) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (path.endsWith('.ts'))
        collect(`${folder}/${path}`, readFileSync(join(root, folder, path), 'utf8'), found);
    }
  }
  return found;
}

function collect(path, text, found) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const add = (node, source, flags) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push({ place: `${path}:${line + 1}`, path, source, flags });
  };
  const visit = (node) => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    } else if (ts.isNewExpression(node) && node.expression.getText(file) === 'RegExp') {
      const [source, flags] = node.arguments ?? [];
      const written = source && writtenText(source);
      if (written) add(node, written, flags && ts.isStringLiteral(flags) ? flags.text : '');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

/** The text of a string or template; null for one that is put together elsewhere. */
function writtenText(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => INSERTED + literal.text).join('');
}
