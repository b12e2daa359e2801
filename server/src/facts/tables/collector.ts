// SPDX-License-Identifier: GPL-2.0-only
/** Puts together what the configurations of one item say about its tables. */
import type { Guard } from '../../syntax/ast.ts';
import { compareInFile } from '../../text/source.ts';
import { commonGuards } from '../file/guards.ts';
import type { OpsTable, TableMember } from '../model.ts';

/** Members by the offset of their value. */
type Collected = Map<number, { member: TableMember; configurations: Guard[][] }>;

/** Where the readers of source put the tables and members that they find. */
export interface TableSink {
  /** Returns the table known under a key, made by `create` when it is new. */
  table(key: string, create: () => OpsTable): OpsTable;
  /** Adds a member that a configuration of the code gives a table; its guards are worked out later. */
  add(table: OpsTable, configuration: Guard[], member: TableMember): void;
}

/** Collects the tables and members of one file; one that several configurations share is kept once. */
export class TableCollector implements TableSink {
  readonly #byKey = new Map<string, OpsTable>();
  readonly #collected = new Map<OpsTable, Collected>();

  table(key: string, create: () => OpsTable): OpsTable {
    let table = this.#byKey.get(key);
    if (!table) {
      table = create();
      this.#byKey.set(key, table);
      this.#collected.set(table, new Map());
    }
    return table;
  }

  add(table: OpsTable, configuration: Guard[], member: TableMember): void {
    const members = this.#collected.get(table);
    const known = members?.get(member.handlerPlace.start);
    if (known) known.configurations.push(configuration);
    else {
      members?.set(member.handlerPlace.start, { member, configurations: [configuration] });
      table.members.push(member);
    }
  }

  /** The tables found so far. */
  get tables(): OpsTable[] {
    return [...this.#byKey.values()];
  }

  /** Returns the tables in order of their places, with their members and the guards that each depends on. */
  finish(): OpsTable[] {
    const tables: OpsTable[] = [];
    for (const [table, members] of this.#collected) {
      const found = [...members.values()].map(({ member, configurations }) => ({
        ...member,
        guards: commonGuards(configurations),
      }));
      table.members = found.sort((a, b) => a.handlerPlace.start - b.handlerPlace.start);
      tables.push(table);
    }
    return tables.sort((a, b) => compareInFile(a.place, b.place) || (a.name < b.name ? -1 : 1));
  }
}
