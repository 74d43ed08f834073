// Vandaag, and the same form on the offline page: first kept on this device, then sent.
import { forgetOwner, newId, onOtherOwner, ownerHere, rememberOwner, stamp } from "./device.js";
import { adopt, keep, slot, takeShared } from "./drafts.js";
import { append, count, field, fill, fits, form, hasLines, showUnsent, written } from "./form.js";
import { add, drop, flush, mine, onSent } from "./outbox.js";

const button = form.querySelector("[type=submit]");
const state = document.getElementById("draft-state");
const signIn = document.getElementById("sign-in-again");
const owner = form.dataset.owner || ownerHere();
const FIRST_WAIT = 15_000;
const LONGEST_WAIT = 600_000;
const WAITS = { away: "away", refused: "away", "signed-out": "signedOut" };

let pause; // timer of the draft
let retry; // timer of the next attempt
let wait = FIRST_WAIT;
let gone = false;
let waits = "away"; // why what is unsent has not gone
let said = "";

function say(name) {
  said = name;
  state.textContent = state.dataset[name] ?? "";
}

/** Write the draft now. Not after leaving: a tab that closes must not bring back what was thrown away. */
async function keepDraft() {
  clearTimeout(pause);
  if (!gone && (await keep(owner, field.value).catch(() => false))) say("saved");
}

async function refresh() {
  const entries = await mine(owner);
  if (!gone) showUnsent(entries, { edit, drop: (entry) => drop(entry.client_id).then(refresh) }, waits);
  if (said === "refused" && !entries.some((entry) => entry.problem)) say(""); // nothing has to change any more
  return entries.filter((entry) => !entry.problem).length;
}

async function edit(entry) {
  append(entry.text);
  await keepDraft(); // the draft has the text before the outbox lets go of it
  await drop(entry.client_id);
  await refresh();
  field.focus();
}

function later() {
  clearTimeout(retry);
  // Spread out, so that a server that comes back is not met by every phone in the same second.
  retry = setTimeout(send, wait * (0.5 + Math.random()));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

async function send() {
  if (gone || !(await refresh())) return;
  report(await flush());
}

/** Say under the unsent why they wait, and show the way in to whoever is signed out. */
async function stay(why) {
  if (why !== waits) {
    waits = why;
    await refresh();
  }
  signIn.hidden = why !== "signedOut";
}

async function report({ sent, state: outcome }) {
  if (gone) return;
  const left = await refresh();
  await stay(left ? WAITS[outcome] ?? "other" : "away");
  if (outcome === "signed-out") forgetOwner();
  if (left && outcome === "away") later();
  if (outcome === "refused") say("refused");
  else if (sent) confirmed();
  else if (left) say(waits);
}

function confirmed() {
  wait = FIRST_WAIT;
  if (field.value.trim()) return say("sent");
  // Nothing is being typed: the server shows the moment among the last three, and its one quiet question.
  sessionStorage.setItem("mortel-sent", "1");
  location.replace("/");
}

async function save(event) {
  event.preventDefault();
  if (button.disabled || !fits()) return; // a second tap while the first is being written
  button.disabled = true;
  clearTimeout(pause);
  const text = written();
  const entry = { v: form.dataset.v, client_id: newId(), owner, text, taken_at: stamp() };
  try {
    await add(entry, slot);
  } catch {
    return sendPlainly(entry);
  }
  // Typed on while the disk was busy? Then the field stays as it is: rather twice than lost.
  if (written() === text) fill("");
  await keepDraft();
  button.disabled = false;
  say("sending");
  navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("mortel-outbox")).catch(() => {});
  await send();
}

/** No room or no database on this device: the ordinary way, with the same id. Without the server the text stays. */
function sendPlainly(entry) {
  button.disabled = false;
  if (!form.dataset.owner || !navigator.onLine) return say("failed");
  for (const name of ["client_id", "taken_at", "owner", "v"]) form.elements[name].value = entry[name];
  form.submit();
}

function leave() {
  gone = true;
  clearTimeout(pause);
  field.value = "";
  location.replace("/");
}

async function takeTexts() {
  const given = new URLSearchParams(location.hash.slice(1)).get("text");
  if (given) append(given);
  // The text does not stay in the address, the history or a screenshot of the address bar.
  if (given || /^\?(gedeeld|opnieuw)=1$/.test(location.search)) history.replaceState(null, "", location.pathname);
  await adopt(owner, (text) => (hasLines(text) || append(text), keepDraft()));
  await takeShared((text) => (append(text), keepDraft()));
}

async function start() {
  if (form.dataset.owner) rememberOwner(owner);
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keepDraft, 300);
  });
  field.addEventListener("blur", keepDraft); // before a tap on "sign out" asks what is left here
  addEventListener("pagehide", keepDraft);
  document.addEventListener("visibilitychange", () => (document.hidden ? keepDraft() : send()));
  addEventListener("online", send);
  document.addEventListener("mortel-cleared", () => (fill(""), keepDraft(), refresh()));
  document.addEventListener("mortel-left", () => ((gone = true), fill("")));
  onOtherOwner(owner, leave);
  onSent(report);
  form.addEventListener("submit", save);
  count();
  if (sessionStorage.getItem("mortel-sent")) say("sent");
  sessionStorage.removeItem("mortel-sent");
  await takeTexts().catch(() => {});
  form.dataset.ready = ""; // from here on the field shows everything that was being typed
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await send();
}

// On the offline page the form is shown only to somebody, and only where one comes to write.
if (owner && !form.closest("[hidden]")) start();
