// SPDX-License-Identifier: GPL-2.0-only
/** What the client can do, as far as the server asks. */
import type { InitializeParams } from 'vscode-languageserver';
import { pathOfUri } from './uris.ts';

export interface Client {
  /** Absolute paths of the workspace folders. */
  folders: string[];
  /** Asks for diagnostics itself, and can be told to ask again: then none are pushed. */
  pulls: boolean;
  showsProgress: boolean;
  hasConfiguration: boolean;
  watchesFiles: boolean;
  /** Can ask anew for inlay hints and code lenses. */
  refreshesHints: boolean;
  refreshesLenses: boolean;
  snippets: boolean;
  /** Wants `vmops/status`. */
  wantsStatus: boolean;
  /** Knows the command `vmops.select`. */
  selects: boolean;
  /** Has the commands of lenses and actions itself, as ours: those of the server must not be registered beside. */
  hasCommands: boolean;
  /** Opens a document that the server names. */
  showsDocuments: boolean;
}

/** What a client says of vmops among its experimental capabilities. */
function experimentOf(experimental: unknown): { status?: unknown; select?: unknown } {
  return (experimental as { vmops?: object } | null | undefined)?.vmops ?? {};
}

/** Reads the parameters of `initialize`. */
export function readClient(params: InitializeParams): Client {
  const { workspace, window, textDocument } = params.capabilities;
  const experiment = experimentOf(params.capabilities.experimental);
  const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  return {
    folders: uris.map(pathOfUri).filter((path) => path !== null),
    pulls: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    showsProgress: window?.workDoneProgress === true,
    hasConfiguration: workspace?.configuration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    wantsStatus: experiment.status === true,
    selects: experiment.select === true,
    hasCommands: experiment.status === true,
    showsDocuments: window?.showDocument?.support === true,
  };
}
