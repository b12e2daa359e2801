// SPDX-License-Identifier: GPL-2.0-only
/** The kernel's own documents in the editor: what they get wrong, what an op is, and links to header and code. */
import { join } from 'node:path';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CodeLens,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Hover,
  type Location,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { OPS_HEADERS } from '../../contracts/opsStructs.ts';
import { contractOf } from '../../contracts/structContracts.ts';
import { type DocsResult, docsCheck } from '../../core/docsCheck.ts';
import { DOCUMENT_PATHS, treeContracts } from '../../core/documents.ts';
import type { Severity } from '../../findings/finding.ts';
import { overlaid, type Sources } from '../../io/sources.ts';
import { structOpPage } from '../../report/pages/structOp.ts';
import type { Client } from '../client.ts';
import { diagnosticsOf } from '../diagnostics/diagnostics.ts';
import { editsOf } from '../features/fixes.ts';
import { linksInto } from '../pages/markdown.ts';
import { opPage } from '../pages/op.ts';
import { locationOf, rangeOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import type { WorkspaceEntry } from '../session/workspaces.ts';
import { entriesOf, implementersOf, opLenses } from './implementers.ts';
import { type DocumentOp, opsOf, VM } from './ops.ts';

/** Milliseconds without a change before a document is held against its headers. */
const PAUSE = 200;

interface Open {
  entry: WorkspaceEntry;
  path: string;
  document: TextDocument;
  /** What the last check of this text gave; a newer text has another. */
  checked: { version: number; result: Promise<DocsResult> } | null;
}

/** What may change while a server runs. */
export interface Asked {
  client: Client;
  severities: () => Map<string, Severity>;
  /** The path of a rule's page, or null when it has none. */
  pageOf: (rule: string) => string | null;
}

/** Whether a path of a tree is that of a document that describes structs of operations. */
export function isKernelDocument(path: string): boolean {
  return DOCUMENT_PATHS.has(path);
}

export class KernelDocuments {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #severities: Asked['severities'];
  readonly #pageOf: (rule: string) => string | null;
  readonly #open = new Map<string, Open>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(connection: Connection, { client, severities, pageOf }: Asked) {
    this.#connection = connection;
    this.#client = client;
    this.#severities = severities;
    this.#pageOf = pageOf;
  }

  has(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** A document was opened or edited. */
  changed(entry: WorkspaceEntry, path: string, document: TextDocument): void {
    const isNew = !this.#open.has(document.uri);
    this.#open.set(document.uri, { entry, path, document, checked: null });
    if (this.#client.pulls) return;
    clearTimeout(this.#timers.get(document.uri));
    this.#timers.set(
      document.uri,
      setTimeout(() => void this.#push(document.uri), isNew ? 0 : PAUSE),
    );
  }

  closed(uri: string): void {
    this.#open.delete(uri);
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    if (!this.#client.pulls) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Ends the waiting checks. */
  end(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async pull(uri: string): Promise<DocumentDiagnosticReport> {
    return { kind: DocumentDiagnosticReportKind.Full, items: await this.#diagnostics(uri) };
  }

  async #push(uri: string): Promise<void> {
    const open = this.#open.get(uri);
    if (!open) return;
    const { version } = open.document;
    const diagnostics = await this.#diagnostics(uri);
    if (this.#open.get(uri)?.document.version === version)
      void this.#connection.sendDiagnostics({ uri, version, diagnostics });
  }

  async #diagnostics(uri: string): Promise<Diagnostic[]> {
    const open = this.#open.get(uri);
    const result = open && (await this.#check(open));
    if (!open || !result) return [];
    const own = result.findings.filter(({ place }) => place.file.path === open.path);
    return diagnosticsOf(own, open.entry.session.base, this.#pageOf);
  }

  /** The document as it is in the editor against the headers, those in the editor as they are there; null on a wrong vmops.toml, which others say. */
  async #check(open: Open): Promise<DocsResult | null> {
    const { entry, document } = open;
    if (open.checked?.version !== document.version) {
      const { session } = entry;
      open.checked = {
        version: document.version,
        result: docsCheck({
          path: session.base,
          cwd: session.base,
          kernel: null,
          severities: this.#severities(),
          sources: this.#sources(session),
        }),
      };
    }
    return open.checked.result.catch(() => null);
  }

  #sources(session: Session): Sources {
    const texts = new Map<string, string>();
    for (const { entry, path, document } of this.#open.values())
      if (entry.session === session) texts.set(join(session.base, path), document.getText());
    for (const path of OPS_HEADERS)
      if (session.isOpen(path)) {
        const text = session.file(path)?.file.current.text;
        if (text !== undefined) texts.set(join(session.base, path), text);
      }
    return overlaid({ texts });
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    const found = this.#opAt(uri, position);
    if (!found) return null;
    const { session, op } = found;
    const value = await this.#pageOfOp(session, op);
    return value === null
      ? null
      : { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(op.name) };
  }

  async #pageOfOp(session: Session, { struct, also, op }: DocumentOp): Promise<string | null> {
    if (struct === VM) return opPage(op, session);
    const contracts = await treeContracts(session.base, this.#sources(session));
    const contract =
      [struct, ...also].map((name) => contractOf(contracts, name, op)).find((one) => one?.member) ??
      contractOf(contracts, struct, op);
    return contract ? structOpPage(contract, linksInto(session.base)) : null;
  }

  /** An op of a document leads to its member in the header. */
  async definition(uri: string, position: Position): Promise<Location[]> {
    const found = this.#opAt(uri, position);
    if (!found) return [];
    const { session, op } = found;
    const contracts = await treeContracts(session.base, this.#sources(session));
    return [op.struct, ...op.also].flatMap((name) => {
      const member = contractOf(contracts, name, op.op)?.member;
      return member ? [locationOf(member.place, session.base)] : [];
    });
  }

  /** The functions of the tree that implement it. */
  implementation(uri: string, position: Position): Location[] {
    const found = this.#opAt(uri, position);
    return found?.op.struct === VM ? implementersOf(found.op.op, found.session) : [];
  }

  /** The entries of tables that set it. */
  references(uri: string, position: Position): Location[] {
    const found = this.#opAt(uri, position);
    return found?.op.struct === VM ? entriesOf(found.op.op, found.session) : [];
  }

  lenses(uri: string): CodeLens[] {
    const open = this.#open.get(uri);
    if (!open) return [];
    const ops = opsOf(open.path, open.document.getText()).filter(
      ({ struct, kind }) => struct === VM && kind !== 'prose',
    );
    return opLenses(ops, uri, open.entry.session);
  }

  async actions(uri: string, { context }: CodeActionParams): Promise<CodeAction[]> {
    const open = this.#open.get(uri);
    const result = open && (await this.#check(open));
    if (!open || !result) return [];
    if (context.only?.some((kind) => !CodeActionKind.QuickFix.startsWith(kind))) return [];
    return context.diagnostics.flatMap((diagnostic) => {
      const finding = result.findings.find(
        ({ rule, op, place }) =>
          rule === diagnostic.code &&
          op === diagnostic.data?.op &&
          place.file.path === open.path &&
          rangeOf(place).start.line === diagnostic.range.start.line,
      );
      if (!finding?.fix) return [];
      const { title, safe } = finding.fix;
      return [
        {
          title: title.charAt(0).toUpperCase() + title.slice(1),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          isPreferred: safe,
          edit: { changes: { [uri]: editsOf(finding.fix) } },
        },
      ];
    });
  }

  #opAt(uri: string, { line, character }: Position): { session: Session; op: DocumentOp } | null {
    const open = this.#open.get(uri);
    if (!open) return null;
    const ops = opsOf(open.path, open.document.getText());
    const op = ops.find(({ name }) => {
      const offset = name.file.offsetAt({ line: line + 1, column: character + 1 });
      return name.start <= offset && offset <= name.end;
    });
    return op ? { session: open.entry.session, op } : null;
  }
}
