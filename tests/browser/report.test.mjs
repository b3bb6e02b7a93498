// The report as a page: quiet, valid, accessible, whole in every look and on paper.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { folder, launch, lockstep, looks, made, open, output, overflow, violations, written } from './browser.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const example = (...parts) => path.join(root, 'examples', ...parts);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Answers of as many people as wanted, the same each time. */
function answers(people, { organization = 'Northwind', wave = '2026-Q4', lift = 0, side = (i) => i % 5 < 3 } = {}) {
  const pack = JSON.parse(readFileSync(path.join(root, 'questions/sales-marketing.json'), 'utf8'));
  const everybody = pack.questions.filter((question) => !question.ask);
  const lines = [];
  for (let person = 0; person < people; person += 1) {
    const chosen = {};
    for (const [at, question] of everybody.entries()) {
      const noise = ((person * 7919 + at * 104729) % 97) / 97;
      const place = Math.round(0.2 + (side(person) ? 0.6 : 1.3) + lift + noise * 1.8 - 0.5 + ((at * 5) % 7) / 10);
      const options = question.options;
      if ((person + at) % 41 === 0) chosen[question.id] = 'dont-know';
      else chosen[question.id] = options[Math.max(0, Math.min(options.length - 1, place))].value;
    }
    lines.push(
      JSON.stringify({
        format: 'lockstep-answers/1',
        pack: { id: 'sales-marketing' },
        organization,
        wave,
        respondent: `person-${String(person).padStart(12, '0')}`,
        attributes: { function: side(person) ? 'sales' : 'marketing', role: person % 6 ? 'staff' : 'leader' },
        answers: chosen,
      }),
    );
  }
  return `${lines.join('\n')}\n`;
}

const report = (...args) => made('report', ...args);

/** Every page worth looking at, by name. */
const pages = {
  acme: () => report(example('acme')),
  person: () => report(example('answers/one.json')),
  meeting: () => report(example('acme'), '--page', 'meeting'),
  leaders: () => report(example('acme'), '--page', 'leaders'),
  few: () => report(written('few.ndjson', answers(4))),
  'one-side': () => report(written('one-side.ndjson', answers(14, { side: (i) => i > 1 }))),
  tidewater: () => {
    const baseline = path.join(folder(), 'then.json');
    lockstep('report', example('tidewater'), '--wave', '2026-Q2', '--quiet', '-o', baseline);
    return report(example('tidewater'), '--baseline', baseline);
  },
  trend: () => made('trend', example('tidewater')),
  check: () => made('check', example('tidewater'), '--exit-zero'),
  'checks-of-several': () =>
    made('check', example('organizations'), '--by', 'organization', '--min-answers', '12', '--exit-zero'),
};

