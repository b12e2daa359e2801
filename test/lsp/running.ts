// SPDX-License-Identifier: GPL-2.0-only
/** A running server and the way to it. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver';
import * as server from 'vscode-languageserver/node';
import {
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { rulePagePath } from '../../server/src/cli/rulePages.ts';
import { serve } from '../../server/src/lsp/server.ts';
import { projectRoot } from '../cli/vmops.ts';

export interface Running {
  reader: MessageReader;
  writer: MessageWriter;
  /** The exit code, when it has ended. */
  exit: Promise<number | null>;
  /** The process whose end ends the server too. */
  watches: number | null;
  /** Ends the line to it. */
  cut: () => void;
}

/** A server in the process of the test. */
export function runHere(): Running {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  let end: (code: number) => void;
  const exit = new Promise<number>((resolve) => {
    end = resolve;
  });
  const connection = createConnection(
    () =>
      server.createProtocolConnection(
        new server.StreamMessageReader(toServer),
        new server.StreamMessageWriter(toClient),
      ),
    { shutdownReceived: false, initialize: () => {}, exit: (code) => end(code) },
    server.ProposedFeatures.all,
  );
  const pageOf = (rule: string) => {
    const path = rulePagePath(rule);
    return existsSync(path) ? path : null;
  };
  serve(connection, { notices: [], pageOf, onShutdown: () => {} });
  return {
    reader: new StreamMessageReader(toClient),
    writer: new StreamMessageWriter(toServer),
    exit,
    watches: null,
    cut: () => toServer.end(),
  };
}

/**
 * The built command in a process of its own.
 *
 * @param variables what its environment has besides
 */
export function startProcess(variables: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [join(projectRoot, 'server/bin/vmops.js'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...variables },
  });
  return {
    reader: new StreamMessageReader(child.stdout),
    writer: new StreamMessageWriter(child.stdin),
    exit: new Promise((resolve) => child.on('exit', resolve)),
    watches: process.pid,
    cut: () => child.stdin.end(),
  };
}
