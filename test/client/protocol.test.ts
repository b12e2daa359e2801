// SPDX-License-Identifier: GPL-2.0-only
import { expect, expectTypeOf, test } from 'vitest';
import * as client from '../../client/src/protocol.ts';
import * as server from '../../server/src/lsp/vmops/protocol.ts';

test('client and server speak of the same things', () => {
  expect({ ...client }).toEqual({ ...server });
  expectTypeOf<client.Status>().toEqualTypeOf<server.Status>();
  expectTypeOf<client.TablesParams>().toEqualTypeOf<server.TablesParams>();
  expectTypeOf<client.TreeTables>().toEqualTypeOf<server.TreeTables>();
  expectTypeOf<client.ReviewPatchParams>().toEqualTypeOf<server.ReviewPatchParams>();
  expectTypeOf<client.PatchReply>().toEqualTypeOf<server.PatchReply>();
  expectTypeOf<client.ChangeFindings>().toEqualTypeOf<server.ChangeFindings>();
  expectTypeOf<client.DocumentPlace>().toEqualTypeOf<server.DocumentPlace>();
});
