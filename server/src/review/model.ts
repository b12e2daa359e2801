// SPDX-License-Identifier: GPL-2.0-only
/** What a review gives: plain data that the reports read. */
import type { Release } from '../contracts/model.ts';
import type { NotAnalysed } from '../core/request.ts';
import type { Finding } from '../findings/finding.ts';
import type { PatchMail } from '../mail/patchMail.ts';
import type { Change } from '../patch/change.ts';

/** The changed line that a reply quotes. */
export interface Anchor {
  file: string;
  line: number;
  /** Whether the line is one of the file after the patch or before it. */
  side: 'new' | 'old';
}

/** A finding of a patch. Its places are relative to the root of the tree. */
export interface ReviewFinding {
  finding: Finding;
  /** Null where the patch changes nothing that a reply could quote. */
  anchor: Anchor | null;
}

/** Which state of the tree a patch was applied to. */
export interface Base {
  /** Null without git. */
  commit: string | null;
  how: 'base-commit' | 'option' | 'HEAD' | 'history' | 'folder';
}

export interface Comparison {
  introduced: ReviewFinding[];
  fixed: ReviewFinding[];
  /** What was there before and still is, in what the change reaches, and what is there in code that could not be read before. */
  existing: ReviewFinding[];
  /** What was there before in code that cannot be read after the change: whether it still is cannot be told. */
  notCompared: ReviewFinding[];
}

/** Of a change that brings in nothing and mends nothing. */
export const NOTHING_FOUND: Comparison = { introduced: [], fixed: [], existing: [], notCompared: [] };

/** What user space can do with the mapping of a function, where that is another thing after a change. */
export interface MappingChange {
  function: string;
  /** After the change, as `line`. */
  file: string;
  line: number;
  /** Each way out of it in words, as `read-only for good, cannot grow`. */
  before: string[];
  after: string[];
}

/** What a change was checked against: plain data. */
export interface Reached {
  /** The handlers in the files that it reaches, each as `file:function`, sorted. */
  handlers: string[];
  /** The functions that map, likewise. */
  mappings: string[];
  /** The mappings that are others after it. */
  changedMappings: MappingChange[];
  /** Handlers that were not analysed to the end. */
  notAnalysed: NotAnalysed[];
  /** Functions and macros of the kernel's library that it changes: who calls them was not checked. */
  notFollowed: string[];
  /** Handlers and functions that map which call one of them, each as `file:function`, sorted; none where many do. */
  callersNotChecked: string[];
  /** Where it reaches no handler and no function that maps: tables that it changes and that have to do with mappings all the same. */
  tablesNotChecked: string[];
  /** How the release was inferred, in words; null where something tells it. */
  inferred: string | null;
}

/** Of a change that reaches nothing. */
export const NOTHING_REACHED: Reached = {
  handlers: [],
  mappings: [],
  changedMappings: [],
  notAnalysed: [],
  notFollowed: [],
  callersNotChecked: [],
  tablesNotChecked: [],
  inferred: null,
};

export interface CommitReview extends Comparison {
  commit: string;
  subject: string;
}

export interface PatchReview extends Comparison {
  /** From 1. */
  index: number;
  mail: PatchMail;
  status: 'applied' | 'skipped' | 'failed';
  /** One phrase; null where it applied. */
  reason: string | null;
  base: Base | null;
  /** Largest distance of a hunk from its place, in lines. */
  offset: number;
  /** Lines of context that a hunk went without. */
  fuzz: number;
  changes: Change[];
  /** Whether the patch touches anything that is checked. */
  isRelevant: boolean;
  reached: Reached;
}

export interface Review {
  /** Absolute path. */
  root: string;
  inTree: boolean;
  release: Release;
  patches: PatchReview[];
  milliseconds: number;
}
