// SPDX-License-Identifier: GPL-2.0-only
/** The commands of lenses and actions for clients that have none of their own: any editor can run them. */
import {
  type Connection,
  type Location,
  MessageType,
  type Position,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { rules } from '../../rules/index.ts';
import type { Client } from '../client.ts';
import { pathOfUri, uriOfPath } from '../uris.ts';
import { OPEN_PAGE } from './actions.ts';
import { SHOW_PLACES } from './lenses.ts';

/** As in `executeCommandProvider`. */
export const COMMANDS: readonly string[] = [OPEN_PAGE, SHOW_PLACES];

export interface CommandSurroundings {
  connection: Connection;
  client: Client;
  pageOf: (rule: string) => string | null;
}

/** Runs a command; arguments that are not as they have to be, and commands of others, do nothing. */
export async function runCommand(
  { connection, client, pageOf }: CommandSurroundings,
  command: string,
  values: readonly unknown[],
): Promise<null> {
  const tell = (message: string) =>
    connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  const show = async (uri: string, title: string, selection?: Location['range']) => {
    if (client.showsDocuments) await connection.window.showDocument({ uri, takeFocus: true, selection });
    else await tell(`${title}: ${pathOfUri(uri) ?? uri}`);
  };
  if (command === OPEN_PAGE) {
    // Pages of rules only: a client may send anything.
    const rule = rules.find(({ id }) => {
      const page = pageOf(id);
      return page !== null && uriOfPath(page) === values[0];
    });
    if (rule) await show(values[0] as string, rule.id);
  } else if (command === SHOW_PLACES) {
    const [, , places] = values as [string, Position, Location[] | undefined];
    const [first, ...more] = Array.isArray(places) ? places : [];
    if (!first) return null;
    await show(first.uri, `line ${first.range.start.line + 1}`, first.range);
    if (more.length > 0) {
      const lines = more.map(({ uri, range }) => `${pathOfUri(uri) ?? uri}:${range.start.line + 1}`);
      await tell(`and ${lines.join(', ')}`);
    }
  }
  return null;
}
