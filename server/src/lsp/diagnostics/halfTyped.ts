// SPDX-License-Identifier: GPL-2.0-only
/**
 * Holds back what a half-typed statement makes of the code around it: what was found before stays, and moves along. Nor
 * is a function explored that will read otherwise with the next character.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Finding } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order.ts';
import type { SourceFile } from '../../text/source.ts';
import type { Session } from '../session/session.ts';
import { movedFindings } from './moved.ts';

/** What is shown of a file whose functions could all be read, or were saved as they are. */
interface Calm {
  findings: readonly Finding[];
  /** The functions of the file that could be read then, as far as something asked for them. */
  readable: ReadonlySet<string>;
  /** The file that the places of the findings are in. */
  file: SourceFile;
  /** The tree was not read yet. */
  wasReading: boolean;
}

export class HalfTyped {
  readonly #calm = new WeakMap<Session, Map<string, Calm>>();

  /** Looks which functions of a file can be read no more: they, and who calls them, are not explored until they can. */
  look(session: Session, path: string): void {
    const readable = this.#filesOf(session).get(path)?.readable;
    const functions = session.file(path)?.functions ?? [];
    const broken = functions.filter((one) => readable?.has(one.name) && !session.analysis.isReadable(one));
    session.analysis.hold(path, broken);
  }

  /** Returns the findings of a file as they are to be shown, in order. */
  settle(session: Session, path: string, found: Finding[]): Finding[] {
    const file = session.file(path)?.file.current;
    if (!file) return found;
    const files = this.#filesOf(session);
    const calm = files.get(path);
    const { held } = session.analysis;
    if (!calm || held.size === 0) {
      const readable = readableIn(session, path);
      files.set(path, { findings: found, readable, file, wasReading: session.reading });
      return found;
    }
    const known = new Set(calm.findings.map(keyOf));
    // What the tree brings is not of the half-typed statement.
    const isFirst = calm.wasReading && !session.reading;
    const fresh = found.filter((finding) => isFirst || known.has(keyOf(finding)));
    const seen = new Set(fresh.map(keyOf));
    const names = new Set([...held].map(({ name }) => name));
    const kept = movedFindings(calm.findings, calm.file, file).filter(
      (finding) => finding.function !== null && names.has(finding.function) && !seen.has(keyOf(finding)),
    );
    const findings = [...fresh, ...kept].sort(compareFindings);
    files.set(path, { ...calm, findings, file, wasReading: session.reading });
    return findings;
  }

  /** The text is meant as it is, or the file was closed. */
  forget(session: Session, path: string): void {
    this.#filesOf(session).delete(path);
    session.analysis.hold(path, []);
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

/** Names of the functions of which the parser understood every statement, as far as they were read. */
function readableIn(session: Session, path: string): Set<string> {
  const { graphs } = session.context;
  const isRead = (one: FunctionDefinition) => graphs.has(one) && session.analysis.isReadable(one);
  return new Set((session.file(path)?.functions ?? []).filter(isRead).map(({ name }) => name));
}

/** A finding stays the same while its place and its words change with what is typed. */
function keyOf({ rule, function: name, table, op }: Finding): string {
  return [rule, name, table, op].join();
}
