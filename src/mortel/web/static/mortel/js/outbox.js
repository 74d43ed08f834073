// What is saved on this device and not yet with the server. An entry leaves only when the server says it has it.
import { all, ofOwner, put, remove, within } from "./store.js";

const PATIENCE = 20_000; // ms for one request: a dead connection must not hold the lock for ever
const channel = globalThis.BroadcastChannel && new BroadcastChannel("mortel-outbox");

/** Keep `entry` and remove the draft it came from, both or neither: else the field shows again what was just saved. */
export async function add(entry, slot) {
  await within(["outbox", "drafts"], "readwrite", (store) => {
    store("outbox").put({ tries: 0, ...entry });
    store("drafts").delete([entry.owner, slot]);
  });
  navigator.storage?.persist?.().catch(() => {}); // asks the browser not to clear this under disk pressure
}

export async function mine(owner) {
  const entries = owner ? await ofOwner("outbox", owner) : [];
  return entries.sort((a, b) => Date.parse(a.taken_at) - Date.parse(b.taken_at));
}

export const drop = (clientId) => remove("outbox", clientId);

/** Calls `listener(result)` when another tab, or the worker, has sent something. */
export function onSent(listener) {
  channel?.addEventListener("message", ({ data }) => listener(data));
}

async function ask(address, options = {}) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  // "manual": a sign-in page somewhere on the way must not look like an answer.
  return fetch(address, { cache: "no-store", credentials: "same-origin", redirect: "manual", signal, ...options });
}

/** {owner, csrf}, or null when nobody is signed in. Throws when the server cannot be reached. */
export async function session() {
  const response = await ask("/sessie", { headers: { Accept: "application/json" } });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error("away");
  return response.json();
}

function post(entry, csrf) {
  const { text, client_id, taken_at, owner, v } = entry;
  const headers = { Accept: "application/json", "X-CSRFToken": csrf };
  const body = new URLSearchParams({ text, client_id, taken_at, owner, v });
  return ask("/momenten/nieuw", { method: "POST", headers, body });
}

/** Hand one entry over: "gone" (the server has it or had it deleted), "refused", "other", "stale" or "away". */
async function deliver(entry, csrf) {
  const response = await post(entry, csrf);
  const said = await response.json().catch(() => ({}));
  // A login page of a guest network also answers 200: believe only an answer that names what was saved.
  if ((response.ok && said.saved) || response.status === 410) return drop(entry.client_id).then(() => "gone");
  if (response.status === 400 && said.error) {
    await put("outbox", { ...entry, problem: said.error });
    return "refused";
  }
  if (response.status === 409) return "other";
  if (response.status === 401 || response.status === 403) return "stale";
  await put("outbox", { ...entry, tries: entry.tries + 1 });
  return "away";
}

/** As `deliver`; a session that was renewed meanwhile (another tab signed in again) gets one second chance. */
async function deliverFor(who, entry) {
  const state = await deliver(entry, who.csrf);
  if (state !== "stale") return state;
  const again = await session();
  if (!again) return "signed-out";
  if (again.owner !== who.owner) return "other";
  who.csrf = again.csrf;
  return (await deliver(entry, who.csrf)).replace("stale", "away");
}

async function sendAll() {
  if (!(await all("outbox")).some((entry) => !entry.problem)) return { sent: 0, state: "done" };
  const who = await session();
  if (!who) return { sent: 0, state: "signed-out" };
  const result = { sent: 0, state: "done" };
  // Only what belongs to the person whose session this is: shared phones exist.
  for (const entry of (await mine(who.owner)).filter((each) => !each.problem)) {
    const state = await deliverFor(who, entry).catch(() => "away");
    if (state === "gone") result.sent += 1;
    else if ((result.state = state) !== "refused") break;
  }
  return result;
}

let waiting;

/** Send what can be sent: {sent, state}. Never throws; one at a time over all tabs and the worker. */
export function flush() {
  const run = async () => {
    waiting = undefined;
    const result = await sendAll().catch(() => ({ sent: 0, state: "away" }));
    if (result.sent || result.state === "refused") channel?.postMessage(result);
    return result;
  };
  // Without Web Locks two tabs may both send; the server knows an entry by its client_id and keeps one.
  waiting ??= navigator.locks ? navigator.locks.request("mortel-outbox", run) : run();
  return waiting;
}
