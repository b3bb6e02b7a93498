// The answer file: what `lockstep` reads.

/** Everything answered, by the rules of the format lockstep-answers/1. */
function record() {
  const asked = askedQuestions();
  const pick = (source, clean) => {
    const found = {};
    for (const { id } of asked) {
      const value = source[id] === undefined ? '' : clean(source[id]);
      if (value !== '') found[id] = value;
    }
    return found;
  };
  const attributes = {};
  for (const { id, values } of data.attributes) {
    const value = values ? draft.attributes[id] : asLine(draft.attributes[id] ?? '');
    if (value) attributes[id] = value;
  }
  const notes = pick(draft.notes, asNote);
  return {
    format: 'lockstep-answers/1',
    pack: { id: data.pack.id, version: data.pack.version },
    organization: data.organization,
    wave: data.wave,
    form: data.form,
    respondent: draft.respondent,
    attributes,
    answers: pick(draft.answers, (value) => value),
    notes: Object.keys(notes).length > 0 ? notes : undefined,
    mirrored: asked.filter(({ id }) => draft.mirrored.includes(id)).map(({ id }) => id),
    started_at: draft.started ?? undefined,
    submitted_at: draft.submitted ?? undefined,
  };
}

const recordText = () => `${JSON.stringify(record(), null, 2)}\n`;

/** Puts the file where the browser keeps downloads. */
function download() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([recordText()], { type: 'application/json' }));
  link.download = draft.file;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Hands in: from here on the answers are in the file and no longer kept here. */
function save() {
  if (!askedQuestions().some(isAnswered)) {
    say(words.nothingYet);
    return;
  }
  draft.submitted = now();
  draft.file = `lockstep-answers-${draft.respondent}.json`;
  download();
  go('done');
}

function fillDone() {
  byId('file-name').textContent = draft.file;
  byId('as-text').value = recordText();
  const mail = byId('mail');
  if (mail && data.mailto?.startsWith('mailto:')) {
    const subject = encodeURIComponent(fill(words.mailSubject, { title: data.title.slice(0, 200) }));
    const body = encodeURIComponent(fill(words.mailBody, { file: draft.file }).replaceAll('\n', '\r\n'));
    mail.href = `${data.mailto}?subject=${subject}&body=${body}`;
  }
}

async function copy() {
  const area = byId('as-text');
  try {
    await navigator.clipboard.writeText(area.value);
    say(words.copied);
  } catch {
    area.focus();
    area.select();
    let copied = false;
    try {
      copied = document.execCommand('copy');
    } catch {
      // Some browsers throw where others return false.
    }
    say(copied ? words.copied : words.copyByHand);
  }
}
