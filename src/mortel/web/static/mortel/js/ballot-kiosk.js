// The ballot on a shared device: asked after 45 seconds without a touch, gone after 60, and nothing left behind.
// Whoever still reads the first page has given no answer yet, and gets three minutes.
import { forgetDevice, goHome } from "./shared-device.js";

const WARN = 45_000;
const IDLE = 60_000;
const READING = 180_000;
const TOUCHES = ["input", "pointerdown", "keydown"];
// These tell that somebody is there, until she is asked: then the next person must not keep this ballot by walking up.
const SIGNS = ["pointermove", "wheel", "scroll"];

/** Returns `keepSession`: from then on leaving this page ends nothing, because the session ended or the page returns. */
export function guard(form) {
  const asking = document.getElementById("still-there");
  const home = form.dataset.done;
  let warn, idle, gone;
  let ends = true;

  /** Empty also what the browser would put back itself after "reload" or "back". */
  const clear = () => {
    for (const option of form.querySelectorAll("[type=radio]")) option.checked = option.defaultChecked = false;
  };
  const leave = () => {
    if (gone) return;
    gone = true;
    form.inert = true; // nothing can be sent any more: what is cleared would go as an empty ballot
    clearTimeout(warn);
    asking.close();
    goHome(home, form, clear);
  };
  const awake = () => {
    if (gone) return;
    clearTimeout(warn);
    clearTimeout(idle);
    asking.close();
    const longer = form.dataset.at === "0" ? READING - IDLE : 0;
    warn = setTimeout(() => asking.showModal(), WARN + longer);
    idle = setTimeout(leave, IDLE + longer);
  };

  for (const name of TOUCHES) addEventListener(name, awake);
  for (const name of SIGNS) addEventListener(name, () => asking.open || awake(), { passive: true });
  // However she came to another page of the ballot, the time of that page counts.
  new MutationObserver(awake).observe(form, { attributeFilter: ["data-at"] });
  // The code page ends the session of whoever walks away; its answer is shown to nobody.
  addEventListener("pagehide", () => {
    clear();
    if (ends) fetch(home, { keepalive: true, redirect: "manual" }).catch(() => {});
  });
  document.addEventListener("visibilitychange", () => document.hidden && ends && leave());
  addEventListener("pageshow", ({ persisted }) => persisted && location.replace(home));
  // Another language or other colours: the same person comes back to this page.
  const returns = () => (ends = false);
  document.querySelector(".foot").addEventListener("submit", returns);
  document.querySelector(".ballot__languages")?.addEventListener("click", (event) => event.target.value && returns());
  forgetDevice().catch(() => {});
  awake();
  return returns;
}
