// SPDX-License-Identifier: GPL-2.0-only
/** What is kept of a run's searches, and whether a file still holds that. */
import { isSourcePath } from '../cacheFile.ts';
import type { Definition, Place } from './definitions.ts';
import type { Answer } from './question.ts';

/** A search for names, with its answer. */
export interface KeptNames {
  /** Absolute path. */
  root: string;
  places: Place[];
  /** Patterns of what was left out everywhere. */
  exclude: string[];
  names: string[];
  /** Those of the names that may be macros. */
  aliases: string[];
  answer: Answer<Definition>;
}

export interface SearchMemory {
  files: Answer<string>;
  names: KeptNames[];
}

/** Returns what a file of the cache holds; null for what is no such memory. */
export function readMemory(value: unknown): SearchMemory | null {
  const isMemory =
    isObject(value) && isAnswer(value.files, isSourcePath) && isListOf(value.names, isKeptNames);
  return isMemory ? (value as unknown as SearchMemory) : null;
}

type Check = (value: unknown) => boolean;

function isKeptNames(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.root) &&
    isListOf(value.places, isPlace) &&
    isListOf(value.exclude, isText) &&
    isListOf(value.names, isName) &&
    isListOf(value.aliases, isName) &&
    isAnswer(value.answer, isDefinition)
  );
}

function isPlace(value: unknown): boolean {
  return (
    isObject(value) &&
    isListOf(value.folders, isText) &&
    isListOf(value.flat, isText) &&
    isListOf(value.exclude, isText)
  );
}

function isDefinition(value: unknown): boolean {
  return (
    isObject(value) && isName(value.name) && typeof value.isStatic === 'boolean' && isSourcePath(value.path)
  );
}

function isAnswer(value: unknown, isOne: Check): boolean {
  return isObject(value) && isListOf(value.found, isOne) && isListOf(value.skipped, isSkipped);
}

function isSkipped(value: unknown): boolean {
  return isObject(value) && isText(value.path) && isText(value.reason);
}

function isListOf(value: unknown, isOne: Check): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isName(value: unknown): boolean {
  return isText(value) && /^[A-Za-z_]\w*$/.test(value);
}
