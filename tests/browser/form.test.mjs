import assert from 'node:assert/strict';
import path from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { folder, launch, lockstep, lockstepWith, made, open } from './browser.mjs';
import { current, introduce, packOf, press, rest, saved, shown, status } from './form.mjs';

let browser;
let page_;
const pack = packOf('sales-marketing');
before(async () => {
  browser = await launch();
  page_ = made('form', '--organization', 'Acme', '--wave', '2026-Q4', '--contact', 'Dana', '--mailto', 'survey@example.org');
});
after(() => browser.close());

/** Scores of a record, as bytes. */
function scores(text) {
  const file = path.join(folder(), 'answers.json');
  writeFileSync(file, text);
  return lockstep('score', file, '--format', 'csv');
}

/** The scores of the file that the survey in the terminal writes when somebody gives the same answers. */
function asked({ answers, attributes, respondent }) {
  const file = path.join(folder(), 'asked.json');
  const lines = [];
  for (const { id, values } of pack.attributes) {
    const place = values?.findIndex(({ value }) => value === attributes[id]);
    lines.push(values ? String(place + 1) : (attributes[id] ?? ''));
  }
  for (const { id, options } of pack.questions) {
    const given = answers[id];
    if (given === 'dont-know') lines.push('d');
    else if (given === 'not-applicable') lines.push('a');
    else if (given === undefined) lines.push('s');
    else lines.push(String(options.findIndex(({ value }) => value === given) + 1));
  }
  lines.push('submit', '');
  lockstepWith(lines.join('\n'), 'survey', '--plain', '--order', 'pack', '--wave', '2026-Q4', '-o', file);
  const record = JSON.parse(readFileSync(file, 'utf8'));
  return scores(JSON.stringify({ ...record, organization: 'Acme', respondent }));
}

test('the whole form by keys, with a reload in the middle, gives the file that is meant', async () => {
  const { page, context, faults } = await open(browser, page_);
  assert.equal(await current(page), 'welcome');
  await introduce(page, { team: 'EMEA' });

  const meant = { answers: {}, mirrored: [] };
  for (let at = 0; (await current(page)) !== 'review'; at += 1) {
    if (at === 14) {
      // Half way: the answers, the place and the order of the sentences survive.
      const before = await shown(page, pack);
      await press(page, '2');
      await page.reload();
      assert.deepEqual(await shown(page, pack), before);
      assert.equal(await page.locator('.now input:checked').inputValue(), String(before.values[1]));
      assert.ok(await page.locator('#resumed').isVisible());
    }
    const { question, values, mirrored } = await shown(page, pack);
    if (mirrored) meant.mirrored.push(question.id);
    const key = ['1', '2', '3', '4', 'd', 'ArrowDown', 's', question.not_applicable ? 'a' : 'ArrowUp'][at % 8];
    await press(page, key);
    if (/[1-4]/.test(key)) meant.answers[question.id] = values[Number(key) - 1];
    else if (key === 'd') meant.answers[question.id] = 'dont-know';
    else if (key === 'a') meant.answers[question.id] = 'not-applicable';
    else if (key === 'ArrowDown') meant.answers[question.id] = values[0];
    else if (key === 'ArrowUp') meant.answers[question.id] = 'dont-know';
    if (key === 's') {
      assert.match(await status(page), /Skipped/);
      continue;
    }
    if (at === 2) {
      await press(page, 'n');
      await page.keyboard.type('new head since June 1');
      await press(page, 'Escape');
      meant.notes = { [question.id]: 'new head since June 1' };
    }
    await press(page, 'Enter');
  }

  const half = meant.mirrored.length;
  assert.ok(half === 16 || half === 17, `${half} of 33 questions are mirrored`);
  assert.equal(await page.locator('#review-rows .jump').count(), 3 + 33);
  await rest(page);
  const file = await saved(page, () => page.keyboard.press('Enter'));
  assert.equal(await current(page), 'done');

  const { respondent, started_at, submitted_at } = file.record;
  assert.match(respondent, /^[0-9a-hjkmnp-tv-z]{16}$/);
  assert.match(file.name, new RegExp(`^lockstep-answers-${respondent}\\.json$`));
  for (const stamp of [started_at, submitted_at]) assert.match(stamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.ok(started_at <= submitted_at);
  const byHand = {
    format: 'lockstep-answers/1',
    pack: { id: 'sales-marketing', version: pack.version },
    organization: 'Acme',
    wave: '2026-Q4',
    form: 'full',
    respondent,
    attributes: { function: 'sales', role: 'leader', team: 'EMEA' },
    answers: meant.answers,
    notes: meant.notes,
    mirrored: meant.mirrored,
    started_at,
    submitted_at,
  };
  assert.deepEqual(file.record, byHand);
  assert.equal(scores(file.text), scores(JSON.stringify(byHand)));
  // As an editor on Windows may leave it.
  assert.ok(!file.text.includes('\r'));
  assert.equal(scores(`\uFEFF${file.text.replaceAll('\n', '\r\n')}`), scores(file.text));
  assert.equal(scores(file.text), asked(byHand));

  assert.equal(await page.locator('#as-text').inputValue(), file.text);
  assert.match(await page.locator('#mail').getAttribute('href'), /^mailto:survey@example\.org\?subject=[^&]+&body=[^&]+$/);
  const left = await page.evaluate(() => JSON.stringify(Object.values(localStorage)));
  assert.ok(!left.includes('answers\\":{'), 'handed in: the answers are no longer kept');
  await page.reload();
  assert.equal(await current(page), 'done', 'the tab still has them');
  assert.deepEqual(faults, []);
  await context.close();
});

test('questions for leaders are asked of leaders only, and their answers go with the role', async () => {
  const { page, context } = await open(browser, page_);
  await introduce(page, { leader: true });
  const ids = [];
  while ((await current(page)) !== 'review') {
    ids.push((await shown(page, pack)).question.id);
    await press(page, '1', 'Enter');
  }
  assert.equal(ids.length, 33);
  await page.getByRole('button', { name: 'Role', exact: true }).click();
  await press(page, '2', 'Enter');
  assert.equal(await current(page), 'review');
  const file = await saved(page, () => page.locator('#next').click());
  const forLeaders = pack.questions.filter(({ ask }) => ask).map(({ id }) => id);
  assert.equal(Object.keys(file.record.answers).length, 29);
  for (const id of forLeaders) assert.ok(!(id in file.record.answers) && !file.record.mirrored.includes(id));
  assert.equal(file.record.attributes.role, 'staff');
  assert.ok(scores(file.text).length > 0);
  await context.close();
});

test('back, change, skip, review and jump do what they say', async () => {
  const { page, context, faults } = await open(browser, page_);
  await press(page, 'Enter', 'Enter');
  assert.match(await status(page), /Choose one/);
  assert.equal(await current(page), 'a0');
  await press(page, '2', 'Enter', '2', 'Enter', 'Enter');
  assert.equal(await current(page), 'q0');
  await press(page, 'Enter');
  assert.match(await status(page), /Choose an answer/);
  await press(page, '3', 'Enter', '1', 'b');
  assert.equal(await current(page), 'q0');
  assert.equal(await page.locator('.now input:checked').count(), 1);
  await press(page, 's', 'r');
  assert.match(await page.locator('#summary').textContent(), /^1 of 29 answered · 28 still open$/);
  await page.locator('#first-open').click();
  assert.equal(await current(page), 'q0');
  await press(page, 'r');
  await page.locator('.jump').nth(8).click();
  assert.equal(await page.locator('#next-name').textContent(), 'Back to review');
  await press(page, '1', 'Enter');
  assert.equal(await current(page), 'review');
  await page.goBack();
  assert.match(await current(page), /^q/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('keys stay out of the way of typing, of other layouts and of those who turn them off', async () => {
  const { page, context } = await open(browser, page_);
  await introduce(page, { leader: false, team: 'drn 1234?' });
  await press(page, 'b');
  assert.equal(await page.locator('#a2 input').inputValue(), 'drn 1234?');
  await press(page, 'Enter');
  // The digit row of a French keyboard, and a Cyrillic letter on the place of D.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '"', code: 'Digit3', bubbles: true })));
  assert.equal(await page.locator('.now .sentences input:checked').count(), 1);
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'в', code: 'KeyD', bubbles: true })));
  assert.equal(await page.locator('.now input:checked').inputValue(), 'dont-know');
  await press(page, '?');
  assert.ok(await page.locator('#keys').isVisible());
  await page.locator('#keys-on').uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await press(page, '1', 's');
  assert.equal(await current(page), 'q0');
  assert.equal(await page.locator('.now input:checked').inputValue(), 'dont-know');
  await page.reload();
  assert.equal(await page.locator('#keys-on').isChecked(), false);
  await context.close();
});

