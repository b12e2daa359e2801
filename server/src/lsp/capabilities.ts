// SPDX-License-Identifier: GPL-2.0-only
/** What the server says that it can do. */
import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Client } from './client.ts';
import { FIX_ALL } from './features/actions.ts';
import { COMMANDS } from './features/commands.ts';

/** What this client is offered: diagnostics are pushed to one that does not ask for them. */
export function capabilitiesFor({ hasCommands, pulls }: Client): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    hoverProvider: true,
    definitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    callHierarchyProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    inlayHintProvider: true,
    codeLensProvider: {},
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    ...(hasCommands ? {} : { executeCommandProvider: { commands: [...COMMANDS] } }),
    declarationProvider: true,
    signatureHelpProvider: { triggerCharacters: ['(', ','] },
    completionProvider: { triggerCharacters: ['.'] },
    ...(pulls ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } } : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
