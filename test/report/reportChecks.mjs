// SPDX-License-Identifier: GPL-2.0-only
// What a reader does with the report.
import assert from 'node:assert/strict';
import { openPage } from './reportPage.mjs';

/** Returns the checks as [name, function] pairs. */
export function reportChecks({ sample, hostile }) {
  const using = (file, use, options) => async () => {
    const { page, requests, errors, close } = await openPage(file, options);
    try {
      await page.waitForSelector('#grid tbody tr');
      await use(page);
      assert.deepEqual(errors, []);
      assert.equal(requests.length, 1, `it asked for ${requests.slice(1).join(', ')}`);
    } finally {
      await close();
    }
  };
  const visible = (page, selector) => page.locator(`${selector}:visible`).count();

  return [
    [
      'the page has the matrix, the findings, handlers, mappings, documentation and the release',
      using(sample, async (page) => {
        assert.match(await page.title(), /^vmops: Linux 6\.12$/);
        assert.match(await page.textContent('#title'), /^Linux 6\.12: 7 tables, \d+ findings$/);
        assert.equal(await page.locator('#grid tbody tr').count(), 7);
        assert.equal(await page.locator('article.finding').count(), 7);
        assert.ok((await page.locator('details.handler').count()) > 5);
        assert.ok((await page.locator('details.mapping').count()) > 0);
        assert.ok((await page.locator('details.op').count()) > 5);
        const code = await page.locator('article.finding pre .line.own').first().textContent();
        assert.match(code, /^\d+\S*\s/);
      }),
    ],
    [
      'Enter in the matrix opens the finding of a cell, the arrow keys move',
      using(sample, async (page) => {
        await page.locator('#grid td.error').first().focus();
        const cell = page.locator('#grid td.error').first();
        await cell.click();
        const target = await page.evaluate(() => document.activeElement.id);
        assert.match(target, /^finding-\d+$/);
        const at = () =>
          page.evaluate(() => [
            Number(document.activeElement.parentElement.dataset.row),
            Number(document.activeElement.dataset.column),
          ]);
        await page.locator('#grid [tabindex="0"]').focus();
        const [row, column] = await at();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowLeft');
        assert.deepEqual(await at(), [row + 1, column - 1]);
        await page.keyboard.press('Home');
        await page.keyboard.press('Enter');
      }),
    ],
    [
      'a clean cell opens the branches of its handler',
      using(sample, async (page) => {
        await page.locator('#grid td.clean').first().click();
        const id = await page.evaluate(() => document.activeElement.id);
        assert.match(id, /^handler-/);
        assert.ok(await page.locator(`#${id}`).evaluate((details) => details.open));
        assert.ok((await page.locator(`#${id} .result`).count()) > 0);
      }),
    ],
    [
      'search and severities leave what fits',
      using(sample, async (page) => {
        const all = await visible(page, '.item');
        await page.keyboard.press('s');
        await page.keyboard.type('frame_fault');
        const some = await visible(page, '.item');
        assert.ok(some > 0 && some < all);
        assert.equal(await page.textContent('#hits'), `${some} of ${all}`);
        await page.keyboard.press('Escape');
        assert.equal(await visible(page, '.item'), all);
        await page.click('#severities button:has-text("warnings")');
        assert.equal(await visible(page, '.item'), await page.locator('article.warning').count());
      }),
    ],
    [
      'a slash can be typed into the search',
      using(sample, async (page) => {
        await page.focus('#search');
        await page.keyboard.type('drivers/frame');
        assert.equal(await page.inputValue('#search'), 'drivers/frame');
      }),
    ],
    ...['light', 'dark'].map((colorScheme) => [
      `the text can be read in ${colorScheme}, and the button turns it round`,
      using(
        sample,
        async (page) => {
          const colours = () =>
            page.evaluate(() => {
              const { color, backgroundColor } = getComputedStyle(document.body);
              return [color, backgroundColor].map((text) => {
                const [r, g, b] = text.match(/[\d.]+/g).map(Number);
                return (r + g + b) / 3;
              });
            });
          const [text, ground] = await colours();
          assert.ok(colorScheme === 'light' ? ground - text > 150 : text - ground > 150);
          await page.click('#theme');
          const [after, groundAfter] = await colours();
          assert.ok(colorScheme === 'light' ? after - groundAfter > 150 : groundAfter - after > 150);
        },
        { colorScheme },
      ),
    ]),
    [
      'on paper it is all there, without the tools',
      using(sample, async (page) => {
        await page.emulateMedia({ media: 'print' });
        assert.equal(await visible(page, '.tools'), 0);
        assert.equal(await visible(page, 'article.finding'), 7);
        assert.equal(
          await page.locator('#scroll').evaluate((box) => getComputedStyle(box).overflowY),
          'visible',
        );
      }),
    ],
    [
      'a narrow window needs no scrolling sideways',
      using(
        sample,
        async (page) => {
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        },
        { viewport: { width: 380, height: 800 } },
      ),
    ],
    [
      'names that are markup stay names: no element, no script, no dialog',
      using(hostile, async (page) => {
        assert.equal(await page.locator('img').count(), 0);
        assert.equal(await page.locator('script').count(), 2);
        assert.equal((await page.locator('article.finding').count()) >= 2, true);
        assert.match(await page.textContent('#findings'), /<img src=x onerror=alert\(1\)>\.c/);
        assert.match(await page.textContent('#documentation'), /< img src = x onerror = alert ` 2 ` >/);
        assert.match(await page.textContent('main'), /u\{202e\}/);
      }),
    ],
  ];
}
