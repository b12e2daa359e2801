// SPDX-License-Identifier: GPL-2.0-only
/** A process that runs the command again and again, so that the tests need not start one for each run. */
import { closeSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSafely } from '../../server/src/cli/safely.ts';

export interface Request {
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What standard input has. */
  input?: string | Uint8Array;
}

/** Goes with the folder of the tests. */
const INPUT = join(mkdtempSync(join(tmpdir(), 'vmops-input-')), 'input');

process.on('message', async ({ args, cwd, env, input = '' }: Request) => {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  writeFileSync(INPUT, input);
  readFrom(INPUT);
  const code = await runSafely(args);
  process.send?.({ code, stdout: stdout(), stderr: stderr() });
});

/** Makes a file the standard input: what is opened next has the number that was closed. */
function readFrom(path: string): void {
  closeSync(0);
  const file = openSync(path, 'r');
  if (file !== 0) throw new Error(`${path} is file ${file}`);
}

/** Takes what is written to a stream from now on; the function returned gives it, and the stream back. */
function capture(stream: NodeJS.WriteStream): () => string {
  const pieces: Buffer[] = [];
  const write = stream.write;
  stream.write = (piece: string | Uint8Array) => {
    pieces.push(Buffer.from(piece as string));
    return true;
  };
  return () => {
    stream.write = write;
    return Buffer.concat(pieces).toString('utf8');
  };
}
