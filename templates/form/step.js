// One step at a time: showing it, going on, going back.

const form = byId('form');
/** The step on the screen. */
let current = 'welcome';
/** Whether the way on leads back to the review. */
let fromReview = false;
/** How long answers take here, mixed with how long they take most people. */
const pace = { seconds: 18 * 6, questions: 6, since: null };

const questionOf = (step) => (step.startsWith('q') ? data.questions[Number(step.slice(1))] : undefined);
const attributeOf = (step) => (step.startsWith('a') ? data.attributes[Number(step.slice(1))] : undefined);
const radiosOf = (step) => Array.from(byId(step).querySelectorAll('input[type=radio]'));

const say = (text) => {
  byId('status').textContent = text;
};

/** Puts the sentences of every question in their order and what was answered into its place;
    for paper in the order of the file, with the values that stand in it. */
function arrange(paper = false) {
  data.questions.forEach((question, index) => {
    const step = byId(`q${index}`);
    const list = step.querySelector('.sentences');
    const options = Array.from(list.children);
    options.sort((a, b) => order(question, a) - order(question, b));
    if (!paper && draft.mirrored.includes(question.id)) options.reverse();
    list.append(...options);
    options.forEach((option, at) => {
      const name = paper ? option.querySelector('input').value : at < 9 ? String(at + 1) : '·';
      option.querySelector('.cap').textContent = name;
    });
    const answer = draft.answers[question.id];
    for (const radio of radiosOf(`q${index}`)) radio.checked = radio.value === String(answer);
    byId(`q${index}-note`).value = draft.notes[question.id] ?? '';
    nameNote(index);
  });
  data.attributes.forEach((attribute, index) => {
    const value = draft.attributes[attribute.id];
    if (attribute.values) for (const radio of radiosOf(`a${index}`)) radio.checked = radio.value === value;
    else byId(`a${index}`).querySelector('input').value = value ?? '';
  });
}

const order = (question, option) => question.values.indexOf(Number(option.querySelector('input').value));

function nameNote(index) {
  const has = Boolean(draft.notes[data.questions[index].id]);
  const button = byId(`q${index}`).querySelector('.note-open');
  button.querySelector('.note-name').textContent = has ? words.noteEdit : words.noteAdd;
  button.classList.toggle('has-note', has);
}

function openNote(step, open) {
  const section = byId(step);
  section.querySelector('.note-box').hidden = !open;
  section.querySelector('.note-open').setAttribute('aria-expanded', String(open));
}

/** Shows a step; `remember` puts it into the browser's history. */
function go(step, remember = true) {
  const way = steps();
  if (!way.includes(step) || (step === 'done' && !draft.submitted)) step = way.includes(current) ? current : 'welcome';
  byId(current).classList.remove('now');
  current = step;
  draft.at = step;
  if (step === 'review' || step === 'done') fromReview = false;
  if (questionOf(step) && !draft.started) draft.started = now();
  pace.since = Date.now();
  if (step === 'review') fillReview();
  if (step === 'done') fillDone();
  byId(step).classList.add('now');
  if (questionOf(step)) openNote(step, Boolean(draft.notes[questionOf(step).id]));
  if (hasContent(draft) || draft.submitted) keep();
  if (step !== 'welcome') byId('saved-before').hidden = true;
  if (remember) {
    byId('resumed').hidden = true;
    try {
      history.pushState({ step }, '');
    } catch {
      // Too many in a short time; the page works without.
    }
  }
  say('');
  showPlace();
  window.scrollTo(0, 0);
  focusStep();
}

function focusStep() {
  const line = byId(current).querySelector('input[type=text]');
  (line ?? byId(current).querySelector('[tabindex="-1"]')).focus({ preventScroll: true });
}

/** Everything around the step: names of buttons, place, progress. */
function showPlace() {
  const question = questionOf(current);
  const attribute = attributeOf(current);
  const asked = askedQuestions();
  document.body.dataset.step = question ? 'question' : attribute ? 'attribute' : current;
  byId('next-name').textContent =
    current === 'welcome' ? words.start : current === 'review' ? words.save : fromReview ? words.toReview : words.next;
  byId('back').hidden = current === 'welcome' || current === 'done';
  byId('skip').hidden = !question;
  byId('next').hidden = current === 'done';
  let where = current === 'welcome' && lasting ? words.stays : '';
  let name = '';
  if (question) {
    name = fill(words.position, { n: asked.indexOf(question) + 1, all: asked.length });
    where = `${name} · ${timeLeft(asked, question)}`;
  } else if (attribute) {
    name = where = fill(words.aboutPosition, { n: data.attributes.indexOf(attribute) + 1, all: data.attributes.length });
  } else if (current !== 'welcome') {
    name = current === 'review' ? words.reviewTitle : words.doneTitle;
  }
  byId('where').textContent = where;
  document.title = name ? `${name} · ${data.title}` : data.title;
  showProgress(asked, question);
}

function timeLeft(asked, question) {
  const open = asked.slice(asked.indexOf(question)).filter((one) => one === question || !isAnswered(one)).length;
  const seconds = (open * pace.seconds) / pace.questions;
  return seconds < 50 ? words.underAMinute : countable(words.minutesLeft, Math.max(1, Math.round(seconds / 60)));
}

function showProgress(asked, question) {
  const bar = byId('progress');
  const answered = asked.filter(isAnswered).length;
  bar.max = Math.max(1, asked.length);
  bar.value = answered;
  bar.setAttribute('aria-label', fill(words.progress, { n: answered, all: asked.length }));
  const segments = byId('segments');
  segments.replaceChildren();
  data.dimensions.forEach((_, dimension) => {
    const inside = asked.filter((one) => one.dimension === dimension);
    if (inside.length === 0) return;
    const segment = document.createElement('span');
    segment.style.flexGrow = String(inside.length);
    segment.classList.toggle('here', question?.dimension === dimension);
    const done = document.createElement('span');
    done.style.inlineSize = `${(100 * inside.filter(isAnswered).length) / inside.length}%`;
    segment.append(done);
    segments.append(segment);
  });
}

/** Takes what stands on the screen as the answer. */
function answer(step, radio) {
  const question = questionOf(step);
  if (question) {
    const value = question.values.includes(Number(radio.value)) ? Number(radio.value) : radio.value;
    draft.answers[question.id] = value;
  } else {
    draft.attributes[attributeOf(step).id] = radio.value;
  }
  draft.submitted = null;
  keep();
  say('');
  showPlace();
}

const neighbour = (offset) => {
  const way = steps();
  return way[way.indexOf(current) + offset];
};

function next() {
  const question = questionOf(current);
  const attribute = attributeOf(current);
  if (current === 'review') return save();
  if (question && !isAnswered(question)) return say(words.chooseOrSkip);
  if (attribute?.values && draft.attributes[attribute.id] === undefined) return say(words.choose);
  if (question && pace.since) {
    pace.seconds += Math.min(90, (Date.now() - pace.since) / 1000);
    pace.questions += 1;
  }
  return go(fromReview ? 'review' : neighbour(1));
}

function back() {
  if (current === 'welcome' || current === 'done') return;
  go(fromReview ? 'review' : neighbour(-1));
}

/** Leaves a question without an answer. */
function skip() {
  const question = questionOf(current);
  if (!question) return;
  delete draft.answers[question.id];
  draft.submitted = null;
  for (const radio of radiosOf(current)) radio.checked = false;
  go(fromReview ? 'review' : neighbour(1));
  say(words.skipped);
}
