// SPDX-License-Identifier: GPL-2.0-only
/** Signature help: the parameters of a handler that is being written, and of what a handler calls. */

import { MarkupKind, type SignatureHelp } from 'vscode-languageserver';
import { insertHelper } from '../../contracts/guidance.ts';
import { signatureText } from '../../contracts/prototype.ts';
import type { CursorPosition } from '../cursor/cursorPosition.ts';
import { type Signature, signatureOf } from '../cursor/signatures.ts';
import { plainFile } from '../cursor/target.ts';
import { bullets, paragraphs } from '../pages/markdown.ts';
import { entryOf } from '../pages/op.ts';
import type { Session } from '../session/session.ts';

/** No call has more text before the cursor. */
const FAR = 2000;

/** Returns the signature of the call, or of the head of the handler, that a position is in; null elsewhere. */
export function signatureHelp({ session, path, position }: CursorPosition): SignatureHelp | null {
  const file = plainFile(session, path);
  if (!file) return null;
  const offset = file.offsetAt({ line: position.line + 1, column: position.character + 1 });
  const call = callAround(file.text.slice(Math.max(0, offset - FAR), offset));
  const signature = call && signatureOf(call.name, path, session);
  if (!call || !signature) return null;
  const label = signatureText(signature.name, signature);
  let from = label.indexOf('(') + 1;
  const parameters = signature.parameters.map((parameter) => {
    const start = label.indexOf(parameter, from);
    from = start + parameter.length;
    return { label: [start, from] as [number, number] };
  });
  const value = documentationOf(signature, session);
  return {
    signatures: [
      {
        label,
        parameters,
        ...(value === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value } }),
      },
    ],
    activeSignature: 0,
    activeParameter: Math.min(call.argument, Math.max(0, parameters.length - 1)),
  };
}

function documentationOf({ name, op }: Signature, { kernel }: Session): string {
  const contract = op === null ? undefined : kernel.ops.get(op);
  if (contract) return paragraphs([`Handler for \`${op}\``, bullets(entryOf(contract))]);
  const insert = insertHelper(name, kernel.release);
  return insert ? paragraphs([insert.meaning, bullets(insert.requires)]) : '';
}

/** The name before the bracket that is still open, and the number of the argument behind it. */
function callAround(written: string): { name: string; argument: number } | null {
  const text = written.replace(/\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (match) =>
    ' '.repeat(match.length),
  );
  let depth = 0;
  let argument = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    const char = text[at] as string;
    if (char === ')' || char === ']') depth++;
    else if (char === '[') depth--;
    else if (char === ',' && depth === 0) argument++;
    else if (';{}'.includes(char)) return null;
    else if (char === '(' && depth-- === 0) {
      const name = /([A-Za-z_]\w*)\s*$/.exec(text.slice(0, at))?.[1];
      return name === undefined ? null : { name, argument };
    }
  }
  return null;
}
