// What a shared device does between two people: forget, and go back to the page that asks for a code.
import { forgetOwner } from "./device.js";

const RETRY = 15_000;

/** A phone of somebody that became everybody's: nothing of before may answer here. */
export async function forgetDevice() {
  forgetOwner();
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(workers.map((worker) => worker.unregister()));
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
}

export async function reachable(home) {
  const signal = AbortSignal.timeout?.(5_000);
  // Without cookies: the sentence "Saved" waits in one, and this answer is seen by nobody.
  const answer = await fetch(home, { cache: "no-store", credentials: "omit", signal }).catch(() => null);
  return Boolean(answer?.ok);
}

/** Back to the code page; while the server is away stay here, empty, with the words for "no connection". */
export async function goHome(home, form, clear) {
  clear();
  if (await reachable(home)) return location.replace(home);
  form.hidden = true;
  document.getElementById("kiosk-offline").hidden = false;
  setTimeout(goHome, RETRY, home, form, clear);
}
