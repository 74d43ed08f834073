// On every page except the shared device: no old page comes back, the worker is there, a new worker waits its turn.
import { put } from "./store.js";

// The browser may keep a whole page for its back button. After signing out that would still show what was read.
addEventListener("pagehide", ({ persisted }) => persisted && (document.documentElement.hidden = true));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

const TEXTS = "textarea, input:is(:not([type]), [type=text], [type=search], [type=email], [type=password])";
let registration;
let release; // ends the lock that says "somebody is typing in this tab"
let held; // settles when that lock has ended
let calm; // timer

/** Until the capture form has taken back its draft (data-ready), nobody can say that nothing is being typed. */
function typing() {
  if (document.querySelector("form#capture:not([data-ready])")) return true;
  return Array.from(document.querySelectorAll(TEXTS)).some((each) => each.value !== each.defaultValue);
}

/** Hold a lock, shared with other tabs, for as long as something is being typed here. Resolves once it is so. */
async function holdWhileTyping() {
  const busy = typing();
  if (busy === Boolean(release)) return;
  if (busy) {
    const until = new Promise((resolve) => (release = resolve));
    held = navigator.locks?.request("mortel-typing", { mode: "shared" }, () => until);
  } else {
    release = release();
    await held; // the lock is not free before this; asking too early would find our own
  }
}

/** Let a waiting worker begin, unless something is being typed in any tab: it changes files under the page. */
async function letNewWorkerBegin() {
  if (release || !registration?.waiting) return;
  const tell = (free) => free && registration.waiting?.postMessage("take-over");
  await navigator.locks?.request("mortel-typing", { ifAvailable: true }, tell);
}

/** Only in a calm moment: a worker that changes while a page is being fetched can hold that page up for seconds. */
async function whenCalm() {
  clearTimeout(calm);
  await holdWhileTyping();
  calm = setTimeout(letNewWorkerBegin, 2000);
}

function watch(worker) {
  worker?.addEventListener("statechange", () => worker.state === "installed" && whenCalm());
}

async function register() {
  registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  await whenCalm();
}

const signOut = document.querySelector("form[data-sign-out]");
signOut?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { signOut: ask } = await import("./signout.js").catch(() => ({ signOut: () => signOut.submit() }));
  await ask();
});

document.addEventListener("input", whenCalm);
holdWhileTyping();
// For when the server is away: the worker reads here which language to use, the page in its place which colours.
localStorage.setItem("mortel-theme", document.documentElement.dataset.theme ?? "");
put("settings", { key: "lang", value: document.documentElement.lang }).catch(() => {});
if ("serviceWorker" in navigator) register().catch(() => {}); // private windows refuse; everything works without it
