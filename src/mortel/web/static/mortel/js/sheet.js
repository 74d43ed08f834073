// Typing a sheet over: one key a question, and on to the next. Without this each question is a field of its own.
const form = document.querySelector("form[data-sheet]");
const lines = form ? Array.from(form.querySelectorAll("[data-scale]")) : [];
const answers = lines.map((line) => line.querySelector("input"));
const numbers = form ? [form.elements.batch, form.elements.sheet] : [];
const button = form?.querySelector(".button");
const wrong = form?.querySelector("[data-wrong]");
const done = new Set(); // the lines that got a key, empty ones included

function words(line, key) {
  const keys = Array.from(document.getElementById(line.dataset.scale).options);
  return keys.find((each) => each.value === key)?.textContent;
}

function complain(sentence) {
  wrong.querySelector("span").textContent = sentence;
  wrong.hidden = !sentence;
}

function goTo(field) {
  field.focus();
  field.select?.();
  field.scrollIntoView({ block: "center" });
}

/** The line after this one, or the button. */
function on(at) {
  goTo(answers[at + 1] ?? button);
}

function show(at) {
  lines[at].querySelector("output").textContent = done.has(at) ? words(lines[at], answers[at].value || " ") : "";
}

function take(at) {
  const field = answers[at];
  const said = words(lines[at], field.value);
  complain(said || !field.value ? "" : form.dataset.unknown);
  if (!said) field.value = "";
  field.value = field.value.trim();
  if (said) done.add(at);
  else done.delete(at);
  show(at);
  if (said) on(at);
}

/** Enter in a line: the button once every line got its key, until then the first that did not. */
function enter(at) {
  const open = answers.findIndex((_, each) => !done.has(each));
  goTo(open < 0 ? button : answers[open]);
  if (open >= 0 && open !== at) complain("");
}

const MOVES = {
  ArrowUp: (at) => goTo(answers[at - 1] ?? numbers[1]),
  ArrowDown: (at) => on(at),
  Enter: enter,
  Backspace: (at) => answers[at].value || MOVES.ArrowUp(at),
};

for (const [at, field] of answers.entries()) {
  if (field.value) done.add(at); // given back by the server
  show(at);
  field.addEventListener("input", () => take(at));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    if (!MOVES[event.key]) return;
    if (event.key !== "Backspace" || !field.value) event.preventDefault();
    MOVES[event.key](at);
  });
}

button?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp") return;
  event.preventDefault();
  goTo(answers.at(-1));
});

for (const [at, field] of numbers.entries()) {
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    goTo(numbers[at + 1] ?? answers[0]);
  });
}

// Sent once: the second click of a nervous finger is not a second sheet.
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});
addEventListener("pageshow", () => form && delete form.dataset.sent);
const first = numbers[1];
if (first && first.autofocus) goTo(first);
