// SPDX-License-Identifier: GPL-2.0-only
/** Runs the built command as a user does. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Request } from './again.ts';

export const projectRoot = dirname(dirname(__dirname));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Surroundings {
  /** The project when absent. */
  cwd?: string;
  /** Added to the process's own without colour settings. */
  env?: NodeJS.ProcessEnv;
  /** What standard input has. */
  input?: string | Buffer;
}

/** Runs `vmops ARGS` in a process of its own. */
export function vmopsProcess(
  args: string[],
  { cwd = projectRoot, env = {}, input = '' }: Surroundings = {},
): Run {
  const result = spawnSync(process.execPath, [join(projectRoot, 'server/bin/vmops.js'), ...args], {
    cwd,
    env: environment(env),
    encoding: 'utf8',
    input,
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Runs `vmops ARGS` in a process that runs it again and again: what a test is not about need not be started anew. */
export function vmops(args: string[], surroundings: Surroundings = {}): Run {
  const { cwd = projectRoot, env = {}, input } = surroundings;
  runner ??= startRunner();
  return runner({ args, cwd, env: environment(env), input });
}

let runner: ((request: Request) => Run) | null = null;

function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env;
  return { ...clean, ...env };
}

/** Between the process and a test that waits: a thread, which may be woken where the test stands still. */
const BETWEEN = `
const { fork } = require('node:child_process');
const { workerData: { port, signal, program } } = require('node:worker_threads');
let child = null;
const answer = (run) => {
  port.postMessage(run);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
};
const start = () => {
  child = fork(program, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.on('message', answer);
  child.on('exit', (code, by) => {
    child = null;
    answer({ code, stdout: '', stderr: 'ended by ' + (by ?? 'itself') });
  });
};
port.on('message', (request) => {
  if (child === null) start();
  child.send(request);
});
`;

function startRunner(): (request: Request) => Run {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const program = join(projectRoot, 'server/out/again.cjs');
  const workerData = { port: port2, signal, program };
  new Worker(BETWEEN, { eval: true, workerData, transferList: [port2] }).unref();
  port1.unref();
  return (request) => {
    Atomics.store(signal, 0, 0);
    port1.postMessage(request);
    for (;;) {
      const answer = receiveMessageOnPort(port1);
      if (answer !== undefined) return answer.message as Run;
      // The thread may wake this one for the answer before, which was there before it was told of.
      Atomics.wait(signal, 0, 0);
    }
  };
}
