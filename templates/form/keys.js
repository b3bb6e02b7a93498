// The keyboard: digits choose, arrows move, Enter goes on.

const keysOn = byId('keys-on');

/** Single keys can be turned off, for those whom they get in the way of. */
function showKeys() {
  keysOn.checked = draft.keys;
  document.body.classList.toggle('no-keys', !draft.keys);
}

keysOn.addEventListener('change', () => {
  draft.keys = keysOn.checked;
  showKeys();
  if (hasContent(draft)) keep();
});

/** The letter or digit of a key, on any layout. */
function character(event) {
  if (/^[0-9a-z?]$/i.test(event.key)) return event.key.toLowerCase();
  const [, digit] = /^(?:Digit|Numpad)([0-9])$/.exec(event.code) ?? [];
  if (digit && !event.shiftKey) return digit;
  // Letters of other scripts stand where these stand.
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? [];
  return letter && event.key.length === 1 && event.key > '\u007f' ? letter.toLowerCase() : '';
}

function choose(radio) {
  if (!radio) return;
  radio.checked = true;
  radio.focus({ preventScroll: true });
  radio.closest('label').scrollIntoView({ block: 'nearest' });
  answer(current, radio);
}

/** From a place outside the group the arrows go into it; inside, the browser moves them. */
function move(offset) {
  const radios = radiosOf(current);
  if (radios.length === 0) return false;
  const at = radios.findIndex((radio) => radio.checked);
  const to = at < 0 ? (offset > 0 ? 0 : radios.length - 1) : (at + offset + radios.length) % radios.length;
  choose(radios[to]);
  return true;
}

function byCharacter(key) {
  const radios = radiosOf(current);
  const sentences = radios.filter((radio) => radio.closest('.sentences'));
  const named = (value) => radios.find((radio) => radio.value === value && radio.closest('.others'));
  if (/^[1-9]$/.test(key)) return choose(sentences[Number(key) - 1]);
  const question = questionOf(current);
  switch (key) {
    case 'd':
      return question && choose(named('dont-know'));
    case 'a':
      return question && choose(named('not-applicable'));
    case 's':
      return skip();
    case 'n':
      return question && note(true);
    case 'b':
      return back();
    case 'r':
      return byId('open-review').click();
    case '?':
      return byId('keys').showModal();
    default:
      return undefined;
  }
}

function note(open) {
  openNote(current, open);
  if (!open) return focusStep();
  byId(`${current}-note`).focus();
  byId(`${current}-note-box`).scrollIntoView({ block: 'nearest' });
}

function onKey(event) {
  const target = event.target;
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  const typing = target.matches('textarea, input[type=text]');
  if (event.key === 'Enter') {
    const mine = (event.ctrlKey || event.metaKey) && typing;
    const idle = !target.matches('button, a, summary, textarea, input');
    // A key held down goes on once, and never hands in by itself.
    if (event.repeat || (current === 'review' && idle && Date.now() - pace.since < 500)) event.preventDefault();
    else if (mine || (idle && !event.ctrlKey && !event.metaKey && !event.altKey)) {
      event.preventDefault();
      next();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing) {
    if (event.key === 'Escape' && questionOf(current)) note(false);
    return;
  }
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !target.matches('input[type=radio], summary')) {
    if (move(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    return;
  }
  const key = draft.keys ? character(event) : '';
  if (key) {
    const before = document.activeElement;
    byCharacter(key);
    // The letter that opened a note is not its first letter.
    if (document.activeElement !== before) event.preventDefault();
  }
}
