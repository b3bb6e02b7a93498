// The answers given so far, and what they make of the way through the form.

const randomBelow = (limit) => {
  const most = Math.floor(2 ** 32 / limit) * limit;
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number < most ? number % limit : randomBelow(limit);
};

/** Sixteen letters and digits of five random bits each. */
const randomName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte & 31]).join('');

/** A random half of the questions: their sentences are shown in reverse order. */
function randomHalf() {
  const ids = data.questions.map((question) => question.id);
  for (let at = ids.length - 1; at > 0; at -= 1) {
    const other = randomBelow(at + 1);
    [ids[at], ids[other]] = [ids[other], ids[at]];
  }
  const half = Math.floor(ids.length / 2) + (ids.length % 2 ? randomBelow(2) : 0);
  return ids.slice(0, half);
}

const fresh = () => ({
  respondent: randomName(),
  mirrored: randomHalf(),
  attributes: {},
  answers: {},
  notes: {},
  at: 'welcome',
  keys: true,
  started: null,
  submitted: null,
  file: null,
});

/** A draft as it was kept, without anything that this form does not have. */
function restored(kept) {
  const draft = fresh();
  const text = (value) => (typeof value === 'string' ? value : null);
  const inside = (value) => (value !== null && typeof value === 'object' ? value : {});
  if (/^[0-9a-z]{16}$/.test(kept.respondent)) draft.respondent = kept.respondent;
  if (Array.isArray(kept.mirrored)) {
    draft.mirrored = data.questions.map((question) => question.id).filter((id) => kept.mirrored.includes(id));
  }
  for (const attribute of data.attributes) {
    const value = text(inside(kept.attributes)[attribute.id]);
    if (value !== null && (!attribute.values || attribute.values.includes(value))) draft.attributes[attribute.id] = value;
  }
  for (const question of data.questions) {
    const value = inside(kept.answers)[question.id];
    const word = value === 'dont-know' || (value === 'not-applicable' && question.notApplicable);
    if (word || question.values.includes(value)) draft.answers[question.id] = value;
    const note = text(inside(kept.notes)[question.id]);
    if (note) draft.notes[question.id] = note;
  }
  draft.at = text(kept.at) ?? draft.at;
  draft.keys = kept.keys !== false;
  draft.started = text(kept.started);
  draft.submitted = text(kept.submitted);
  draft.file = text(kept.file);
  return draft;
}

/** True, false, or null where it cannot be known; as the readers of answer files judge it. */
function judge(condition) {
  if (condition === null) return null;
  if ('not' in condition) {
    const truth = judge(condition.not);
    return truth === null ? null : !truth;
  }
  if ('attribute' in condition) {
    const value = draft.attributes[condition.attribute];
    return value === undefined ? null : condition.in.includes(value);
  }
  const decisive = 'any' in condition;
  const truths = (condition.any ?? condition.all).map(judge);
  if (truths.includes(decisive)) return decisive;
  return truths.includes(null) ? null : !decisive;
}

const isAsked = (question) => question.ask === null || judge(question.ask) === true;
const askedQuestions = () => data.questions.filter(isAsked);
const isAnswered = (question) => draft.answers[question.id] !== undefined;
const stepOf = (question) => `q${data.questions.indexOf(question)}`;

/** Every step of the way, in order. */
const steps = () => [
  'welcome',
  ...data.attributes.map((_, index) => `a${index}`),
  ...askedQuestions().map(stepOf),
  'review',
  'done',
];

const hasContent = (some) => [some.attributes, some.answers, some.notes].some((part) => Object.keys(part).length > 0);

const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

let draft = fresh();

/** Keeps the draft; after handing in only that it was done, and the answers until the tab closes. */
function keep() {
  let kept;
  if (draft.submitted) {
    const { respondent, submitted, file } = draft;
    kept = put(lasting, { respondent, submitted, file });
    put(passing, draft);
  } else {
    kept = put(lasting, draft);
    put(passing, null);
  }
  if (!kept) {
    lasting = null;
    byId('storage-none').hidden = false;
  }
}
