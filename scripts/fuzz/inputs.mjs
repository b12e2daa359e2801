// SPDX-License-Identifier: GPL-2.0-only
// Inputs by chance: what each kind is, from one random sequence.
import { sampleText } from './texts.mjs';

const TOKENS = (
  'if else for while do switch case default break continue return goto static const inline extern typedef struct ' +
  'union enum sizeof typeof asm volatile ( ) { } [ ] ; , . -> ... : ? = == != < > <= >= + - * / % & | ^ ~ ! && || ++ -- ' +
  '+= |= << >> # ## \\ " \' /* */ // 0 1 0x10UL NULL vmf vma x y page a_fault vm_fault_t int long void ' +
  'vm_operations_struct .fault .open VM_FAULT_SIGBUS -ENOMEM mutex_lock mutex_unlock put_page __free(x) scoped_guard ' +
  'guard(mutex)(&m) list_for_each_entry #if #ifdef #else #elif #endif #define #include defined __attribute__((x)) ({ })'
).split(' ');
const ODD = [
  '\0',
  '\x1b[31m',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\r',
  '\f',
  '\x80',
  '\\\n',
  '"',
  "'",
  '/*',
  '#',
  '{',
  '}',
  '(',
  ')',
];

/** Some change of a text: what editors, bad merges and bad disks do. */
export function mutated(random, text, other) {
  let result = text;
  for (let i = random.size(12); i > 0; i--) {
    const at = random.below(result.length + 1);
    const to = Math.min(result.length, at + random.size(400));
    const piece = result.slice(at, to);
    const from = random.below(other.length + 1);
    result = random.pick([
      () => result.slice(0, at) + result.slice(to),
      () => result.slice(0, to) + piece + result.slice(to),
      () => result.slice(0, at) + piece.repeat(random.size(50)) + result.slice(to),
      () => result.slice(0, at),
      () => result.slice(at),
      () => result.slice(0, at) + other.slice(from, from + random.size(4000)) + result.slice(to),
      () => result.slice(0, at) + soup(random, random.size(30)) + result.slice(to),
      () => result.slice(0, at) + random.pick(ODD) + result.slice(at + 1),
      () =>
        `${result.slice(0, at)}\n#if ${soup(random, random.size(6))}\n${piece}\n#else\n${piece}\n#endif\n${result.slice(to)}`,
    ])();
    if (result.length > 400_000) result = result.slice(0, 400_000);
  }
  return result;
}

export function soup(random, tokens) {
  return random
    .list(tokens, () => random.pick(TOKENS) + random.pick([' ', ' ', ' ', '\n', '', '\t']))
    .join('');
}

function conditionals(random, text) {
  const lines = text.split('\n');
  for (let i = random.size(200); i > 0; i--) {
    const line = random.pick([
      `#if ${soup(random, random.size(8)).replace(/\n/g, ' ')}`,
      `#ifdef A${random.below(5)}`,
      '#else',
      `#elif B${random.below(5)}`,
      '#endif',
      '#if 0',
      '#if 1',
    ]);
    lines.splice(random.below(lines.length + 1), 0, line);
  }
  return lines.join('\n');
}

function bomb(random) {
  const n = random.size(2000);
  const name = (i) => `M${i % n}`;
  const lines = random.list(n, (i) => {
    const next = [name(i + random.size(3)), name(i + 1), name(random.below(n))];
    const body = random.pick([
      next.join(' '),
      `(${next.join(' + ')})`,
      `do { ${next.join('; ')}; } while (0)`,
      `${next[0]}(${next[1]})`,
    ]);
    return `#define ${name(i)}${random.pick(['', '', '(x)', '(x...)'])} ${body}`;
  });
  return `${lines.join('\n')}
static vm_fault_t b_fault(struct vm_fault *vmf)
{
	int x = M0;
	if (M1)
		M2;
	M3(x);
	return M4;
}
static const struct vm_operations_struct b_ops = { .fault = ${random.pick(['b_fault', 'M0', 'M1(x)'])}, .open = M2 };
`;
}

const MAIL = `From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
From: A Person <a@example.org>
Date: Mon, 1 Jan 2024 00:00:00 +0000
Subject: [PATCH v2 1/2] drivers: odd: change
Message-Id: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Why.

Signed-off-by: A Person <a@example.org>
---
 drivers/odd.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/drivers/odd.c b/drivers/odd.c
index 1111111..2222222 100644
--- a/drivers/odd.c
+++ b/drivers/odd.c
@@ -1,4 +1,4 @@ static vm_fault_t odd_fault(struct vm_fault *vmf)
 static vm_fault_t odd_fault(struct vm_fault *vmf)
 {
-	return 0;
+	return -ENOMEM;
 }
--
2.40.1

`;

const CONFIGURATION = `kernel = "6.12"
contract = "core"
exclude = ["a/**", "*.mod.c", "!b", "[a-z]?{x,y}"]

[rules]
errno-as-vm-fault = "warning"
"fault-without-page" = "off"

[[override]]
paths = ["drivers/**"]
`;

const HEADER = 'include/linux/mm.h';
const DOCUMENT = 'Documentation/filesystems/locking.rst';

/** The kinds of input: what each makes of a random sequence and the texts there are. */
export const KINDS = {
  mutated: (random, texts) => code(mutated(random, random.pick(texts), random.pick(texts))),
  spliced: (random, texts) =>
    code(
      random.list(random.size(5), () => cut(random, random.pick(texts))).join(random.pick(['', '\n', '}\n'])),
    ),
  soup: (random) => code(soup(random, random.size(20_000))),
  bytes: (random) =>
    code(random.list(random.size(20_000), () => String.fromCharCode(random.below(256))).join('')),
  nesting: (random, _texts, shapes) => code(random.pick(shapes).text(random.size(20_000))),
  bomb: (random) => code(bomb(random)),
  conditionals: (random, texts) => code(conditionals(random, random.pick(texts))),
  header: (random, texts) => ({
    files: { ...tree(), [HEADER]: mutated(random, sampleText(HEADER), random.pick(texts)) },
    documents: true,
    heard: false,
  }),
  document: (random, texts) => ({
    files: { ...tree(), [DOCUMENT]: mutated(random, sampleText(DOCUMENT), random.pick(texts)) },
    documents: true,
    heard: false,
  }),
  makefile: (random) => ({
    files: { ...tree(), Makefile: mutated(random, sampleText('Makefile'), soup(random, 50)) },
    heard: false,
  }),
  configuration: (random) => ({
    files: { 'odd.c': 'int x;\n', 'vmops.toml': mutated(random, CONFIGURATION, CONFIGURATION) },
    heard: false,
  }),
  diff: (random, texts) => {
    // A carriage return is the mail's, and lines that come in take the end that those of the file have.
    const [before, other] = [random.pick(texts), random.pick(texts)].map((text) => text.replaceAll('\r', ''));
    const after = mutated(random, before, other).replaceAll('\r', '');
    return { files: {}, change: { before, after, context: random.below(4) }, heard: false };
  },
  mail: (random) => ({ files: {}, mail: mutated(random, MAIL.repeat(random.size(5)), MAIL), heard: false }),
};

function code(text) {
  return { files: { 'drivers/odd.c': text }, heard: true };
}

function tree() {
  const paths = ['Makefile', HEADER, DOCUMENT];
  return Object.fromEntries(paths.map((path) => [path, sampleText(path)]));
}

function cut(random, text) {
  const at = random.below(text.length + 1);
  return text.slice(at, at + random.size(20_000));
}
