// What the page is like: readable, harmless, silent, for everybody, on every screen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { launch, lockstep, looks, made, open, overflow, shoot, violations, written } from './browser.mjs';
import { current, introduce, packOf, press, saved } from './form.mjs';

const sender = 'Dear colleagues,\n\nPlease answer for what usually happens.\n\nRuth Okafor, Head of Sales\nJonas Lindqvist, Head of Marketing\n';
let browser;
let plain;
before(async () => {
  browser = await launch();
  const options = ['--organization', 'Acme', '--wave', '2026-Q4', '--contact', 'Dana Weiss', '--report-date', '2026-11-20'];
  plain = made('form', ...options, '--mailto', 'survey@example.org', '--intro', written('intro.txt', sender));
});
after(() => browser.close());

/** Every kind of step in turn, with something on it; the last is reached by saving. */
async function tour(page, visit) {
  await visit('1-welcome');
  await press(page, 'Enter');
  await visit('2-about-you');
  await press(page, '1', 'Enter', '1', 'Enter');
  await visit('3-team');
  await press(page, 'Enter');
  await visit('4-question');
  await press(page, '2', 'n');
  await page.keyboard.type('Since June this has become much better.');
  await visit('5-note');
  await press(page, 'Escape', 'Enter', 'Enter');
  await visit('6-hint');
  await press(page, 'd', 'Enter', 's', '1', 'Enter', '?');
  await visit('7-keys');
  await press(page, 'Escape', 'r');
  await visit('8-review');
  await saved(page, () => page.locator('#next').click());
  await page.locator('summary').click();
  await visit('9-saved');
}

