// Wiring, and where to begin.

function begin(draftToUse, step) {
  draft = draftToUse;
  arrange();
  showKeys();
  go(step, false);
  try {
    history.replaceState({ step: current }, '');
  } catch {
    // The page works without.
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  next();
});

form.addEventListener('change', (event) => {
  if (event.target.type === 'radio') answer(event.target.closest('.step').id, event.target);
});

form.addEventListener('input', (event) => {
  const step = event.target.closest('.step')?.id ?? '';
  const question = questionOf(step);
  if (event.target.type === 'textarea' && question) {
    if (event.target.value.trim()) draft.notes[question.id] = event.target.value;
    else delete draft.notes[question.id];
    nameNote(data.questions.indexOf(question));
  } else if (event.target.type === 'text') {
    const { id } = attributeOf(step);
    if (event.target.value) draft.attributes[id] = event.target.value;
    else delete draft.attributes[id];
  } else {
    return;
  }
  draft.submitted = null;
  keep();
});

form.addEventListener('click', (event) => {
  const opener = event.target.closest('.note-open');
  if (opener) note(opener.getAttribute('aria-expanded') !== 'true');
});

const onClick = (id, run) => byId(id).addEventListener('click', run);
onClick('back', back);
onClick('skip', skip);
onClick('open-keys', () => byId('keys').showModal());
onClick('open-review', () => {
  if (current !== 'done') go('review');
});
onClick('first-open', () => {
  const open = askedQuestions().find((question) => !isAnswered(question));
  if (open) go(stepOf(open));
});
onClick('resumed-close', () => {
  byId('resumed').hidden = true;
  focusStep();
});
for (const button of document.querySelectorAll('[data-start-over]')) {
  button.addEventListener('click', () => byId('start-over').showModal());
}
onClick('save-again', () => {
  download();
  say(words.savedAgain);
});
onClick('change', () => go('review'));
onClick('copy', copy);

byId('start-over').addEventListener('close', (event) => {
  if (event.target.returnValue !== 'over') return;
  event.target.returnValue = '';
  byId('resumed').hidden = true;
  put(lasting, null);
  put(passing, null);
  begin(fresh(), 'welcome');
});

document.addEventListener('keydown', onKey);

window.addEventListener('popstate', (event) => {
  const step = event.state?.step;
  if (typeof step === 'string' && steps().includes(step)) go(step, false);
});

// Another tab with the same form: the latest answers win, nothing is lost.
window.addEventListener('storage', (event) => {
  if (event.key !== data.key || event.newValue === null || draft.submitted) return;
  const kept = take(lasting);
  if (!kept || kept.submitted) return;
  draft = { ...restored(kept), at: current };
  arrange();
  showPlace();
  say(words.otherTab);
});

window.addEventListener('beforeprint', () => arrange(true));
window.addEventListener('afterprint', () => arrange());

// Only where nothing is kept: closing would lose the answers.
window.addEventListener('beforeunload', (event) => {
  if (!lasting && !draft.submitted && hasContent(draft)) event.preventDefault();
});

(() => {
  byId('storage-none').hidden = lasting !== null;
  const inTab = passing && take(passing);
  if (inTab?.submitted) {
    const handedIn = restored(inTab);
    return begin(handedIn, handedIn.at);
  }
  const kept = lasting && take(lasting);
  if (kept?.submitted) {
    const earlier = restored(kept);
    const when = new Date(earlier.submitted);
    const date = Number.isNaN(when.getTime()) ? earlier.submitted : when.toLocaleDateString(words.language, { dateStyle: 'long' });
    byId('saved-before-text').textContent = fill(words.savedBefore, { date, file: earlier.file ?? '' });
    byId('saved-before').hidden = false;
    onClick('same-person', (event) => {
      draft.respondent = earlier.respondent;
      byId('saved-before-text').textContent = words.replacing;
      event.target.hidden = true;
      byId('next').focus();
    });
    return begin(fresh(), 'welcome');
  }
  if (kept) {
    const draftKept = restored(kept);
    byId('resumed').hidden = !hasContent(draftKept);
    return begin(draftKept, draftKept.at);
  }
  return begin(fresh(), 'welcome');
})();

document.documentElement.classList.add('ready');
