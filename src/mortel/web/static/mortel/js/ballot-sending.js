// Sending a ballot: once, and again when the answer was lost on the way. The server keeps one, however often it comes.

/** A token that was too old (the browser lost its cookie) is fetched anew; the answers stay where they are. */
async function renewToken(form) {
  const page = await fetch(form.action, { cache: "no-store" }).then((answer) => answer.text(), () => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("#ballot [name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  return Boolean(fresh);
}

function post(form) {
  const signal = AbortSignal.timeout?.(20_000);
  const body = new URLSearchParams(new FormData(form));
  const headers = { Accept: "application/json" };
  return fetch(form.action, { method: "POST", headers, body, signal }).catch(() => null);
}

/** What became of it: {state: "kept" | "already" | "closed" | "refused" | "away", words}. */
export async function send(form) {
  let response = await post(form);
  if (response?.status === 403 && (await renewToken(form))) response = await post(form);
  const said = (await response?.json().catch(() => null)) ?? {};
  if (said.handed) return { state: said.handed };
  if (said.error && response.status < 500) return { state: "refused", words: said.error };
  return { state: "away" };
}
