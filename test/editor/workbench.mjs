// SPDX-License-Identifier: GPL-2.0-only
/** What a user does in the workbench and sees there, each waiting for what it leads to. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { chromium as browser, editorFolder } from '../../scripts/editor/paths.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Reading a real tree and starting an extension host take their time on a busy machine. */
const PATIENCE_MS = 180_000;
const LOOK_AGAIN_MS = 50;
/** After which a step is taken again: what takes the focus meanwhile may have undone it. */
const STEP_MS = 5_000;
/** What the workbench may need in addition to be there. */
const LOAD_MS = 25_000;

/** Opens the workbench at an address; `close` ends the browser. */
export async function openWorkbench(url) {
  const { chromium } = createRequire(join(editorFolder, 'package.json'))('playwright-core');
  const instance = await chromium.launch({ executablePath: browser, args: FLAGS });
  try {
    const page = await instance.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await loadFolder(page, url);
    return { page, close: () => instance.close() };
  } catch (error) {
    await instance.close();
    throw error;
  }
}

/**
 * Loads the workbench until it shows the files of its folder. A workspace whose file does not come in time, on a loaded
 * machine, is taken for one without folders, and stays so until the page is loaded again.
 */
function loadFolder(page, url) {
  const file = page.locator('.explorer-folders-view .monaco-list-row').first();
  return goesThrough(async (patience) => {
    await page.goto(url);
    await appears(file, LOAD_MS + patience);
  });
}

/** Looks until what is seen equals what is expected. */
export async function soon(look, expected) {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    const seen = await look();
    if (isDeepStrictEqual(seen, expected)) return;
    if (Date.now() > deadline) assert.deepEqual(seen, expected);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/**
 * Takes steps from the first one on, until they go through to their last; they are told how long to wait for what they
 * lead to, each time twice as long: starting again too soon takes back what is being worked on.
 */
async function goesThrough(steps) {
  const deadline = Date.now() + PATIENCE_MS;
  for (let patience = STEP_MS; ; patience *= 2) {
    try {
      return await steps(patience);
    } catch (error) {
      if (error.name !== 'TimeoutError' || Date.now() > deadline) throw error;
    }
  }
}

/** Waits for an element as long as for one step. */
function appears(locator, patience) {
  return locator.waitFor({ timeout: patience });
}

/** Presses a key until what it opens is there. */
export function openByKey(page, key, opened) {
  return goesThrough(async (patience) => {
    await page.keyboard.press(key);
    await appears(opened, patience);
  });
}

/** Opens a file by its path in the folder, with a place to stand at: a line, or `line:column`. */
export function openFile(page, path, place = 1) {
  const [line] = String(place).split(':');
  const end = path.lastIndexOf('/');
  const name = path.slice(end + 1);
  const chosen = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
  return goesThrough(async (patience) => {
    await fillQuickInput(page, 'Control+P', `${path}:${place}`);
    await appears(chosen.filter({ hasText: path.slice(0, end) }), patience);
    await page.keyboard.press('Enter');
    await appears(page.locator('.tab.active', { hasText: name }), patience);
    await appears(page.locator('.statusbar-item', { hasText: new RegExp(`^Ln ${line},`) }), patience);
  });
}

/** Opens the quick input by its key and writes into it. */
export function fillQuickInput(page, key, text) {
  const input = page.locator('.quick-input-widget input.input');
  return goesThrough(async (patience) => {
    // In one that is open already the key would choose the next row, and the same text would not be looked for again.
    if (await input.isVisible()) await page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden', timeout: patience });
    await page.keyboard.press(key);
    await input.fill(text, { timeout: patience });
  });
}

/** The place of the cursor as the status bar tells it. */
export function cursor(page) {
  return shown(page.locator('.statusbar-item', { hasText: /^Ln \d/ }));
}

/** Runs a command by its title. */
export function runCommand(page, title) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  return goesThrough(async (patience) => {
    await fillQuickInput(page, 'F1', `>${title}`);
    await clickOnce(page, row, patience);
  });
}

/** Takes back what was typed into the active file. */
export async function revert(page) {
  await runCommand(page, 'File: Revert File');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
}

/** The rows of the Problems panel, each as one line. */
export async function problems(page) {
  const panel = page.locator('.markers-panel');
  await goesThrough(async (patience) => {
    if (!(await panel.isVisible())) await page.keyboard.press('Control+Shift+M');
    await appears(panel, patience);
  });
  return pieces(panel.locator('.monaco-list-row'));
}

/** The rows of the Problems panel with the whole height for it: a list draws only the rows that have room. */
export async function allProblems(page) {
  await problems(page);
  // The editor's part goes while the panel has its place.
  const editor = page.locator('.part.editor');
  await runCommand(page, 'View: Toggle Maximized Panel');
  await editor.waitFor({ state: 'hidden' });
  const rows = await problems(page);
  await runCommand(page, 'View: Toggle Maximized Panel');
  await editor.waitFor();
  await closePanel(page);
  return rows;
}

/** How many pieces of text on the screen are underlined as an `error`, a `warning` or an `info`. */
export function squiggles(page, severity) {
  return page.locator(`.editor-instance .squiggly-${severity}`).count();
}