for (const [look, options] of Object.entries(looks)) {
  test(`every step is for everybody and fits: ${look}`, async () => {
    const { page, context, faults } = await open(browser, plain, options);
    await tour(page, async (step) => {
      assert.deepEqual(await violations(page), [], `${look} ${step}`);
      assert.equal(await overflow(page), 0, `${look} ${step}`);
      await shoot(page, `form-${look}-${step}`);
    });
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('the text can be copied, and the colours of the system are taken', async () => {
  const { page, context, faults } = await open(browser, plain, { forcedColors: 'active' });
  await introduce(page);
  await press(page, '2');
  await shoot(page, 'form-forced-colors');
  await press(page, 'r');
  await saved(page, () => page.locator('#next').click());
  await page.locator('summary').click();
  await page.locator('#copy').click();
  await page.waitForFunction(() => /Copied|marked/.test(document.getElementById('status').textContent));
  assert.deepEqual(faults, []);
  await context.close();
});

test('right to left, enlarged text and a low window keep everything in reach', async () => {
  const { page, context } = await open(browser, plain, looks.narrow);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
    document.documentElement.style.fontSize = '200%';
  });
  await tour(page, async (step) => {
    // At twice the size a long word may not fit 360 px; at 320 px of text width nothing may hide.
    assert.ok((await overflow(page)) <= 0, step);
    await shoot(page, `form-rtl-200-${step}`);
  });
  await context.close();
  const wide = await open(browser, plain, { viewport: { width: 900, height: 640 } });
  await wide.page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await tour(wide.page, (step) => shoot(wide.page, `form-rtl-${step}`));
  await wide.context.close();
});

test('the HTML is valid', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    // Scripts and styles are inline because the page is one file; blanks at line ends hurt nobody.
    rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off', 'no-raw-characters': 'off' },
  });
  const pages = [plain, made('form', '--short', '--pack', 'sales-marketing-agreement'), made('form', '--pack', 'product-engineering')];
  for (const file of [...pages, hostilePage().page]) {
    const report = await validator.validateFile(file);
    const messages = report.results.flatMap(({ messages }) => messages);
    const found = messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`);
    assert.deepEqual(found, []);
  }
});

test('the policy admits nothing but what the page carries', async () => {
  const html = readFileSync(plain, 'utf8');
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html);
  assert.match(policy, /^default-src &#39;none&#39;; script-src (&#39;sha256-[^ ]+&#39; ?){2}; style-src &#39;sha256-[^ ]+&#39;; img-src data:; base-uri/);
  assert.doesNotMatch(policy, /unsafe|http|\*/);
  assert.doesNotMatch(html, /\son[a-z]+=|javascript:|\sstyle=/i);
  // The page's own script may not be joined by another.
  const { page, context } = await open(browser, plain);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.foreign = true';
    document.body.append(script);
    return 'foreign' in globalThis;
  });
  assert.equal(ran, false);
  await context.close();
});

test('without script the page says so and can be read', async () => {
  const { page, context, faults } = await open(browser, plain, { javaScriptEnabled: false, ...looks.narrow });
  assert.ok(await page.getByText('This page needs JavaScript to take your answers').isVisible());
  assert.ok(await page.getByText('lockstep survey').isVisible());
  const pack = packOf('sales-marketing');
  for (const { text } of pack.questions) assert.ok(await page.getByRole('heading', { name: text }).isVisible());
  assert.equal(await page.locator('#bar').isVisible(), false);
  await shoot(page, 'form-no-script');
  assert.deepEqual(faults, []);
  await context.close();
});

test('on paper stand the promise and every question, answered or not', async () => {
  const { page, context } = await open(browser, plain, { viewport: { width: 700, height: 990 } });
  await introduce(page);
  await press(page, '1');
  await page.emulateMedia({ media: 'print' });
  const heights = await page.locator('.question').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.equal(heights.length, 33);
  assert.ok(heights.every((height) => height > 100));
  assert.equal(await page.locator('#bar').isVisible(), false);
  assert.ok(await page.getByText('Answers are never used for pay or appraisal.').isVisible());
  // On paper nobody sees which are reversed: every number is the one that answer files hold.
  const order = () => page.locator('.question .sentences').evaluateAll((all) => all.map((one) => one.innerText.replace(/\s+/g, ' ')));
  const onScreen = await order();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const onPaper = await order();
  packOf('sales-marketing').questions.forEach(({ options }, at) => {
    assert.equal(onPaper[at].trim(), options.map(({ value, label }) => `${value} ${label}`).join(' '));
  });
  await page.locator('#q0').scrollIntoViewIfNeeded();
  await shoot(page, 'form-print');
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await order(), onScreen);
  await context.close();
});

// Texts that would like to be more.

const hostile = [
  '<script>globalThis.harmed = true</script>',
  '"><img src=x onerror="globalThis.harmed = true">',
  "javascript:globalThis.harmed=true//'",
  '</script><script>globalThis.harmed = true</script>',
  '</style><style>body{display:none}</style>',
  '\u202Egnp.exe\u2066 turned',
  '{{ title }} ${title} {n} %3Cscript%3E &lt;b&gt; &amp;',
  '👩‍👩‍👧‍👦🏴‍☠️ ﷽ שלום',
  'x'.repeat(10000),
];

function hostilePage() {
  const pack = JSON.parse(lockstep('pack', 'show', 'sales-marketing', '--format', 'json'));
  let at = 0;
  const bad = (text) => `${hostile[at++ % hostile.length]} ${at} ${text}`;
  const spoil = (holder, ...keys) => {
    for (const key of keys) if (holder[key]) holder[key] = bad(holder[key]);
  };
  spoil(pack, 'title', 'about');
  for (const attribute of pack.attributes) {
    spoil(attribute, 'name', 'ask');
    for (const value of attribute.values ?? []) spoil(value, 'label');
  }
  for (const dimension of pack.dimensions) spoil(dimension, 'name', 'about');
  for (const question of pack.questions) {
    spoil(question, 'name', 'text', 'help');
    for (const option of question.options) spoil(option, 'label');
  }
  const intro = written('intro.txt', hostile.map((text) => `${text}\0\x1b[31m`).join('\n\n'));
  const file = written('pack.json', JSON.stringify(pack));
  const page = made('form', '--pack', file, '--intro', intro, '--title', hostile.join(' '), '--contact', hostile[1], '--organization', hostile[0], '--wave', hostile[3].replaceAll('/', ''));
  return { page, pack: file };
}

for (const look of ['light', 'narrow']) {
  test(`hostile texts are texts: ${look}`, async () => {
    const made = hostilePage();
    const { page, context, faults } = await open(browser, made.page, looks[look]);
    const sound = async (step) => {
      assert.equal(await overflow(page), 0, step);
      await shoot(page, `form-hostile-${look}-${step}`);
    };
    await sound('welcome');
    const letter = await page.locator('.letter').textContent();
    assert.ok(letter.includes('<script>globalThis.harmed = true</script>\\u{0000}\\u{001B}[31m'));
    assert.ok(letter.includes('\\u{202E}gnp.exe'));
    await press(page, 'Enter', '1', 'Enter', '1', 'Enter');
    await page.keyboard.insertText(hostile.slice(0, 6).join(' '));
    await press(page, 'Enter');
    for (const [index, note] of [...hostile, 'a\0b\x07c\ud800d\r\ne'].entries()) {
      await press(page, '2', 'n');
      // Typed or pasted by a person, or put there by an extension.
      await page.locator('.now textarea').evaluate((area, text) => {
        area.value = text;
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, note);
      await sound(`question-${index}`);
      await press(page, 'Escape', 'Enter');
    }
    await page.reload();
    await press(page, 'r');
    await sound('review');
    const file = await saved(page, () => page.locator('#next').click());
    await sound('saved');
    const notes = Object.values(file.record.notes);
    assert.deepEqual(notes.slice(0, hostile.length), hostile);
    assert.equal(notes.at(-1), 'abc\ufffdd\ne');
    assert.equal(file.record.organization, hostile[0]);
    assert.match(lockstep('score', written('answers.json', file.text), '--pack', made.pack, '--format', 'json'), /10/);
    const [harmed, images, scripts] = await page.evaluate(() => ['harmed' in globalThis, document.images.length, document.scripts.length]);
    assert.deepEqual([harmed, images, scripts], [false, 0, 3]);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

const blocked = {
  'refused altogether': () => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  },
  'full from the start': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
};

for (const [how, block] of Object.entries(blocked)) {
  test(`a browser that keeps nothing says so and works: ${how}`, async () => {
    const { page, context, faults } = await open(browser, plain, {}, (context) => context.addInitScript(block));
    assert.ok(await page.locator('#storage-none').isVisible());
    assert.deepEqual(await violations(page), []);
    await shoot(page, `form-no-storage-${how.split(' ')[0]}`);
    await introduce(page);
    for (let at = 0; (await current(page)) !== 'review'; at += 1) await press(page, '1', 'Enter');
    const file = await saved(page, () => page.locator('#next').click());
    assert.equal(Object.keys(file.record.answers).length, 33);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('a storage that fills up on the way is noticed', async () => {
  const { page, context, faults } = await open(browser, plain);
  await introduce(page);
  await press(page, '1', 'Enter');
  assert.equal(await page.locator('#storage-none').isVisible(), false);
  await page.evaluate(blocked['full from the start']);
  await press(page, '1');
  assert.ok(await page.locator('#storage-none').isVisible());
  await press(page, 'Enter', '2', 'r');
  assert.match(await page.locator('#summary').textContent(), /^3 of/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('what was kept by something else is not believed', async () => {
  const { page, context, faults } = await open(browser, plain);
  await introduce(page);
  await press(page, '1');
  const key = await page.evaluate(() => Object.keys(localStorage)[0]);
  for (const bad of ['not JSON', '[]', 'null', '{}', '{"answers":{"C1":99,"XX":1},"notes":7,"at":"q999","mirrored":"C1","attributes":{"function":"hr"}}']) {
    await page.evaluate(([key, bad]) => localStorage.setItem(key, bad), [key, bad]);
    await page.reload();
    assert.equal(await current(page), 'welcome', bad);
    assert.equal(await page.locator('input:checked:not(#keys-on)').count(), 0, bad);
  }
  assert.deepEqual(faults, []);
  await context.close();
});