test('the short form asks the short questions and says so', async () => {
  const short = made('form', '--short');
  const { page, context, faults } = await open(browser, short);
  await introduce(page, { leader: true });
  let asked = 0;
  for (; (await current(page)) !== 'review'; asked += 1) await press(page, '4', 'Enter');
  assert.equal(asked, pack.questions.filter((question) => question.short && !question.ask).length);
  const file = await saved(page, () => page.locator('#next').click());
  assert.equal(file.record.form, 'short');
  assert.ok(!('organization' in file.record) && !('wave' in file.record));
  assert.ok(scores(file.text).length > 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('another person at the same browser is another respondent; the same one can say so', async () => {
  const { page, context } = await open(browser, page_);
  const finish = async () => {
    await introduce(page, { leader: false });
    await press(page, '1', 'r');
    return (await saved(page, () => page.locator('#next').click())).record.respondent;
  };
  const first = await finish();
  const fresh = async () => {
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    assert.ok(await page.locator('#saved-before').isVisible());
    assert.equal(await page.locator('input:checked:not(#keys-on)').count(), 0);
  };
  await fresh();
  const second = await finish();
  assert.notEqual(first, second);
  await fresh();
  await page.locator('#same-person').click();
  await page.locator('h1').focus();
  assert.equal(await finish(), second);
  await context.close();
});

test('two tabs of one form do not lose answers', async () => {
  const { page, context } = await open(browser, page_);
  await introduce(page, { leader: false });
  await press(page, '1', 'Enter');
  const other = await context.newPage();
  await other.goto(page.url());
  assert.equal(await current(other), 'q1');
  await press(other, '2', 'Enter', '3');
  await page.bringToFront();
  await page.waitForFunction(() => document.getElementById('progress').value === 3);
  await press(page, 'b', '4', 'r');
  assert.match(await page.locator('#summary').textContent(), /^3 of 29 answered/);
  await context.close();
});

test('starting over deletes what was kept, after a question', async () => {
  const { page, context } = await open(browser, page_);
  await introduce(page, { leader: false });
  await press(page, '1', 'Enter');
  await page.reload();
  await page.locator('#resumed [data-start-over]').click();
  await page.getByRole('button', { name: 'Keep my answers' }).click();
  assert.equal(await current(page), 'q1');
  await page.locator('#resumed [data-start-over]').click();
  await page.locator('#start-over').getByRole('button', { name: 'Start over' }).click();
  await page.locator('#welcome.now').waitFor();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.equal(await page.locator('input:checked:not(#keys-on)').count(), 0);
  await context.close();
});
