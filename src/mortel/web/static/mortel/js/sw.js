// The worker behind /sw.js. In front of this text the server puts store.js, outbox.js and
// RELEASE = {version, files: [hashed addresses], shells: {language: address}, language}.
// It holds static files and one page without anybody's data. No personal page is ever kept.

const CACHE = `mortel-${RELEASE.version}`;
const FILES = new Set(RELEASE.files);
const WRITING = ["/", "/nieuw"];
const FIELD_WITHIN = 3000; // ms before somebody who wants to write gets the field without the server
const NO_SERVER = [502, 503, 504]; // what a proxy says when nothing stands behind it

async function fill() {
  const cache = await caches.open(CACHE);
  // Without cookies: what is kept cannot be about anybody. A redirect would keep a sign-in page as the shell.
  const plain = { credentials: "omit", cache: "reload", redirect: "error" };
  const shells = Object.values(RELEASE.shells).map((address) => new Request(address, plain));
  await cache.addAll([...FILES, ...shells]);
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith("mortel-") && name !== CACHE) await caches.delete(name);
  }
}

const kept = (address) => caches.open(CACHE).then((cache) => cache.match(address, { ignoreVary: true }));

async function shell() {
  const lang = await get("settings", "lang").catch(() => null);
  const language = String(lang?.value ?? "").slice(0, 2);
  return kept(RELEASE.shells[language] ?? RELEASE.shells[RELEASE.language]);
}

/** The page itself, or the shell. One request only: a link that works once must not be used up twice. */
async function page(request, writing, patient) {
  const network = fetch(request);
  const late = new Promise((resolve) => writing && !patient && setTimeout(resolve, FIELD_WITHIN));
  const answer = await Promise.race([network, late]).catch(() => undefined);
  if (answer && !(writing && NO_SERVER.includes(answer.status))) return answer;
  return (await shell()) ?? answer ?? network;
}

/** Text from another app: kept here without asking the server, taken by the field of the page that opens next. */
async function share(request) {
  const spare = request.clone();
  try {
    const sent = await request.formData();
    const parts = ["title", "text", "url"].map((name) => String(sent.get(name) ?? "").trim());
    const text = [...new Set(parts.filter(Boolean))].join("\n");
    if (text) await put("shared", { id: newId(), text, at: Date.now() });
    return Response.redirect("/?gedeeld=1", 303);
  } catch {
    return fetch(spare); // the server's own page for this refills the form
  }
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(tidy()));

addEventListener("message", ({ data }) => {
  if (data === "take-over") skipWaiting(); // said by a page that knows that nothing is being typed
});

addEventListener("sync", (event) => {
  if (event.tag !== "mortel-outbox") return;
  const send = async () => {
    if ((await flush()).state === "away") throw new Error("away"); // the browser tries again later
  };
  event.waitUntil(send());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  // A shared device has its own rules and its own words for "no connection".
  if (origin !== location.origin || pathname.startsWith("/kiosk")) return;
  if (request.method === "POST" && pathname === "/delen") event.respondWith(share(request));
  if (request.method !== "GET") return; // a form that could not be sent keeps the browser's own "send again"
  if (request.mode === "navigate") {
    // "Try again" on the shell waits as long as it takes: on a slow line nobody must be kept out for ever.
    event.respondWith(page(request, WRITING.includes(pathname), searchParams.has("opnieuw")));
  } else if (FILES.has(pathname)) event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
});
