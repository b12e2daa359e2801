// SPDX-License-Identifier: GPL-2.0-only
/** Reads the import statements of the project's own files, and the rules of the house over them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** One import: the file that has it, and what it names (a package, or a path relative to the project). */
export interface Import {
  from: string;
  to: string;
}

/** Text of the source files by path relative to the project. */
export type Sources = Map<string, string>;

/** Reads every TypeScript file under a folder of the project. */
export function readSources(root: string, folder: string): Sources {
  const sources: Sources = new Map();
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = posix.join(entry.parentPath.slice(root.length + 1).replaceAll('\\', '/'), entry.name);
    sources.set(path, readFileSync(join(root, path), 'utf8'));
  }
  return sources;
}

/** Returns static, dynamic, type-only and re-exporting imports, relative ones resolved. */
export function importsOf(sources: Sources): Import[] {
  const found: Import[] = [];
  const pattern =
    /^\s*(?:import|export)\s[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/gm;
  for (const [from, text] of sources) {
    for (const match of text.matchAll(pattern)) {
      const name = (match[1] ?? match[2] ?? match[3]) as string;
      found.push({ from, to: name.startsWith('.') ? posix.join(posix.dirname(from), name) : name });
    }
  }
  return found;
}

/** Returns the imports that load the other file: those of types alone, and those made later, do not. */
export function importsByValue(sources: Sources): Import[] {
  const found: Import[] = [];
  const pattern = /^(?:import|export)\s(?!type\b)([^'";]*?)\bfrom\s*'(\.[^']+)'|^import\s*'(\.[^']+)'/gm;
  for (const [from, text] of sources) {
    for (const [, what = '', named, bare] of text.matchAll(pattern)) {
      const members = /^\{([^}]*)\}\s*$/.exec(what)?.[1]?.split(',') ?? null;
      const isOfTypes = members?.every((member) => /^\s*(?:type\s.*)?$/s.test(member)) ?? false;
      if (!isOfTypes) found.push({ from, to: posix.join(posix.dirname(from), (named ?? bare) as string) });
    }
  }
  return found;
}

/** The rooms of server/src, and the rooms, or folders of them, that each may import from. */
const MAY_IMPORT: Record<string, string[]> = {
  text: [],
  findings: ['text'],
  config: ['text', 'contracts', 'findings'],
  contracts: ['text', 'syntax/words'],
  syntax: ['text'],
  facts: ['text', 'syntax', 'contracts'],
  analysis: ['text', 'syntax', 'facts', 'contracts'],
  rules: ['text', 'facts', 'contracts', 'analysis', 'findings'],
  io: ['text'],
  workspace: ['text', 'syntax', 'facts', 'contracts', 'analysis', 'io'],
  core: [
    'text',
    'config',
    'syntax',
    'facts',
    'contracts',
    'analysis',
    'rules',
    'findings',
    'io',
    'workspace',
  ],
  report: ['text', 'facts', 'contracts', 'analysis', 'findings', 'core', 'mail', 'patch', 'review'],
  patch: ['text'],
  mail: ['text', 'patch'],
  review: ['text', 'facts', 'contracts', 'analysis', 'findings', 'io', 'workspace', 'core', 'mail', 'patch'],
  lsp: [
    'text',
    'config',
    'syntax',
    'facts',
    'contracts',
    'analysis',
    'rules',
    'findings',
    'io',
    'workspace',
    'core',
    'report',
  ],
  cli: [
    'text',
    'config',
    'syntax',
    'facts',
    'contracts',
    'findings',
    'rules',
    'report',
    'core',
    'io',
    'lsp',
    'mail',
    'review',
  ],
};

/** Rooms that may use Node's own modules, packages and globals for input and output. */
const EDGES = ['io', 'cli'];
/** Node modules that compute and touch nothing outside the process. */
const PURE_NODE_MODULES = ['node:path', 'node:crypto', 'node:url'];
/** Packages and modules by the rooms or files that alone may use them. */
const PACKAGES: Record<string, string[]> = {
  'tree-sitter': ['server/src/syntax/parser/treeSitter.ts'],
  'tree-sitter-c': ['server/src/syntax/parser/treeSitter.ts'],
  'web-tree-sitter': ['server/src/syntax/parser/webAssembly.ts'],
  // createRequire, which loads the three above when they are first needed.
  'node:module': [
    'server/src/syntax/parser/treeSitter.ts',
    'server/src/syntax/parser/webAssembly.ts',
    'server/src/io/',
    'server/src/cli/',
  ],
  '@vscode/ripgrep': ['server/src/io/'],
  'vscode-languageserver': ['server/src/lsp/'],
  'vscode-languageserver/node': ['server/src/cli/'],
  'vscode-languageserver-textdocument': ['server/src/lsp/'],
  diff: ['server/src/report/patch.ts', 'server/src/patch/'],
  commander: ['server/src/cli/'],
  'smol-toml': ['server/src/config/'],
  'postal-mime': ['server/src/mail/'],
  // Types alone.
  sarif: ['server/src/report/'],
  picocolors: ['server/src/cli/'],
  'picocolors/types': ['server/src/cli/', 'server/src/report/'],
};

/** Returns one line per import in server/src that breaks a rule of the house. */
export function importViolations(imports: Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    const reason = violation(from, to);
    return reason === null ? [] : [`${from} imports ${to}: ${reason}`];
  });
}

