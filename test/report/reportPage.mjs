// SPDX-License-Identifier: GPL-2.0-only
// Opens a report in Chromium, with a record of what it asked the network for and what went wrong in it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, editorFolder } from '../../scripts/editor/paths.mjs';

const { chromium: browser } = createRequire(join(editorFolder, 'package.json'))('playwright-core');

/** Opens a file; `requests` and `errors` grow while the page is used. */
export async function openPage(file, options = {}) {
  const launched = await browser.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const context = await launched.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  return { page, requests, errors, close: () => launched.close() };
}

const EVIL = '<img src=x onerror=alert(1)>';

/** A tree whose names, paths and comments are markup and scripts; returns its root. */
export function writeHostileTree(root) {
  const files = {
    Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n',
    'include/linux/mm.h': 'struct vm_operations_struct {\n\tvm_fault_t (*fault)(struct vm_fault *vmf);\n};\n',
    'Documentation/filesystems/locking.rst': `vm_operations_struct
====================

prototypes::

	<img src=x onerror=alert\`2\`> (*fault)(struct vm_fault *, </script><script>alert\`2\`</script> *);

->fault() </style><script>alert(3)</script>.
`,
    [`drivers/${EVIL}.c`]: `/* </script><script>alert(4)</script> */
static vm_fault_t x_fault(struct vm_fault *vmf)
{
	return -ENOMEM; /* </pre>${EVIL} \u202e */
}
static struct vm_operations_struct x_ops = { .fault = x_fault, ["</script>"] = 0 };
`,
    'drivers/\'"><script>alert(5)</script>/b.c': `static vm_fault_t y_fault(struct vm_fault *vmf)
{
	return -EIO;
}
static const struct vm_operations_struct y_ops = { .fault = y_fault };
`,
  };
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}
