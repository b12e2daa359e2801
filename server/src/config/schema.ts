// SPDX-License-Identifier: GPL-2.0-only
/** What `vmops.toml` may say: the one description that the reader and the published JSON Schema are made from. */

export const CONFIG_FILE = 'vmops.toml';
export const SEVERITIES = ['error', 'warning', 'information', 'off'] as const;
export const CONTRACTS = ['documentation', 'core'] as const;

/** The keys of the file with what each means, in the order of the documentation. */
export const KEYS = {
  rules: 'Severity per rule; a rule that is not named keeps its own.',
  exclude: "Files to leave out, as in .gitignore, relative to this file's folder.",
  contract: 'What pfn_mkwrite is held against: the locking document, or what mm/ does.',
  release: "Release to check against, such as 6.12; without it the tree's own.",
  tree: "Kernel tree to take headers and the locking document from; relative to this file's folder.",
} as const;

/** Returns the JSON Schema (draft 7) of the file, with these rules. It is published as docs/vmops.schema.json. */
export function configSchema(rules: readonly { id: string; title: string }[]): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: CONFIG_FILE,
    type: 'object',
    additionalProperties: false,
    properties: {
      rules: {
        description: KEYS.rules,
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map(({ id, title }) => [id, { description: title, enum: SEVERITIES }]),
        ),
      },
      exclude: { description: KEYS.exclude, type: 'array', items: { type: 'string', minLength: 1 } },
      contract: { description: KEYS.contract, enum: CONTRACTS },
      release: {
        description: KEYS.release,
        type: 'string',
        pattern: '^v?[0-9]+\\.[0-9]+',
      },
      tree: { description: KEYS.tree, type: 'string', minLength: 1 },
    },
  };
}
