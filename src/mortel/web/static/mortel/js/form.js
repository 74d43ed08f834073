// The one field (its limit, its count, its sentence when something is wrong) and the list "not sent yet" under it.
// Every word comes from the page; this fills in text, number and time.
export const form = document.getElementById("capture");
export const field = form.elements.text;
const problem = document.getElementById("text-error");
const counter = document.getElementById("counter");
const limit = field.maxLength;
const NEAR = 500;

// With maxlength the browser silently cuts what is pasted. Here the whole text stays, and a sentence says what to do.
field.removeAttribute("maxlength");

// White space and what is drawn as nothing; the same as `pure.blank` on the server.
const BLANK = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

const length = (text) => (text.length > limit - NEAR ? Array.from(text).length : text.length);

export function count() {
  const left = limit - length(field.value);
  const words = left < 0 ? counter.dataset.over : left <= NEAR ? counter.dataset.left : "";
  counter.textContent = words.replace("{n}", Math.abs(left));
}

function complain(words) {
  problem.textContent = words;
  problem.hidden = !words;
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** True when the text can be saved; otherwise says why at the field and puts the cursor there. */
export function fits() {
  const empty = BLANK.test(field.value);
  const words = empty ? problem.dataset.empty : length(field.value) > limit ? problem.dataset.long : "";
  complain(words);
  if (words) field.focus();
  return !words;
}

/** What was typed, without the NUL that comes along from a broken file: it cannot be seen, and nobody can take it out. */
export const written = () => field.value.replaceAll("\0", "");

/** Put `text` into the field and tell whoever listens, as typing would. */
export function fill(text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Add `text` under what stands there. */
export const append = (text) => fill([field.value.trimEnd(), text].filter(Boolean).join("\n"));

/** Does the field hold exactly these lines already? A crash between two steps must not show a draft twice. */
export const hasLines = (text) => `\n${field.value}\n`.includes(`\n${text}\n`);

field.addEventListener("input", () => {
  count();
  if (!problem.hidden && length(field.value) <= limit) complain("");
});

const section = document.getElementById("unsent");
const moment = new Intl.DateTimeFormat(document.documentElement.lang || "nl", {
  weekday: "long",
  hour: "2-digit",
  minute: "2-digit",
});

function item(entry, actions) {
  const copy = section.querySelector("template").content.cloneNode(true);
  const find = (selector) => copy.querySelector(selector);
  find("time").dateTime = entry.taken_at;
  find("time").textContent = moment.format(new Date(entry.taken_at));
  find("[data-text]").textContent = entry.text; // textContent: what somebody typed is never markup
  if (entry.problem) {
    // Only a refused entry can be changed: of any other the server may already have a copy.
    find("[data-problem]").textContent = entry.problem;
    find("[data-problem]").hidden = find("[data-actions]").hidden = false;
    find("[data-do=edit]").addEventListener("click", () => actions.edit(entry));
    find("[data-do=drop]").addEventListener("click", () => actions.drop(entry));
  }
  return copy;
}

const until = document.getElementById("unsent-until");

/** `waits` says until when: away, signedOut or other. What the server refused waits for its writer. */
export function showUnsent(entries, actions, waits) {
  section.hidden = entries.length === 0;
  until.textContent = until.dataset[entries.every((entry) => entry.problem) ? "refused" : waits];
  section.querySelector("ul").replaceChildren(...entries.map((entry) => item(entry, actions)));
}
