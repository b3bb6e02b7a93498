// The table of all answers, with a way to each.

const make = (name, className, text) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

function shownAnswer(step) {
  const radio = radiosOf(step).find((one) => one.checked);
  return radio?.closest('label').querySelector('.sentence').textContent;
}

function headRow(text) {
  const row = make('tr', 'group');
  const head = make('th', '', text);
  head.scope = 'rowgroup';
  head.colSpan = 2;
  head.dir = 'auto';
  row.append(head);
  return row;
}

function answerRow(step, name, text, given, note) {
  const row = make('tr', given ? '' : 'open');
  const head = make('th');
  head.scope = 'row';
  const jump = make('button', 'jump', name);
  jump.type = 'button';
  jump.dir = 'auto';
  jump.addEventListener('click', () => {
    go(step);
    fromReview = true;
    showPlace();
  });
  head.append(jump);
  const cell = make('td');
  const said = make('span', 'said', text);
  said.dir = 'auto';
  cell.append(said);
  if (note) {
    const noted = make('span', 'noted');
    noted.append(make('span', 'unseen', `${words.note}: `));
    const words_ = make('span', '', note);
    words_.dir = 'auto';
    noted.append(words_);
    cell.append(noted);
  }
  row.append(head, cell);
  return row;
}

function fillReview() {
  const rows = byId('review-rows');
  rows.replaceChildren();
  const asked = askedQuestions();
  if (data.attributes.length > 0) rows.append(headRow(words.aboutYou));
  data.attributes.forEach((attribute, index) => {
    const step = `a${index}`;
    const value = attribute.values ? shownAnswer(step) : draft.attributes[attribute.id];
    const missing = attribute.values ? words.notAnswered : words.notGiven;
    rows.append(answerRow(step, attribute.name, value || missing, Boolean(value) || !attribute.values));
  });
  let dimension = -1;
  for (const question of asked) {
    if (question.dimension !== dimension) {
      dimension = question.dimension;
      rows.append(headRow(data.dimensions[dimension]));
    }
    const step = stepOf(question);
    const given = isAnswered(question);
    rows.append(
      answerRow(step, question.name, given ? shownAnswer(step) : words.notAnswered, given, draft.notes[question.id]),
    );
  }
  summarize(asked);
}

function summarize(asked) {
  const having = (value) => asked.filter((question) => draft.answers[question.id] === value).length;
  const open = having(undefined);
  const unknown = having('dont-know');
  const inapplicable = having('not-applicable');
  const parts = [fill(words.summaryAnswered, { n: asked.length - open, all: asked.length })];
  if (unknown) parts.push(countable(words.summaryDontKnow, unknown));
  if (inapplicable) parts.push(countable(words.summaryNotApplicable, inapplicable));
  parts.push(open ? countable(words.summaryOpen, open) : words.summaryComplete);
  byId('summary').textContent = parts.join(' · ');
  byId('first-open').hidden = open === 0;
}
