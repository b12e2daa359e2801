// SPDX-License-Identifier: GPL-2.0-only
/** The client of the language server: what it is told, how it is run, and where its diagnostics go. */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import {
  type ClientCapabilities,
  DefaultDiagnosticCollectionProvider,
  DiagnosticCollectionSource,
  type Executable,
  type FeatureState,
  LanguageClient,
  type LanguageClientOptions,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { environment } from './environment.ts';
import { currentSettings } from './workspaceSettings.ts';

/** VS Code takes a .h file for C++. */
export const DOCUMENTS = [
  { scheme: 'file', language: 'c' },
  { scheme: 'file', language: 'cpp', pattern: '**/*.h' },
  // The kernel's own documents, whatever language an editor takes them for.
  { scheme: 'file', pattern: '**/Documentation/filesystems/{locking.rst,Locking,vfs.rst,vfs.txt}' },
];

/** Returns a client that runs `vmops lsp`; it is not started. `command`: absolute path of server/bin/vmops.js. */
export function createClient(command: string, log: vscode.LogOutputChannel): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: log,
    diagnosticCollectionProvider: new Collections(),
    initializationOptions: currentSettings,
    middleware: {
      workspace: {
        configuration: ({ items }) =>
          items.map(({ section }) => (section === 'vmops' ? currentSettings() : null)),
      },
    },
  };
  const client = new LanguageClient('vmops', 'vmops', serverOf(command), options);
  client.registerFeature(new OwnFeature());
  return client;
}

/**
 * What the server is asked for has the owner of the lint task's problem matcher, so that the problems of a file that
 * is opened after a lint are not there twice.
 */
class Collections extends DefaultDiagnosticCollectionProvider {
  override create(name: string | undefined, source: DiagnosticCollectionSource): vscode.DiagnosticCollection {
    return super.create(source === DiagnosticCollectionSource.pull ? 'vmops' : name, source);
  }
}

/** Tells the server that this client wants its status, and selects what an action leaves to be filled in. */
class OwnFeature implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    capabilities.experimental = { ...capabilities.experimental, vmops: { status: true, select: true } };
  }

  initialize(): void {}

  getState(): FeatureState {
    return { kind: 'static' };
  }

  clear(): void {}
}

/**
 * The server runs on the editor's own Node, so none needs to be installed, and without a shell. It starts in the
 * extension's own folder, so that nothing of the workspace is ever looked up to be run.
 */
function serverOf(command: string): Executable {
  return {
    command: process.execPath,
    args: [command, 'lsp', '--stdio'],
    // Of a command the client hands on no variable by itself: git is found by PATH, caches by HOME.
    options: { cwd: dirname(command), env: { ...process.env, ...environment(vscode.env.appRoot) } },
  };
}