function violation(from: string, to: string): string | null {
  const room = roomOf(from);
  if (!(room in MAY_IMPORT)) return `no room is named ${room}`;
  if (to.startsWith('node:') && !(to in PACKAGES)) {
    return EDGES.includes(room) || PURE_NODE_MODULES.includes(to)
      ? null
      : 'only the edges do input and output';
  }
  if (to.startsWith('server/src/')) {
    const target = roomOf(to);
    const allowed = MAY_IMPORT[room]?.some((one) => to.startsWith(`server/src/${one}/`));
    return target === room || allowed ? null : `${room} may not know ${target}`;
  }
  // Data that the bundler inlines belongs to no room; the editor side is not the server's.
  if (to.startsWith('grammars/') || to === 'package.json') return null;
  const users = PACKAGES[to];
  if (users === undefined) return 'not a package of the server';
  return users.some((user) => from.startsWith(user)) ? null : `only ${users.join(', ')} may use it`;
}

function roomOf(path: string): string {
  return path.split('/')[2] ?? '';
}

/** Returns the first import cycle between rooms as `a → b → a`, or null. */
export function roomCycle(imports: Import[]): string | null {
  const between = imports.filter(({ to }) => to.startsWith('server/src/'));
  return cycleOf(between.map(({ from, to }) => [roomOf(from), roomOf(to)]));
}

/** Returns the first cycle of files that load each other as `a.ts → b.ts → a.ts`, or null. */
export function valueCycle(imports: Import[]): string | null {
  return cycleOf(imports.map(({ from, to }) => [from, to]));
}

function cycleOf(pairs: [from: string, to: string][]): string | null {
  const edges = new Map<string, Set<string>>();
  for (const [from, to] of pairs) if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  const finished = new Set<string>();
  const visit = (at: string, path: string[]): string | null => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at].join(' → ');
    if (finished.has(at)) return null;
    for (const next of edges.get(at) ?? []) {
      const cycle = visit(next, [...path, at]);
      if (cycle !== null) return cycle;
    }
    finished.add(at);
    return null;
  };
  for (const start of edges.keys()) {
    const cycle = visit(start, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

/** Returns uses of the process's own surroundings outside the edges: `process`, `console`, `fetch`. */
export function surroundingsUses(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    if (EDGES.includes(roomOf(path))) return [];
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    return [...code.matchAll(/(?<![\w.'"])(process\.|console\.|fetch\()/g)].map(
      (match) => `${path} uses ${match[1]}`,
    );
  });
}

/** Returns the files that look into text: with a regular expression, or into the source of a function or a file. */
export function textReaders(sources: Sources, rooms: readonly string[]): string[] {
  return [...sources].flatMap(([path, text]) => {
    if (!rooms.includes(roomOf(path))) return [];
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"])\/\/.*/g, '');
    return READS_TEXT.some((pattern) => pattern.test(code)) ? [path] : [];
  });
}

const READS_TEXT = [
  /\bRegExp\b/,
  // A literal, where an operand may begin.
  /(?<=(?:[=(,:?!&|[{};+]|=>)\s*|\b(?:return|case|typeof)\s+|^\s*)\/(?![/*\s])(?:[^/\n\\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*(?=\s*[.,;:)}\]])/m,
  /\.text\.(?:slice|substring|match|matchAll|replace|indexOf|lastIndexOf|includes|search|split)\(/,
  /\b(?:wholeOf|bodyOf|headOf|structBodies)\(/,
];

/**
 * Returns the functions, classes and values that a file exports and no other file imports, as `path: name`. Types may
 * be exported for the sake of those who call a function; a file of which all is imported has none.
 */
export function unusedExports(sources: Sources): string[] {
  const used = new Map<string, Set<string>>();
  const use = (from: string, to: string, name: string) => {
    const path = posix.join(posix.dirname(from), to);
    used.set(path, (used.get(path) ?? new Set()).add(name));
  };
  for (const [from, text] of sources) {
    for (const [, names = '', to] of text.matchAll(
      /\b(?:import|export)\s[^'";{]*\{([^}]*)\}\s*from\s*'(\.[^']+)'/g,
    ))
      for (const name of names.matchAll(/(?:^|,)\s*(?:type\s+)?(\w+)/g))
        use(from, to as string, name[1] as string);
    for (const [, to] of text.matchAll(/\bimport\s*\(\s*'(\.[^']+)'|\*(?: as \w+)? from '(\.[^']+)'/g))
      if (to !== undefined) use(from, to, EVERYTHING);
  }
  const exported = /^export (?:async )?(?:function\*?|(?:abstract )?class|const|let) (\w+)/gm;
  return [...sources].flatMap(([path, text]) => {
    const names = used.get(path) ?? new Set();
    if (names.has(EVERYTHING)) return [];
    return [...text.matchAll(exported)].flatMap(([, name = '']) =>
      names.has(name) ? [] : [`${path}: ${name}`],
    );
  });
}

const EVERYTHING = '*';