/** The code lenses on the screen. */
export function lenses(page) {
  return inLines(page.locator('.editor-instance .codelens-decoration:visible'));
}

/** The lines of the editor that are on the screen and have a text. */
export function linesWith(page, text) {
  return inLines(page.locator('.editor-instance .view-line', { hasText: text }));
}

/** The entries of tables that have a text; the hints behind them come when they come. */
export async function entriesWith(page, text) {
  return (await linesWith(page, text)).map((line) => line.slice(0, line.indexOf(',') + 1));
}

/** Rests the mouse on what is at the cursor; returns the hover that has some words, and all that it says. */
export async function hoverAtCursor(page, words) {
  const cursor = page.locator('.editor-instance .cursors-layer .cursor').first();
  const hover = page.locator('.monaco-hover-content:visible', { hasText: words }).first();
  // Lenses that come late move the text away under the mouse: the next time the keyboard asks, then the mouse again.
  let byMouse = false;
  return goesThrough(async (patience) => {
    byMouse = !byMouse;
    await page.mouse.move(1, 1);
    if (byMouse) {
      const { x, y, height } = await cursor.boundingBox({ timeout: patience });
      await page.mouse.move(x + 3, y + height / 2);
    } else {
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+I');
    }
    // Read at once: a lens that comes late may close it.
    return { hover, said: await textOnceDrawn(hover, patience) };
  });
}

/** Puts the mouse where it shows nothing. */
export async function leave(page) {
  await page.keyboard.press('Escape');
  await page.mouse.move(1, 1);
}

/** Chooses an action of the lightbulb at the cursor. */
export async function quickFix(page, title) {
  const action = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  // A file that is being drawn may close the menu as soon as it opens.
  await goesThrough(async (patience) => {
    await page.keyboard.press('Control+.');
    await clickOnce(page, action, patience);
  });
}

/**
 * Clicks what stays in its place. A click of Playwright's own may have done its work when its time runs out, on a
 * loaded machine, and to try it again would do it twice.
 */
async function clickOnce(page, locator, patience) {
  await locator.click({ trial: true, timeout: patience });
  const { x, y, width, height } = await locator.boundingBox({ timeout: patience });
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** What the lightbulb at the cursor offers of ours, in its order; its menu is open then. */
export async function actionTitles(page) {
  const rows = page.locator('.action-widget .monaco-list-row');
  if (!(await rows.first().isVisible())) {
    await page.keyboard.press('Control+.');
    await rows
      .first()
      .waitFor({ timeout: STEP_MS })
      .catch(() => {});
  }
  return inLines(rows.locator('.title'));
}

/** The rows of the view of ops tables. */
export function tableRows(page) {
  return pieces(page.locator('.pane-body .monaco-list-row:visible'));
}

/** What the language status item shows. */
export async function languageStatus(page, text) {
  const status = page.locator('.hover-language-status', { hasText: text }).first();
  const said = await goesThrough(async (patience) => {
    await page.locator('#status\\.languageStatus').click({ timeout: patience });
    return textOnceDrawn(status, patience);
  });
  await page.keyboard.press('Escape');
  return said.split('\n');
}

/** The page of the ops matrix. */
export async function openMatrix(page) {
  await runCommand(page, 'vmops: Show the Ops Matrix');
  return matrixOf(page);
}

/** The page of the ops matrix, where it is open already. */
export async function matrixOf(page) {
  const matrix = page.frameLocator('iframe.webview').last().frameLocator('iframe');
  await matrix.locator('[role=row]').nth(1).waitFor();
  return matrix;
}

/** Gives the editor the place of the panel. */
export async function closePanel(page) {
  const panel = page.locator('.part.panel');
  await goesThrough(async (patience) => {
    if (await panel.isVisible()) await page.keyboard.press('Control+J');
    await panel.waitFor({ state: 'hidden', timeout: patience });
  });
}

/** The text of an element as it is on the screen. */
export function shown(locator) {
  return goesThrough((patience) => textOnceDrawn(locator, patience));
}

async function textOnceDrawn(locator, patience) {
  await appears(locator, patience);
  const [text] = await drawnTexts(locator);
  if (text === undefined)
    throw Object.assign(new Error('it was closed before it was read'), { name: 'TimeoutError' });
  return text;
}

async function inLines(locator) {
  return (await drawnTexts(locator)).map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The texts of those elements that are drawn at this moment: one that was just hidden gives its words in one line. */
function drawnTexts(locator) {
  return locator.evaluateAll((elements) =>
    // biome-ignore lint/performance/useDomNodeTextContent: the lines are wanted as they are on the screen
    elements.filter((one) => one.getClientRects().length > 0).map((one) => one.innerText),
  );
}

/** The rows of a list, each with its pieces of text in one line. */
function pieces(rows) {
  return rows.evaluateAll((elements) =>
    elements.map((row) =>
      [...row.querySelectorAll('*')]
        .filter((one) => one.childElementCount === 0)
        .map(({ textContent }) => textContent.trim())
        .filter(Boolean)
        .join(' '),
    ),
  );
}
