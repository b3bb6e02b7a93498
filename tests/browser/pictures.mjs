// The pictures of docs/images, taken of the sample pages: `npm run pictures --prefix tests/browser`.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, looks, open } from './browser.mjs';
import { press } from './form.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const sample = (name) => path.join(root, 'examples/reports', name);
const picture = (name) => ({ path: path.join(root, 'docs/images', name) });

/** Everybody is the same person, so that the picture is the same. */
const noChance = (context) =>
  context.addInitScript(() => {
    Crypto.prototype.getRandomValues = (bytes) => bytes.fill(7);
  });

const browser = await launch();
const report = await open(browser, sample('acme.html'), { ...looks.light, viewport: { width: 1200, height: 700 } });
await report.page.screenshot(picture('report.png'));
const form = await open(browser, sample('acme-form.html'), { ...looks.light, viewport: { width: 1000, height: 780 } }, noChance);
await press(form.page, 'Enter', '1', 'Enter', '2', 'Enter', 'Enter', '2');
await form.page.screenshot(picture('form.png'));
await browser.close();
