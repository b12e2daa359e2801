// SPDX-License-Identifier: GPL-2.0-only
/** A patch as data: which files it changes, and how. */

/** One line of a hunk. */
export interface HunkLine {
  kind: ' ' | '+' | '-';
  text: string;
  /** No newline follows in the file. */
  isUnended: boolean;
}

export interface Hunk {
  /** Lines from 1; 0 where the side has none. */
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  /** What stands behind the second `@@`. */
  section: string;
  lines: HunkLine[];
}

/** What a patch does to one file. Paths are relative to the tree, with `/`. */
export interface FilePatch {
  /** Null for a file that the patch makes. */
  oldPath: string | null;
  /** Null for a file that the patch deletes. */
  newPath: string | null;
  /** The old file stays beside the new one. */
  isCopy: boolean;
  /** Its contents are not in the patch, or not as lines. */
  isBinary: boolean;
  /** It is a symbolic link behind the patch. */
  isLink: boolean;
  hunks: Hunk[];
}

/** A run of lines that was replaced; the positions are those of the files, not of a patch. */
export interface Edit {
  /** The first line replaced, from 1; where none is, the line in front of which something came. */
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
}

/** A patch that is none, or one that cannot be trusted; the message is one phrase. */
export class PatchError extends Error {}
