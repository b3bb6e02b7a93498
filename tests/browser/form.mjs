// How a person goes through the form.

import { readFileSync } from 'node:fs';
import { lockstep } from './browser.mjs';

export const packOf = (id) => JSON.parse(lockstep('pack', 'show', id, '--format', 'json'));

export const current = (page) => page.evaluate(() => document.querySelector('.step.now').id);
export const status = (page) => page.locator('#status').textContent();
export const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** The question on the screen as the pack has it, and its sentences in the order shown. */
export async function shown(page, pack) {
  const seen = await page.evaluate(() => {
    const step = document.querySelector('.step.now');
    return {
      text: step.querySelector('.ask').textContent,
      sentences: Array.from(step.querySelectorAll('.sentences .sentence'), (one) => one.textContent),
    };
  });
  const question = pack.questions.find(({ text }) => text === seen.text);
  const options = question.options ?? pack.scales[question.scale];
  const values = seen.sentences.map((sentence) => options.find(({ label }) => label === sentence).value);
  return { question, values, mirrored: values[0] !== options[0].value };
}

/** From the welcome to the first question, by keys alone. */
export async function introduce(page, { leader = true, team = '' } = {}) {
  await press(page, 'Enter', '1', 'Enter', leader ? '1' : '2', 'Enter');
  if (team) await page.keyboard.type(team);
  await press(page, 'Enter');
}

/** The file that the page saves. */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const text = readFileSync(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text, record: JSON.parse(text) };
}

/** A pause so that Enter on the review counts. */
export const rest = (page) => page.waitForTimeout(550);
