// A shared device keeps nothing: no database, no draft, no worker. What is typed lives in the field and leaves with it.
import { newId, stamp } from "./device.js";
import { forgetDevice, goHome, reachable } from "./shared-device.js";

const IDLE = 60_000;
const code = document.getElementById("kiosk-code");
const capture = document.getElementById("kiosk-capture");
const form = capture ?? code;
const offline = document.getElementById("kiosk-offline");
const home = form.dataset.home || "/kiosk/";
let idle;

/** Empty also what the browser would put back itself after "reload" or "back". */
function clear() {
  for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) {
    field.value = field.defaultValue = "";
  }
}

const leavePage = () => goHome(home, form, clear);

function awake() {
  clearTimeout(idle);
  idle = setTimeout(leave, IDLE);
}

function leave() {
  clear();
  document.querySelector("[data-messages]").replaceChildren(); // said to whoever stood here before
  if (capture) leavePage();
}

function complain(words) {
  const problem = document.getElementById("text-error");
  problem.textContent = words;
  problem.hidden = false;
  form.elements.text.focus();
}

/** The words for "no connection"; the text stays in the field until the device is idle or put away. */
function away() {
  offline.hidden = false;
}

function post() {
  form.elements.client_id.value ||= newId(); // the same id for a second try: saved once
  form.elements.taken_at.value ||= stamp();
  const signal = AbortSignal.timeout?.(20_000);
  const body = new URLSearchParams(new FormData(form));
  return fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body, signal });
}

async function save() {
  const response = await post().catch(() => null);
  const said = (await response?.json().catch(() => null)) ?? {};
  if (response?.ok && "saved" in said) return leavePage();
  if (response?.status === 400 && said.error) return complain(said.error);
  if ([401, 403, 410].includes(response?.status)) return leavePage();
  return away();
}

async function enter() {
  // An error page of the browser offers to send the code once more, to whoever stands there next.
  if (await reachable(home)) return form.submit();
  clear();
  return away();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.disabled) return;
  if (capture && !form.elements.text.value.trim()) {
    return complain(document.getElementById("text-error").dataset.empty);
  }
  button.disabled = true;
  offline.hidden = true;
  await (capture ? save() : enter());
  button.disabled = false;
});

// The server says what is too long; the browser would cut it without a word.
capture?.elements.text.removeAttribute("maxlength");
for (const name of ["input", "pointerdown", "keydown"]) addEventListener(name, awake);
addEventListener("pagehide", clear);
document.addEventListener("visibilitychange", () => document.hidden && leave());
addEventListener("pageshow", ({ persisted }) => persisted && location.replace(home));
forgetDevice().catch(() => {});
awake();
