// What is being typed, per owner and per open page. Kept while typing, taken back by the next page that opens.
import { newId } from "./device.js";
import { all, ofOwner, put, remove } from "./store.js";

const SHARED_FOR = 15 * 60_000; // ms; shared text carries no owner, so it must not wait for whoever comes later
export const slot = newId();
let last = "";

// A page holds its slot's lock as long as it lives. A lock that can be had means: that page is gone, its text is free.
navigator.locks?.request(`mortel-draft-${slot}`, () => new Promise(() => {}));

async function whenGone(other, work) {
  if (!navigator.locks) return work();
  const signal = AbortSignal.timeout?.(500);
  const options = signal ? { signal } : { ifAvailable: true };
  return navigator.locks.request(`mortel-draft-${other}`, options, (lock) => lock && work()).catch(() => {});
}

/** Keep `text` as this page's draft; an empty text removes it. Resolves true when something new was written. */
export async function keep(owner, text) {
  if (text === last) return false;
  last = text;
  if (text.trim()) await put("drafts", { owner, slot, text, at: Date.now() });
  else await remove("drafts", [owner, slot]);
  return Boolean(text.trim());
}

/** Texts of this owner whose page was closed or killed, oldest first; they leave the store once `use(text)` ran. */
export async function adopt(owner, use) {
  const found = (await ofOwner("drafts", owner)).filter((draft) => draft.slot !== slot);
  for (const draft of found.sort((a, b) => a.at - b.at)) {
    await whenGone(draft.slot, async () => {
      // First into this page's slot, then out of the old one: a crash in between doubles it, never loses it.
      await use(draft.text);
      await remove("drafts", [owner, draft.slot]);
    });
  }
}

export const draftsOf = (owner) => ofOwner("drafts", owner);

export async function dropDrafts(owner) {
  for (const draft of await draftsOf(owner)) await remove("drafts", [owner, draft.slot]);
}

/** Text from the share sheet that is fresh enough; older text is thrown away. */
export async function takeShared(use) {
  for (const shared of await all("shared")) {
    if (Date.now() - shared.at < SHARED_FOR) await use(shared.text);
    await remove("shared", shared.id);
  }
}

export async function dropShared() {
  for (const shared of await all("shared")) await remove("shared", shared.id);
}
