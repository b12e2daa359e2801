// SPDX-License-Identifier: GPL-2.0-only
// Texts to start from: C of our own, and that of a kernel tree where one is named.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../install.mjs';

const LARGEST = 200_000;
const MOST_OF_TREE = 400;

/** The C of the sample tree and of the pages of the rules. */
export function ownTexts() {
  const pages = below(join(projectRoot, 'docs/rules'), /\.md$/).flatMap((page) =>
    [...page.matchAll(/```c\n([\s\S]*?)```/g)].map(([, text]) => text),
  );
  return [...below(join(projectRoot, 'test/sample'), /\.[ch]$/), ...pages];
}

/** Some files of a tree that have to do with tables, the same ones each time. */
export function treeTexts(tree) {
  const found = [];
  for (const folder of ['drivers/gpu/drm', 'fs', 'mm', 'ipc', 'kernel', 'sound/core']) {
    for (const text of below(join(tree, folder), /\.c$/, MOST_OF_TREE)) {
      if (text.includes('vm_operations_struct')) found.push(text);
    }
  }
  return found;
}

/** A text of the sample tree by its path. */
export function sampleText(path) {
  return readFileSync(join(projectRoot, 'test/sample', path), 'utf8');
}

function below(folder, wanted, most = Number.POSITIVE_INFINITY) {
  const texts = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (texts.length >= most) break;
    const file = join(folder, path);
    if (!wanted.test(path) || !statSync(file).isFile() || statSync(file).size > LARGEST) continue;
    texts.push(readFileSync(file, 'latin1'));
  }
  return texts;
}
