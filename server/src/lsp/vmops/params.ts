// SPDX-License-Identifier: GPL-2.0-only
/** Checks the parameters of the requests that vmops has of its own: a client may send anything. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';

const KINDS = {
  'a string': (value: unknown) => typeof value === 'string',
  'a string or null': (value: unknown) => value === null || typeof value === 'string',
  'true, false or absent': (value: unknown) => value === undefined || typeof value === 'boolean',
  'a number from 0': (value: unknown) => Number.isInteger(value) && (value as number) >= 0,
};

type Kind = keyof typeof KINDS;

/**
 * Returns the parameters where each field is of its kind; a dot in a name leads into what the field before it has.
 *
 * @throws ResponseError that says of the first other one what it has to be
 */
export function checked<T>(method: string, params: T, fields: Readonly<Record<string, Kind>>): T {
  for (const [name, kind] of Object.entries(fields)) {
    let value: unknown = params;
    for (const part of name.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part];
    if (!KINDS[kind](value))
      throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${name} has to be ${kind}`);
  }
  return params;
}
