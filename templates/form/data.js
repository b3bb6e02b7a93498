// What the page was made with, and where it may keep answers.

const data = JSON.parse(document.getElementById('data').textContent);
const words = data.words;
const byId = (id) => document.getElementById(id);

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
const countable = (forms, n) => fill(n === 1 ? forms.one : forms.many, { n });

/** Text as the readers of answer files take it: no control characters, no halves of characters. */
const sound = (text) => text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (c) => (c.length === 2 ? c : '\uFFFD'));
const asLine = (text) => sound(text).replace(/\p{Cc}+/gu, ' ').trim();
const asNote = (text) => sound(text).replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '').trim();

/** A storage of the browser, or null where it refuses to keep anything. */
function openStorage(name) {
  try {
    const storage = window[name];
    const probe = `${data.key}/probe`;
    storage.setItem(probe, '1');
    const works = storage.getItem(probe) === '1';
    storage.removeItem(probe);
    return works ? storage : null;
  } catch {
    return null;
  }
}

/** Survives until the answers are handed in. */
let lasting = openStorage('localStorage');
/** Survives until this tab is closed: a way back after handing in. */
const passing = openStorage('sessionStorage');

/** Whether it worked. */
function put(storage, value) {
  if (!storage) return false;
  try {
    if (value === null) storage.removeItem(data.key);
    else storage.setItem(data.key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function take(storage) {
  try {
    const value = JSON.parse(storage.getItem(data.key));
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
