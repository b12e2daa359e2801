// SPDX-License-Identifier: GPL-2.0-only
/** The settings of every file of a run, from the configuration files above it. */
import { dirname, join, resolve } from 'node:path';
import { type Config, ConfigError, readConfig } from '../config/config.ts';
import { CONFIG_FILE } from '../config/schema.ts';
import { type FileSettings, type Overrides, relativeTo, settingsFrom } from '../config/settings.ts';
import { formatRelease } from '../contracts/release.ts';
import { Upwards } from '../io/config.ts';
import { isSkipped, readSource } from '../io/read.ts';
import { compileExcludes, type PathFilter } from '../io/search/globs.ts';
import { catalogue } from '../rules/index.ts';

/** Of a whole tree, what is no kernel code: the ops tables below tools/ are mocks of tests in user space. */
export const DEFAULT_EXCLUDE = ['/tools/'];

/** Characters of a configuration file: a reader of TOML takes its time. */
const LONGEST_CONFIG = 1024 * 1024;

/** The configuration files that folders may have, as absolute paths. */
export function configPaths(folders: Iterable<string>): string[] {
  return [...folders].map((folder) => join(folder, CONFIG_FILE));
}

export class Settings {
  readonly #upwards = new Upwards(CONFIG_FILE);
  readonly #configs = new Map<string, Config>();
  readonly #filters = new Map<Config, PathFilter>();

  /**
   * The configuration that counts for a file or folder, or null.
   *
   * @param folder absolute path of the folder, or of the folder that the file is in
   * @throws ConfigError when the file is not as it has to be
   */
  configIn(folder: string): Config | null {
    const path = this.#upwards.find(folder);
    if (path === null) return null;
    let config = this.#configs.get(path);
    if (!config) {
      const file = readSource(path, path);
      if (isSkipped(file)) throw new ConfigError(`${path}: ${file.reason}`);
      if (file.text.length > LONGEST_CONFIG)
        throw new ConfigError(`${path}: is larger than ${LONGEST_CONFIG / 1024 / 1024} MB`);
      const ids = catalogue.map((rule) => rule.id);
      config = readConfig(file.text, path, ids);
      this.#configs.set(path, config);
    }
    return config;
  }

  /** The folders that were looked into so far, with the nearest configuration file of each. */
  get looked(): ReadonlyMap<string, string | null> {
    return this.#upwards.looked;
  }

  /** What holds for the files of a run, by their stored paths. */
  forFiles(base: string, overrides: Overrides): (path: string) => FileSettings {
    const known = new Map<Config | null, FileSettings>();
    const byPath = new Map<string, FileSettings>();
    return (path) => {
      const before = byPath.get(path);
      if (before) return before;
      const config = this.configIn(dirname(resolve(base, path)));
      let settings = known.get(config);
      if (!settings) {
        settings = settingsFrom(config, overrides);
        known.set(config, settings);
      }
      byPath.set(path, settings);
      return settings;
    };
  }

  /**
   * Says which files a run leaves out: by the defaults, then the file's configuration, then the command line; what
   * comes later may take a path back in with `!`.
   */
  excludes(base: string, defaults: readonly string[], given: readonly string[]): (path: string) => boolean {
    const first = compileExcludes(defaults);
    const last = compileExcludes(given);
    const isOut = (path: string, isFolder: boolean, config: Config | null) => {
      let out = first(path, isFolder, false);
      const inside = config === null ? null : relativeTo(config.folder, resolve(base, path));
      if (config !== null && inside !== null) out = this.#filterOf(config)(inside, isFolder, out);
      return last(path, isFolder, out);
    };
    return (path) => {
      const config = this.configIn(dirname(resolve(base, path)));
      for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
        if (isOut(path.slice(0, slash), true, config)) return true;
      }
      return isOut(path, false, config);
    };
  }

  /**
   * The release and tree that the configurations of the named paths give.
   *
   * @throws ConfigError when two of them differ: a run checks against one kernel
   */
  kernelOf(folders: readonly string[]): Pick<Config, 'release' | 'tree'> {
    const configs = folders.map((folder) => this.configIn(folder));
    const [first = null] = configs;
    const key = (config: Config | null) =>
      [config?.release && formatRelease(config.release), config?.tree].join();
    const other = configs.find((config) => key(config) !== key(first));
    if (other !== undefined) {
      const path = (other ?? first)?.path;
      throw new ConfigError(
        `${path}: not all named paths have its release and tree; lint them in runs of their own`,
      );
    }
    return { release: first?.release ?? null, tree: first?.tree ?? null };
  }

  #filterOf(config: Config): PathFilter {
    let filter = this.#filters.get(config);
    if (!filter) {
      filter = compileExcludes(config.exclude);
      this.#filters.set(config, filter);
    }
    return filter;
  }
}
