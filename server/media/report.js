// SPDX-License-Identifier: GPL-2.0-only
/** The page of the report: search, severities, light and dark, and the places that the matrix leads to. */
const data = JSON.parse(document.getElementById('data').textContent);

/** What the matrix of the editor asks of its host. */
globalThis.acquireVsCodeApi = () => {
  let state = {};
  return {
    getState: () => state,
    setState: (next) => {
      state = next;
    },
    postMessage: (message) => {
      if (message.type === 'ready')
        queueMicrotask(() => window.postMessage({ type: 'matrix', matrix: data.matrix }, '*'));
      if (message.type === 'open') openPlace(data.links[message.row][message.column + 1]);
    },
  };
};

/** Goes to an item of the page, and opens what it is in. */
function openPlace(address) {
  const item = address?.startsWith('#') ? document.getElementById(address.slice(1)) : null;
  if (!item || item.id === 'matrix') return;
  for (let at = item; at; at = at.parentElement) {
    if (at.localName === 'details') at.open = true;
    at.hidden = false;
  }
  history.replaceState(null, '', address);
  item.scrollIntoView({ block: 'start' });
  item.focus({ preventScroll: true });
}

const search = document.getElementById('search');
const hits = document.getElementById('hits');
const severities = document.getElementById('severities');
const theme = document.getElementById('theme');
const items = [...document.querySelectorAll('.item')].map((item) => ({
  item,
  text: item.textContent.toLowerCase(),
}));
const chosen = new Set();

function apply() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { item, text } of items) {
    const { severity } = item.dataset;
    const fits = words.every((word) => text.includes(word));
    const isChosen = chosen.size === 0 || (severity !== undefined && chosen.has(severity));
    item.hidden = !fits || !isChosen;
    if (!item.hidden) shown++;
  }
  hits.textContent = words.length === 0 && chosen.size === 0 ? '' : `${shown} of ${items.length}`;
}

for (const [severity, word] of [
  ['error', 'errors'],
  ['warning', 'warnings'],
  ['information', 'remarks'],
]) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = word;
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => {
    if (!chosen.delete(severity)) chosen.add(severity);
    button.setAttribute('aria-pressed', String(chosen.has(severity)));
    apply();
  });
  severities.append(button);
}

search.addEventListener('input', apply);
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key === 's' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.select();
  }
  if (event.key === 'Escape' && event.target === search) {
    search.value = '';
    apply();
  }
});

theme.addEventListener('click', () => {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const now = document.documentElement.dataset.theme ?? (isDark ? 'dark' : 'light');
  document.documentElement.dataset.theme = now === 'dark' ? 'light' : 'dark';
});

addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('.finding details')) details.open = true;
});

openPlace(location.hash);