/** Where the HTML of a page is not valid. */
async function invalid(file) {
  const loader = new FileSystemConfigLoader({ extends: ['html-validate:standard'] });
  const checked = await new HtmlValidate(loader).validateFile(file);
  const faults = checked.results.flatMap(({ messages }) => messages);
  return faults.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`);
}

const shoot = (page, name) => page.screenshot({ path: path.join(output, `report-${name}.png`), fullPage: true });

const unfold = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

for (const [name, make] of Object.entries(pages)) {
  test(`${name}: quiet, valid and accessible in every look`, async () => {
    const file = make();
    assert.deepEqual(await invalid(file), []);
    for (const [look, options] of Object.entries(looks)) {
      const { page, context, faults: noise } = await open(browser, file, options);
      await shoot(page, `${name}-${look}`);
      assert.equal(await overflow(page), 0, look);
      assert.deepEqual(await violations(page), [], look);
      await unfold(page);
      assert.equal(await overflow(page), 0, `${look}, unfolded`);
      assert.deepEqual(await violations(page), [], `${look}, unfolded`);
      assert.deepEqual(noise, [], look);
      await context.close();
    }
  });
}

test('every sample page is valid HTML', async () => {
  const samples = readdirSync(example('reports')).filter((name) => name.endsWith('.html'));
  assert.ok(samples.length >= 3, `${samples}`);
  for (const sample of samples) assert.deepEqual(await invalid(example('reports', sample)), [], sample);
});

test('bars, changes and the profile stand on one page, each with its words and its table', async () => {
  const { page, context } = await open(browser, pages.tidewater());
  for (const [part, chart] of [
    ['#profile', '.dumbbell'],
    ['#questions', '.stack'],
    ['#change', '.shift'],
  ]) {
    const drawn = page.locator(`${part} .chart${chart}`);
    assert.ok((await drawn.count()) >= 8, part);
    for (const words of ['title', 'desc']) {
      const said = await drawn.evaluateAll((all, name) => all.map((one) => one.querySelector(name).textContent.trim()), words);
      assert.ok(said.every((text) => text.length > 0), `${part} ${words}`);
    }
    assert.ok((await page.locator(`${part} .behind tbody tr`).count()) >= 8, part);
  }
  // A count is inside its bar, a value on one line.
  const outside = await page.locator('.stack').evaluateAll((all) =>
    all.flatMap((one) =>
      Array.from(one.querySelectorAll('text.count'), (text) => {
        const [box, bar] = [text.getBBox(), text.previousElementSibling.getBBox()];
        return box.x >= bar.x && box.x + box.width <= bar.x + bar.width ? '' : text.textContent;
      }).filter(Boolean),
    ),
  );
  assert.deepEqual(outside, []);
  const lines = await page.locator('.value').evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0 && one.offsetHeight > 40).length);
  assert.equal(lines, 0);
  await context.close();
});

test('what one presses is large enough for a finger, and text may be twice as large', async () => {
  for (const [look, least] of [
    ['light', 24],
    ['narrow', 44],
  ]) {
    const { page, context } = await open(browser, pages.tidewater(), looks[look]);
    const small = await page.locator('.contents a:visible, button:visible, summary:visible').evaluateAll(
      (all, least) => all.filter((one) => one.getBoundingClientRect().height < least).map((one) => one.textContent.trim().slice(0, 40)),
      least,
    );
    assert.deepEqual(small, [], look);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    assert.equal(await overflow(page), 0, `${look}, text at 200 %`);
    await page.screenshot({ path: path.join(output, `report-tidewater-${look}-200.png`) });
    await context.close();
  }
});

test('a page that is turned from right to left stays whole and keeps signs before numbers', async () => {
  for (const look of ['light', 'narrow']) {
    const { page, context } = await open(browser, pages.tidewater(), looks[look]);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    await unfold(page);
    assert.equal(await overflow(page), 0, look);
    assert.deepEqual(await violations(page), [], look);
    const turned = await page.locator('.value bdi, .delta bdi, .ranking bdi').evaluateAll((all) =>
      all.filter((one) => getComputedStyle(one).direction !== 'ltr').map((one) => one.textContent),
    );
    assert.deepEqual(turned, []);
    await shoot(page, `tidewater-${look}-rtl`);
    await context.close();
  }
});

test('the first screen holds the ten seconds', async () => {
  const file = pages.acme();
  const { page, context } = await open(browser, file, looks.light);
  for (const seen of ['.verdict', '.gauge', '.card.first', '.card.side-0', '.card.side-1']) {
    const box = await page.locator(seen).boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 820, `${seen} ends at ${box.y + box.height}`);
  }
  await page.screenshot({ path: path.join(output, 'report-first-screen.png') });
  await context.close();
});

test('a script sorts and folds; links open what is folded', async () => {
  const { page, context, faults } = await open(browser, pages.tidewater());
  const names = () => page.locator('.cards-list > li .name').allInnerTexts();
  const first = await names();
  await page.getByRole('button', { name: 'Lowest first' }).click();
  const scores = (await page.locator('.cards-list > li summary .value').allInnerTexts()).map(Number.parseFloat);
  assert.deepEqual(scores, scores.toSorted((a, b) => a - b));
  await page.getByRole('button', { name: 'Largest difference first' }).click();
  assert.deepEqual(await names(), first);
  await page.locator('.contents a[href="#method"]').click();
  assert.equal(await page.locator('#method > details').evaluate((details) => details.open), true);
  await page.getByRole('button', { name: 'Open all' }).click();
  assert.equal(await page.locator('details:not([open])').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the page works with no script at all', async () => {
  const { page, context, faults } = await open(browser, pages.tidewater(), { javaScriptEnabled: false });
  await page.locator('.cards-list > li').first().locator('summary').click();
  assert.ok(await page.locator('.cards-list > li .sentences').first().isVisible());
  assert.equal(await page.locator('.tools:visible').count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('nothing is folded on paper, script or not', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, context } = await open(browser, pages.acme(), { javaScriptEnabled });
    await page.emulateMedia({ media: 'print' });
    for (const seen of ['.sentences', '#method .pairs', '.behind table']) {
      const box = await page.locator(seen).first().boundingBox();
      assert.ok(box && box.height > 10, seen);
    }
    assert.equal(await page.locator('.contents:visible, .tools:visible').count(), 0);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 20_000);
    writeFileSync(path.join(output, `report-acme${javaScriptEnabled ? '' : '-no-script'}.pdf`), pdf);
    await context.close();
  }
});

test('hostile text is shown as text and keeps the layout', async () => {
  const attacks = [
    '<script>document.title = "broken"</script>',
    '"><img src=x onerror="document.title = \'broken\'">',
    'javascript:alert(1)',
    'a\u202Eb\u2066c',
    '👩‍💻🇵🇰'.repeat(60),
    'W'.repeat(10_000),
    'اردو میں ایک نام '.repeat(30),
  ];
  for (const [at, organization] of attacks.entries()) {
    const lines = answers(20, { organization });
    const file = report(written('hostile.ndjson', lines), '--title', at === 3 ? 'plain' : organization);
    for (const look of ['light', 'narrow']) {
      const { page, context, faults } = await open(browser, file, looks[look]);
      assert.equal(await overflow(page), 0, `${at} ${look}`);
      assert.ok(!(await page.title()).startsWith('broken'));
      assert.equal(await page.locator('script').count(), 1);
      assert.equal(await page.locator('img').count(), 0);
      assert.deepEqual(faults, []);
      await page.screenshot({ path: path.join(output, `report-hostile-${at}-${look}.png`) });
      await context.close();
    }
  }
});

test('a logo is shown and an SVG runs nothing', async () => {
  const logo = written(
    'logo.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><script>parent.document.title="broken"</script>' +
      '<image href="https://example.org/x.png"/><rect width="120" height="40" fill="teal"/></svg>',
  );
  const { page, context, faults } = await open(browser, report(example('acme'), '--logo', logo));
  assert.equal(await page.locator('img.logo').evaluate((image) => image.naturalWidth), 120);
  assert.ok(!(await page.title()).startsWith('broken'));
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test('the page of many people is no larger than that of few', () => {
  const size = (people) => readFileSync(report(written('size.ndjson', answers(people)))).length;
  const [some, many] = [size(40), size(2_000)];
  assert.ok(Math.abs(some - many) < 0.1 * some, `${some} and ${many} bytes`);
});
