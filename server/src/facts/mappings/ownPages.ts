// SPDX-License-Identifier: GPL-2.0-only
/** Drivers that give pages of their own a mapping. */
import type { SourceFile } from '../../text/source.ts';

/** The file stores the mapping of the file behind a VMA into its pages: truncation does not know those. */
export function givesPagesMapping({ current }: SourceFile): boolean {
  return GIVES_MAPPING.test(current.text);
}

const GIVES_MAPPING = /\b(?:page|folio)->mapping\s*=[^;=]*\bvm_file->f_mapping\b/;
