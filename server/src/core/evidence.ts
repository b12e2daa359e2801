/** What code without a tree tells about the release that it is written for. */
import type { HandlerEvidence } from '../contracts/infer.ts';
import { normalType } from '../contracts/prototype.ts';
import type { Program, ResolvedHandler } from '../facts/model.ts';

/** Returns each handler's op with the prototype that its definition has. */
export function evidenceOf(handlers: ResolvedHandler[]): HandlerEvidence[] {
  return handlers.map(({ member, definitions }) => {
    const syntax = definitions[0]?.variants()[0];
    if (syntax === undefined) return { op: member.op, prototype: null };
    const parameters = syntax.parameters.map((parameter) => normalType(parameter.type));
    return { op: member.op, prototype: { returns: normalType(syntax.returnType), parameters } };
  });
}

/** Returns the constants and the called names of all files. */
export function identifiersOf(program: Program): Set<string> {
  const found = new Set<string>();
  for (const { file } of program.files.values()) {
    for (const [name] of file.text.matchAll(/\b(?:VM_FAULT|FAULT_FLAG)_\w+|\b[a-z]\w*(?=\()/g))
      found.add(name);
  }
  return found;
}
