// The ballot with scripts: a page at a time, kept on her own device until it is sent, sent again until it is there.
// Without them the same form stands on one page, with one button.
import { largeLetters, readAloud } from "./ballot-aloud.js";
import { guard } from "./ballot-kiosk.js";
import { forget, forgetOver, keep, keptOf, onOtherTab } from "./ballot-kept.js";
import { send } from "./ballot-sending.js";
import { back, begin, chooseByDigit, form, goTo, goToQuestion, last, next, open } from "./ballot-steps.js";
import { stamp } from "./device.js";

const RETRY = 15_000;
const find = (selector) => form.querySelector(selector);

function ready() {
  const { key, until } = form.dataset;
  const onKiosk = !key;
  const keepSession = onKiosk ? guard(form) : () => {};
  const button = find("[data-do=send]");
  const still = readAloud(document.querySelector("[data-do=aloud]"), form.lang, () => find("[data-step]:not([hidden])"));
  let asked = false; // about empty questions: once
  let waiting; // timer of the next try
  let busy = false;

  function fill({ answers }) {
    for (const [name, value] of Object.entries(answers)) {
      const option = find(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
      if (option) option.checked = true;
    }
  }

  function say(what, words) {
    for (const notice of form.querySelectorAll("[data-said]")) notice.hidden = notice.dataset.said !== what;
    if (words) find("[data-said=refused] p").textContent = words;
  }

  function leave(address) {
    forget(key);
    keepSession();
    location.replace(address);
  }

  const outcomes = {
    kept: () => leave(form.dataset.done + (onKiosk ? "" : `?taal=${form.lang}`)),
    already: () => leave(onKiosk ? form.dataset.done : form.action),
    closed: () => (keepSession(), location.reload()), // the page that says so, and forgets what is kept
    refused: (words) => (keep(key, { wants: false }), say("refused", words)),
    away: () => {
      say("away");
      button.textContent = button.dataset.again;
      if (!onKiosk) waiting = setTimeout(handIn, RETRY);
    },
  };

  async function handIn() {
    if (busy) return;
    busy = true;
    clearTimeout(waiting);
    find("[data-empty]").hidden = true;
    say("sending");
    keep(key, { wants: true, until });
    const { state, words } = await send(form);
    busy = false;
    outcomes[state](words);
  }

  function askAboutEmpty(number) {
    asked = true;
    const notice = find("[data-empty]");
    const { one, many } = notice.dataset;
    notice.querySelector("p").textContent = number === 1 ? one : many.replace("{n}", number);
    notice.hidden = false;
    notice.focus();
  }

  const actions = {
    next: () => (find("#step-0").closest("[hidden]") ? next() : goTo(keptOf(key).step ?? 1)),
    back,
    skip: handIn,
    "show-empty": () => goToQuestion(open()[0]),
    wipe: () => (forget(key), history.replaceState(null, ""), location.reload()),
  };

  form.addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
  form.addEventListener("keydown", chooseByDigit);
  form.addEventListener("change", ({ target }) => keep(key, { answers: { [target.name]: target.value }, until }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = asked ? 0 : open().length;
    if (number) askAboutEmpty(number);
    else handIn();
  });
  addEventListener("online", () => waiting && handIn());
  // With scripts a half ballot never travels: it waits here, and the page comes in the other language.
  for (const language of document.querySelectorAll(".ballot__languages button")) {
    language.type = "button";
    language.addEventListener("click", () => location.assign(`${form.action}?${language.name}=${language.value}`));
  }
  onOtherTab(key, (kept) => (kept ? fill(kept) : location.reload()));

  for (const hidden of document.querySelectorAll("[data-scripted], [data-tools]")) hidden.hidden = false;
  largeLetters(document.querySelector("[data-do=letters]"), { keep: !onKiosk });
  forgetOver(stamp().slice(0, 10), { key, until });
  const kept = keptOf(key);
  fill(kept);
  if (Object.keys(kept.answers).length) {
    find("[data-do=next]").textContent = find("[data-do=next]").dataset.resume;
    find("[data-do=wipe]").hidden = false;
  }
  begin((at) => (still(), at && keep(key, { step: at, until })));
  if (kept.wants) {
    goTo(last);
    handIn();
  }
}

if (form) ready();
// A page that says that answers came in, or that it is over: what waited here for it goes.
const over = document.querySelector("[data-forget]");
if (over) forget(over.dataset.forget);
