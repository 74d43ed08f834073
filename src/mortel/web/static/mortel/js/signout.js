// Signing out with something unsent on this device: send it, keep it or delete it. Never decided for the person.
import { forgetOwner, newId, ownerHere, stamp } from "./device.js";
import { draftsOf, dropDrafts, dropShared } from "./drafts.js";
import { add, drop, flush, mine, session } from "./outbox.js";

const form = document.querySelector("form[data-sign-out]");
const dialog = document.getElementById("signout-choice");
const owner = form.dataset.owner || ownerHere();

const isLeft = async () => (await mine(owner)).length > 0 || (await draftsOf(owner)).length > 0;

function show(part) {
  for (const each of dialog.querySelectorAll("[data-part]")) each.hidden = !each.dataset.part.split(" ").includes(part);
  if (!dialog.open) dialog.showModal();
}

/** True once the server has ended the session (or had already). */
async function ended() {
  const who = await session();
  if (!who) return true;
  const body = new URLSearchParams({ csrfmiddlewaretoken: who.csrf });
  const response = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  return response.ok || response.type === "opaqueredirect";
}

/** Server first: another tab that reloads while the session still lives would bring everything back. */
async function leave(before = async () => {}) {
  if (!(await ended().catch(() => false))) return show("offline"); // honest: nobody is signed out yet
  forgetOwner();
  document.dispatchEvent(new Event("mortel-left")); // leaving the page must not write the draft again
  await Promise.all([before(), dropShared()]).catch(() => {});
  location.replace("/");
}

async function sendFirst() {
  for (const { text, slot } of await draftsOf(owner)) {
    await add({ v: "1", client_id: newId(), owner, text, taken_at: stamp() }, slot);
  }
  document.dispatchEvent(new Event("mortel-cleared")); // it stands among the unsent now, not in the field
  await flush();
  if (await isLeft()) show("failed");
  else await leave();
}

async function dropAll() {
  for (const entry of await mine(owner)) await drop(entry.client_id);
  await dropDrafts(owner);
}

const CHOICES = { send: sendFirst, keep: () => leave(), drop: () => leave(dropAll), stay: () => dialog.close() };

/** Called by app.js when somebody signs out. */
export async function signOut() {
  if (owner && (await isLeft().catch(() => false))) show("choice");
  else await leave();
}

dialog.addEventListener("click", ({ target }) => CHOICES[target.closest("[data-do]")?.dataset.do]?.());
