// A real browser, pages made by lockstep, and everything that a page must not do.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const binary = path.resolve(process.env.LOCKSTEP ?? path.join(here, '../../target/debug/lockstep'));
const executablePath =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Where screenshots are kept. */
export const output = path.join(here, 'output');
mkdirSync(output, { recursive: true });

/** A new folder for one test. */
export const folder = () => mkdtempSync(path.join(tmpdir(), 'lockstep-browser-'));

/** What a command prints; it must succeed. */
export const lockstep = (...args) => execFileSync(binary, args, { encoding: 'utf8', cwd: tmpdir(), maxBuffer: 1 << 26 });

/** The same for a command that reads what is typed. */
export const lockstepWith = (input, ...args) =>
  execFileSync(binary, args, { input, encoding: 'utf8', cwd: tmpdir(), stdio: ['pipe', 'pipe', 'pipe'] });

/** The path of a page made by a command with `-o`. */
export function made(...args) {
  const file = path.join(folder(), 'page.html');
  lockstep(...args, '--quiet', '-o', file);
  return file;
}

export function written(name, content) {
  const file = path.join(folder(), name);
  writeFileSync(file, content);
  return file;
}

export const launch = () =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export const looks = {
  light: { viewport: { width: 1200, height: 820 }, colorScheme: 'light', reducedMotion: 'reduce' },
  dark: { viewport: { width: 1200, height: 820 }, colorScheme: 'dark', reducedMotion: 'reduce' },
  narrow: { viewport: { width: 360, height: 740 }, colorScheme: 'light', reducedMotion: 'reduce', hasTouch: true },
};

/** A page that remembers every message and every request that it should not have made. */
export async function open(browser, file, options = {}, prepare = async () => {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...looks.light, ...options });
  await prepare(context);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== address && !/^(data|blob):/.test(url)) faults.push(`request: ${url}`);
  });
  await page.goto(address);
  return { page, context, faults };
}

/** Violations of WCAG 2.2 AA and of good practice that axe-core sees on what is shown now. */
export async function violations(page) {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // The heading of the page is on its first step; a step has its own.
    const rules = { 'page-has-heading-one': { enabled: false } };
    const result = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, rules });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
}

/** How far the page is wider than its window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const shoot = (page, name) => page.screenshot({ path: path.join(output, `${name}.png`) });
