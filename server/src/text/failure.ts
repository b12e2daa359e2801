// SPDX-License-Identifier: GPL-2.0-only
/** What an exception says in one phrase, for a run that goes on without the piece that threw it. */

/** Returns why a piece of work could not be done. Throws the exception again where nothing else can go on either. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `internal error: ${String(error)}`;
  // Without a parser there is nothing to be said of any file.
  if (error.name === 'GrammarUnavailable') throw error;
  if (error instanceof RangeError && /call stack/.test(error.message)) return 'it is nested too deeply';
  return `internal error: ${error.message.split('\n', 1)[0]}`;
}
