// SPDX-License-Identifier: GPL-2.0-only
/** Holds back what a half-typed statement makes of the code around it. */
import type { Finding } from '../../findings/finding.ts';
import type { Session } from '../session/session.ts';

/** What was found when every function could last be read, or was saved as it is. */
interface Calm {
  findings: ReadonlySet<string>;
  /** Functions of the file that could not be read even then. */
  unreadable: ReadonlySet<string>;
}

export class HalfTyped {
  readonly #calm = new WeakMap<Session, Map<string, Calm>>();

  /** Returns the findings of a file without those that came with a function that cannot be read any more. */
  settle(session: Session, path: string, findings: Finding[]): Finding[] {
    const unreadable = unreadableIn(session, path);
    const files = this.#filesOf(session);
    const calm = files.get(path);
    if (calm && [...unreadable].some((name) => !calm.unreadable.has(name)))
      return findings.filter((finding) => calm.findings.has(keyOf(finding)));
    files.set(path, { findings: new Set(findings.map(keyOf)), unreadable });
    return findings;
  }

  /** The text is meant as it is, or the file was closed. */
  forget(session: Session, path: string): void {
    this.#filesOf(session).delete(path);
  }

  #filesOf(session: Session): Map<string, Calm> {
    let files = this.#calm.get(session);
    if (!files) {
      files = new Map();
      this.#calm.set(session, files);
    }
    return files;
  }
}

/** Names of the functions in which the parser gave up on some statement, as far as they were explored. */
function unreadableIn(session: Session, path: string): Set<string> {
  const { graphs } = session.context;
  const functions = session.file(path)?.functions ?? [];
  return new Set(
    functions.filter((one) => graphs.get(one)?.some(({ havoc }) => havoc)).map(({ name }) => name),
  );
}

/** A finding stays the same while its place and its words change with what is typed. */
function keyOf({ rule, function: name, table, op }: Finding): string {
  return [rule, name, table, op].join();
}
