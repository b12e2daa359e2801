// SPDX-License-Identifier: GPL-2.0-only
/** Files that are opened, edited, saved and closed in the editor. */
import { isKernelDocument } from './documents/kernelDocuments.ts';
import type { Parts } from './parts.ts';
import { pathOfUri } from './uris.ts';

/** Brings the text of each document into its session, once per version, and has it checked. */
export function followDocuments({
  connection,
  documents,
  kernelDocuments,
  workspaces,
  publisher,
  status,
}: Parts): void {
  documents.onDidChangeContent(({ document }) => {
    const absolute = pathOfUri(document.uri);
    if (absolute === null) return;
    const { entry, path } = workspaces.entryOf(absolute);
    if (isKernelDocument(path)) return kernelDocuments.changed(entry, path, document);
    entry.session.setText(path, document.getText());
    publisher.changed(entry, path, document);
    status.update();
  });
  documents.onDidClose(({ document }) => {
    if (kernelDocuments.has(document.uri)) return kernelDocuments.closed(document.uri);
    const absolute = pathOfUri(document.uri);
    const found = absolute === null ? null : workspaces.find(absolute);
    if (!found) return;
    found.entry.session.release(found.path);
    publisher.closed(found.entry.session, found.path, document.uri);
  });
  documents.onDidSave(({ document }) => publisher.saved(document.uri));
  documents.listen(connection);
}
