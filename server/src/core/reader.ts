/** Reads files of one run and keeps account of those that could not be read. */
import { resolve } from 'node:path';
import { compareReleases, type Release } from '../contracts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import { chooseVersionArms } from '../facts/versionArms.ts';
import type { Inputs } from '../io/inputs.ts';
import { isSkipped, type Skipped } from '../io/read.ts';
import { DISK, type Sources } from '../io/sources.ts';
import { reasonOf } from '../text/failure.ts';
import { SourceFile } from '../text/source.ts';

export class Reader {
  /** What the user named and cannot have. */
  readonly bad: Skipped[];
  /** Files found on the way. */
  readonly skipped: Skipped[] = [];
  /** Chooses among the arms under LINUX_VERSION_CODE. */
  #release: Release;
  /** Files that have such arms. */
  readonly #versioned = new Set<string>();
  readonly #sources: Sources;
  readonly #base: string;
  readonly #named: ReadonlyMap<string, string>;

  constructor(inputs: Inputs, release: Release, sources: Sources = DISK) {
    this.#release = release;
    this.#sources = sources;
    this.bad = [...inputs.bad];
    this.#base = inputs.base;
    this.#named = inputs.written;
  }

  /**
   * Returns a file by its path relative to the base, or by an absolute one; null, and one more entry in the account,
   * when it cannot be read.
   */
  read(path: string): SourceFile | null {
    const file = this.#sources.read(resolve(this.#base, path), path);
    if (!isSkipped(file)) {
      const text = chooseVersionArms(file.text, this.#release);
      if (text === file.text) return file;
      this.#versioned.add(path);
      return new SourceFile(path, text);
    }
    const written = this.#named.get(path);
    if (written === undefined) this.skipped.push(file);
    else this.bad.push({ ...file, path: written });
    return null;
  }

  /** As `read`, for a file that need not be there: nothing is kept in the account. */
  peek(path: string): SourceFile | null {
    const file = this.#sources.read(resolve(this.#base, path), path);
    if (isSkipped(file)) return null;
    const text = chooseVersionArms(file.text, this.#release);
    return text === file.text ? file : new SourceFile(path, text);
  }

  /** Reads a file into a program, where nothing but that file is lost when it cannot be taken in. */
  addTo(program: MutableProgram, path: string): void {
    const file = this.read(path);
    if (file !== null) this.#add(program, file);
  }

  #add(program: MutableProgram, file: SourceFile): void {
    try {
      program.addFile(file);
    } catch (error) {
      this.skipped.push({ path: file.path, reason: reasonOf(error) });
    }
  }

  /** Says of which files of a program some tables could not be read. */
  accountFor(program: MutableProgram): void {
    for (const { file, failure } of program.files.values())
      if (failure !== null) this.skipped.push({ path: file.path, reason: `its tables: ${failure}` });
  }

  /** Takes another release, and reads the files again whose arms it may choose otherwise. */
  readAgain(program: MutableProgram, release: Release): void {
    if (compareReleases(release, this.#release) === 0) return;
    this.#release = release;
    for (const path of this.#versioned) this.addTo(program, path);
  }
}
