// SPDX-License-Identifier: GPL-2.0-only
/** Members that are a `struct resource`, or point to one. */
import { identifiersIn } from '../../syntax/words/names.ts';
import { folderOf } from '../functions/texts.ts';
import type { Program } from '../model.ts';
import { structBodies } from './structs.ts';

/** Says whether every definition of the struct in the folder has such a member of that name, and there is one. */
export function isResourceMember(struct: string, member: string, path: string, program: Program): boolean {
  const folder = folderOf(path);
  const bodies = [...program.files.values()]
    .filter(({ file }) => folderOf(file.path) === folder)
    .flatMap((facts) => structBodies(struct, facts));
  return bodies.length > 0 && bodies.every((body) => hasIt(body, member));
}

function hasIt(body: string, member: string): boolean {
  return body.split(';').some((declaration) => {
    const [type, ...names] = identifiersIn(declaration);
    return (
      type === 'resource' &&
      declaration.includes('struct') &&
      !declaration.includes('{') &&
      names.includes(member)
    );
  });
}
