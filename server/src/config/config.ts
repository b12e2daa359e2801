// SPDX-License-Identifier: GPL-2.0-only
/** Reads one configuration file, strictly: what it does not know is an error, with what was probably meant. */
import { dirname, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { Release } from '../contracts/model.ts';
import { parseRelease, releaseTrouble } from '../contracts/release.ts';
import type { Basis, Severity } from '../findings/finding.ts';
import { suggestion } from '../text/suggest.ts';
import { CONTRACTS, KEYS, SEVERITIES } from './schema.ts';

export interface Config {
  /** Absolute path of the file. */
  path: string;
  /** Its folder, where the patterns and paths in it start. */
  folder: string;
  severities: Map<string, Severity>;
  exclude: string[];
  contract: Basis | null;
  release: Release | null;
  /** Absolute. */
  tree: string | null;
}

/** A configuration file that cannot be used; the message is one line, `PATH:LINE: what is wrong`. */
export class ConfigError extends Error {}

/**
 * Reads the text of a configuration file.
 *
 * @param path absolute
 * @param ruleIds every rule there is
 * @throws ConfigError on anything that is not as the schema has it
 */
export function readConfig(text: string, path: string, ruleIds: readonly string[]): Config {
  const folder = dirname(path);
  const values = parseToml(text, path);
  const fail = (key: string, message: string): never => {
    throw new ConfigError(`${path}:${lineOf(text, key)}: ${message}`);
  };
  const config: Config = {
    path,
    folder,
    severities: new Map(),
    exclude: [],
    contract: null,
    release: null,
    tree: null,
  };
  const oneOf = <T extends string>(key: string, value: unknown, choices: readonly T[]): T =>
    choices.find((choice) => choice === value) ??
    fail(
      key,
      `${key}: invalid value ${show(value)}; expected one of ${choices.join(', ')}${suggestion(String(value), choices)}`,
    );
  for (const [key, value] of Object.entries(values)) {
    if (key === 'rules') {
      if (!isTable(value)) fail(key, 'rules: write it as a table, [rules]');
      for (const [id, severity] of Object.entries(value as object)) {
        if (!ruleIds.includes(id)) {
          fail(id, `no rule named ${id}${suggestion(id, ruleIds) || '; "vmops rules" lists them'}`);
        }
        config.severities.set(id, oneOf(id, severity, SEVERITIES));
      }
    } else if (key === 'exclude') {
      if (!Array.isArray(value) || value.some((one) => typeof one !== 'string' || one === '')) {
        fail(key, 'exclude: write it as a list of patterns, exclude = ["drivers/gpu/"]');
      }
      config.exclude = value as string[];
    } else if (key === 'contract') config.contract = oneOf(key, value, CONTRACTS);
    else if (key === 'release') {
      config.release = typeof value === 'string' ? parseRelease(value) : null;
      if (config.release === null)
        fail(key, `release: ${show(value)} is no release (write it as "6.12" or "2.6.32")`);
      else {
        const trouble = releaseTrouble(config.release);
        if (trouble !== null) fail(key, `release: ${show(value)}: ${trouble}`);
      }
    } else if (key === 'tree') {
      if (typeof value !== 'string' || value === '') fail(key, 'tree: write it as the path of a kernel tree');
      config.tree = resolve(folder, value as string);
    } else fail(key, `no key named ${key}${suggestion(key, Object.keys(KEYS)) || ownKeys()}`);
  }
  return config;
}

function parseToml(text: string, path: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new ConfigError(`${path}:${error.line}: not TOML: ${message}`);
  }
}

/** The library tells no places of values: the first line that begins with the key, or names its table. */
function lineOf(text: string, key: string): number {
  const word = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const match = new RegExp(
    `^[ \\t]*(?:\\[+[ \\t]*)?(?:rules[ \\t]*\\.[ \\t]*)?["']?${word}(?![\\w-])`,
    'm',
  ).exec(text);
  const inline = match ?? new RegExp(`["'{,. \\t]${word}["']?[ \\t]*=`).exec(text);
  return text.slice(0, inline?.index ?? 0).split('\n').length;
}

const ownKeys = () => `; known are ${Object.keys(KEYS).join(', ')}`;

function isTable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
