// SPDX-License-Identifier: GPL-2.0-only
/** The rules of `vmops docs-check` over texts in memory. */
import {
  definedStructs,
  describedByLocking,
  describedByVfs,
} from '../../server/src/contracts/document/described.ts';
import { readLockingDocument } from '../../server/src/contracts/document/document.ts';
import { readVfsDocument } from '../../server/src/contracts/document/vfsDocument.ts';
import { findingOf } from '../../server/src/core/applyRules.ts';
import { readCoreCalls } from '../../server/src/facts/functions/coreCalls.ts';
import { sortAndDedupe } from '../../server/src/findings/order.ts';
import { documentRules } from '../../server/src/rules/documentation/index.ts';
import { SourceFile } from '../../server/src/text/source.ts';

/**
 * Returns a line per finding, as the command prints it. A document whose name begins with `vfs` shows structs.
 *
 * @param memory the text of mm/memory.c
 */
export function docsFindings(
  documents: Record<string, string>,
  headers: Record<string, string>,
  memory = '',
): string[] {
  const described = Object.entries(documents).map(([path, text]) =>
    path.startsWith('vfs')
      ? describedByVfs(readVfsDocument(text, path))
      : describedByLocking(readLockingDocument(text, path)),
  );
  const { structs } = definedStructs(
    Object.entries(headers).map(([path, text]) => new SourceFile(path, text)),
  );
  const context = {
    release: { major: 6, minor: 12, patch: 0 },
    documents: described,
    structs,
    core: readCoreCalls(new SourceFile('mm/memory.c', memory)),
  };
  const findings = documentRules.flatMap((rule) =>
    rule
      .check(context)
      .map((draft) => findingOf(rule, rule.severity === 'off' ? 'warning' : rule.severity, draft)),
  );
  return sortAndDedupe(findings).map(({ place, severity, message, rule }) => {
    const { line, column } = place.file.positionAt(place.start);
    return `${place.file.path}:${line}:${column}: ${severity}: ${message} [${rule}]`;
  });
}
