// One part of the ballot a page. The button "back" of the browser goes one page back too, never out of the ballot.
export const form = document.getElementById("ballot");
const steps = Array.from(form?.querySelectorAll("[data-step]") ?? []);
export const last = steps.length - 1;
let moved = () => {};

function show(at, focus = true) {
  steps.forEach((step, index) => (step.hidden = index !== at));
  form.dataset.at = at;
  moved(at);
  if (!focus) return;
  scrollTo(0, 0);
  steps[at].querySelector("h2").focus({ preventScroll: true });
}

const here = () => Number(form.dataset.at);

export function goTo(at) {
  history.pushState({ step: at, before: here() }, "");
  show(at);
}

export const next = () => goTo(Math.min(here() + 1, last));

export function back() {
  const before = here() - 1;
  if (history.state?.before === before) return history.back();
  history.replaceState({ step: before }, "");
  return show(before);
}

/** Show the first page, or where this page was before it was loaded again. `onMove` hears of every page. */
export function begin(onMove) {
  moved = onMove;
  show(Math.min(history.state?.step ?? 0, last), false);
  history.replaceState({ ...history.state, step: here() }, "");
  addEventListener("popstate", ({ state }) => show(Math.min(state?.step ?? 0, last)));
}

const questionsIn = (step) => Array.from(step.querySelectorAll("[data-question]"));
const isOpen = (question) => !question.querySelector(":checked");

/** Questions without an answer; the team always has one. */
export const open = () => steps.flatMap(questionsIn).filter(isOpen);

function focusOn(question) {
  (question.querySelector(":checked") ?? question.querySelector("input")).focus();
  question.querySelector("legend").scrollIntoView({ block: "nearest" });
}

export function goToQuestion(question) {
  goTo(steps.indexOf(question.closest("[data-step]")));
  focusOn(question);
}

/** On the heading, where the focus stands when a page comes, a digit is for the first question that is still open. */
const questionAt = (target) =>
  target.closest?.("[data-question]") ??
  (target.matches?.("[data-step] h2") ? questionsIn(target.closest("[data-step]")).find(isOpen) : undefined);

/** A digit chooses in the question that has the focus and goes on to the next one, or to the button below them. */
export function chooseByDigit(event) {
  const question = questionAt(event.target);
  const { key, ctrlKey, altKey, metaKey } = event;
  if (!question || !/^[0-6]$/.test(key) || ctrlKey || altKey || metaKey) return;
  const option = question.querySelector(`.ballot__question input[value="${key}"]`);
  if (!option) return;
  event.preventDefault();
  option.click();
  const step = question.closest("[data-step]");
  const following = questionsIn(step)[questionsIn(step).indexOf(question) + 1];
  if (following) focusOn(following);
  else step.querySelector("[data-do=next]").focus();
}
