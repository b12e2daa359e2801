/** What a user does in the workbench, each waiting for what it leads to. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
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
const PATIENCE_MS = 60_000;

export async function openWorkbench(url) {
  const { chromium } = createRequire(join(editorFolder, 'package.json'))('playwright-core');
  const instance = await chromium.launch({ executablePath: browser, args: FLAGS });
  const page = await instance.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator('.monaco-workbench').waitFor();
  return { page, close: () => instance.close() };
}

/** Opens a file by its path in the folder, with a line to stand on. */
export async function openFile(page, path, line = 1) {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget input.input');
  await input.fill(`${path}:${line}`);
  const name = path.slice(path.lastIndexOf('/') + 1);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-instance .view-lines').waitFor();
}

/** Runs a command by its title. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input.input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** The text of each row of the Problems panel, as soon as one of them has `text`. */
export async function problems(page, text) {
  if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row', { hasText: text }).first().waitFor();
  return page.locator('.markers-panel .monaco-list-row').allInnerTexts();
}

/** A word in the text of the open editor. */
export function word(page, text) {
  return page.locator('.editor-instance .view-line span > span', { hasText: text }).first();
}

/** Gives the editor the place of the panel. */
export async function closePanel(page) {
  const panel = page.locator('.part.panel');
  if (!(await panel.isVisible())) return;
  await page.keyboard.press('Control+J');
  await panel.waitFor({ state: 'hidden' });
}
