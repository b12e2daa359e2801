// SPDX-License-Identifier: GPL-2.0-only
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHANGE_VIEW, COMMANDS, SERVER_COMMANDS, TABLES_VIEW, TREE_OPEN } from '../../client/src/commands.ts';
import { SETTINGS } from '../../client/src/settings.ts';
import manifest from '../../package.json';
import { CONTRACTS, configSchema, KEYS, SEVERITIES } from '../../server/src/config/schema.ts';
import { OPEN_PAGE, SELECT } from '../../server/src/lsp/features/actions.ts';
import { SHOW_PLACES } from '../../server/src/lsp/features/lenses.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { catalogue } from '../../server/src/rules/index.ts';
import { readSources } from '../imports.ts';

const root = join(__dirname, '../..');
const { contributes } = manifest;
const properties: Record<string, Record<string, unknown>> = contributes.configuration.properties;
const sources = [...readSources(root, 'client/src').values()].join('\n');

describe('commands', () => {
  const contributed = contributes.commands.map(({ command }) => command);

  test('of package.json are those that the code knows', () => {
    expect(contributed.toSorted()).toEqual(Object.values(COMMANDS).toSorted());
  });

  test.each([
    ...Object.keys(COMMANDS).map((name) => `COMMANDS.${name}`),
    ...Object.keys(SERVER_COMMANDS).map((name) => `SERVER_COMMANDS.${name}`),
  ])('%s is registered once', (name) => {
    expect(sources.split(`on(${name},`).length - 1).toBe(1);
  });

  test('nothing is registered that neither has', () => {
    const registered = [...sources.matchAll(/\bon\(([\w.]+),/g)].map(([, name]) => name);
    expect(registered).toHaveLength(contributed.length + Object.keys(SERVER_COMMANDS).length);
    expect(sources.match(/registerCommand\(/g)).toHaveLength(1);
  });

  test('of the server are those that it names', () => {
    expect(Object.values(SERVER_COMMANDS).toSorted()).toEqual([OPEN_PAGE, SELECT, SHOW_PLACES].toSorted());
  });

  test('in menus, views and the walkthrough exist', () => {
    const text = JSON.stringify([contributes.menus, contributes.viewsWelcome, contributes.walkthroughs]);
    const known = [
      ...contributed,
      ...Object.values(SERVER_COMMANDS),
      'vmops.isActive',
      TREE_OPEN,
      TABLES_VIEW,
      CHANGE_VIEW,
    ];
    const named = [...text.matchAll(/\bvmops\.[a-z]\w*/gi)].map(([name]) => name);
    const texts = ['vmops.vmops', 'vmops.toml'];
    expect(named.filter((name) => !known.includes(name) && !texts.includes(name))).toEqual([]);
  });
});

test('the first step of the walkthrough waits for the key that the code sets', () => {
  const [first] = contributes.walkthroughs[0]?.steps ?? [];
  expect(first?.completionEvents).toEqual([`onContext:${TREE_OPEN}`]);
});

test('the view is the one that the code fills', () => {
  expect(contributes.views.vmops.map(({ id }) => id)).toEqual([TABLES_VIEW, CHANGE_VIEW]);
});

describe('settings', () => {
  const of = (name: string) => properties[`vmops.${name}`] ?? {};

  test('are those that the client reads, and the trace of the library', () => {
    const groups = Object.keys(properties).map((name) => name.split('.')[1] ?? '');
    expect([...new Set(groups)].toSorted()).toEqual([...SETTINGS, 'trace'].toSorted());
  });

  test('have a name for every key of vmops.toml: release is kernel, as on the command line', () => {
    const names = Object.keys(KEYS).map((key) => (key === 'release' ? 'kernel' : key));
    expect([...names, 'scope', 'inlayHints', 'codeLens', 'changedHandlers'].toSorted()).toEqual(
      [...SETTINGS].toSorted(),
    );
  });

  test('take the rules and severities that there are', () => {
    const { rules: expected } = (
      configSchema(catalogue) as { properties: Record<string, { properties: object }> }
    ).properties;
    const typed = Object.entries(expected?.properties ?? {}).map(([id, { description }]) => [
      id,
      { type: 'string', enum: [...SEVERITIES], description },
    ]);
    expect(of('rules').properties).toEqual(Object.fromEntries(typed));
    expect(of('rules').additionalProperties).toBe(false);
  });

  test('take a release as vmops.toml does, or none', () => {
    const { release } = (configSchema(catalogue) as { properties: Record<string, { pattern: string }> })
      .properties;
    expect(of('kernel').pattern).toBe(`^$|${release?.pattern}`);
  });

  test('say of a key what vmops.toml says of it', () => {
    expect(of('kernel').markdownDescription).toBe(KEYS.release);
    expect(of('contract').markdownDescription).toBe(KEYS.contract);
    expect(String(of('rules').markdownDescription).startsWith(KEYS.rules)).toBe(true);
  });

  test('take the contracts that there are, and null for what vmops.toml says', () => {
    expect(of('contract').enum).toEqual([null, ...CONTRACTS]);
  });

  test('explain each choice, and are described', () => {
    for (const [name, setting] of Object.entries(properties)) {
      expect([name, setting.description ?? setting.markdownDescription]).toEqual([name, expect.any(String)]);
      const said = (setting.enumDescriptions ?? setting.markdownEnumDescriptions) as string[] | undefined;
      if (said) expect(said).toHaveLength((setting.enum as unknown[]).length);
    }
  });

  test('left alone say nothing over the configuration file', () => {
    const defaults = Object.fromEntries(SETTINGS.map((name) => [name, of(name).default]));
    expect(readSettings(defaults)).toEqual(readSettings({}));
  });

  test('of a workspace that is not trusted cannot name a tree elsewhere', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces).toEqual({ supported: true, restrictedConfigurations: ['vmops.tree'] });
    expect(virtualWorkspaces).toBe(false);
  });
});

test('every file that package.json names is there', () => {
  const text = JSON.stringify([contributes, manifest.icon]);
  const named = [...text.matchAll(/client\/media\/[\w./-]+/g)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
