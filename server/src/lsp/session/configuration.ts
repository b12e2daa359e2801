// SPDX-License-Identifier: GPL-2.0-only
/** The configuration files of a session: one with a mistake in it counts as none, and is told of once. */
import { join } from 'node:path';
import { ConfigError } from '../../config/config.ts';
import { type FileSettings, settingsFrom } from '../../config/settings.ts';
import { Settings as ConfigFiles, DEFAULT_EXCLUDE } from '../../core/settings.ts';
import type { Settings } from './settings.ts';

/** What is wrong with a configuration file. */
export interface ConfigProblem {
  /** Absolute path of the file. */
  path: string;
  /** From 0. */
  line: number;
  message: string;
}

export class Configuration {
  readonly #files = new ConfigFiles();
  readonly #base: string;
  readonly #settings: Settings;
  readonly #problems = new Map<string, ConfigProblem>();
  #excludes: ((path: string) => boolean) | null = null;
  #settingsOf: ((path: string) => FileSettings) | null = null;

  /** `base`: what the paths of files are relative to. The client's settings win over those of files. */
  constructor(base: string, settings: Settings) {
    this.#base = base;
    this.#settings = settings;
  }

  /** What is wrong with the files that were read so far. */
  get problems(): ConfigProblem[] {
    return [...this.#problems.values()];
  }

  /** What holds for each file, by its path in the session. */
  get settingsOf(): (path: string) => FileSettings {
    if (this.#settingsOf) return this.#settingsOf;
    const { severities, contract } = this.#settings;
    const fromFiles = this.#files.forFiles(this.#base, { severities, contract });
    const alone = settingsFrom(null, { severities, contract });
    this.#settingsOf = (path) => this.#careful(() => fromFiles(path), alone);
    return this.#settingsOf;
  }

  /** Patterns that save the search a part of the tree; `excludes` decides. */
  unsearched(inTree: boolean): string[] {
    const patterns = [...(inTree ? DEFAULT_EXCLUDE : []), ...this.#settings.exclude];
    return patterns.some((pattern) => pattern.startsWith('!')) ? [] : patterns;
  }

  /** Says which files are left out; `inTree` adds what every kernel tree leaves out. */
  excludes(inTree: boolean): (path: string) => boolean {
    if (this.#excludes) return this.#excludes;
    const isOut = this.#files.excludes(this.#base, inTree ? DEFAULT_EXCLUDE : [], this.#settings.exclude);
    this.#excludes = (path) => this.#careful(() => isOut(path), false);
    return this.#excludes;
  }

  /** The client's settings, with the release and the tree of the configuration file where the client has none. */
  get withKernel(): Settings {
    const { kernel, tree } = this.#settings;
    const given = this.#careful(() => this.#files.kernelOf([this.#base]), { release: null, tree: null });
    return { ...this.#settings, kernel: kernel ?? given.release, tree: tree ?? given.tree };
  }

  #careful<T>(read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const { message } = error;
      const [, path, line, rest] = /^(.+?\.toml)(?::(\d+))?: ([\s\S]*)$/.exec(message) ?? [];
      this.#problems.set(message, {
        path: path ?? join(this.#base, 'vmops.toml'),
        line: Math.max(Number(line ?? 1) - 1, 0),
        message: rest ?? message,
      });
      return otherwise;
    }
  }
}
