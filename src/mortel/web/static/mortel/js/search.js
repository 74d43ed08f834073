// Searching in own moments without leaving the page. The words may stand in no address, so they are sent by POST; a
// page that came by POST cannot be shown again by Back. So this entry of the browser's history remembers the words:
// Back opens the page anew and asks again. Without scripts the form goes as any other.
const form = document.getElementById("search");
const field = form?.elements.q;
const away = document.getElementById("search-away");
// A tab outlives a sign-out: the words of one person are not asked again for the next.
const owner = document.querySelector("form[data-sign-out]")?.dataset.owner;

const parts = (page) => page.querySelectorAll("[data-found]");

/** The page with what was found, or null when the answer is another page (signed out, a failure). */
async function ask({ q, page }) {
  const { value: csrfmiddlewaretoken } = form.elements.csrfmiddlewaretoken;
  const body = new URLSearchParams({ csrfmiddlewaretoken, q, page });
  const response = await fetch(form.action, { method: "POST", body, cache: "no-store" });
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  return response.ok && parts(answer).length ? answer : null;
}

function show(answer, { q }) {
  field.value = field.defaultValue = q; // found: nothing is being typed any more
  const fresh = parts(answer);
  parts(document).forEach((part, index) => part.replaceChildren(...fresh[index].childNodes));
}

/** True when what was found is on the page. */
async function find(wanted) {
  away.hidden = true;
  try {
    const answer = await ask(wanted);
    if (answer) show(answer, wanted);
    return Boolean(answer);
  } catch {
    away.hidden = false; // the server is away: the page stays as it is, with the words in the field
    return null;
  }
}

async function search(event) {
  const asked = event.target;
  event.preventDefault();
  const wanted = { owner, q: asked.elements.q.value.trim(), page: event.submitter?.value || "1" };
  if (!wanted.q) return location.assign(form.action);
  const found = await find(wanted);
  if (found === false) return HTMLFormElement.prototype.submit.call(asked);
  if (!found) return;
  history.pushState(wanted, "", form.action);
  if (asked === form) return;
  scrollTo(0, 0);
  document.getElementById("content").focus({ preventScroll: true });
}

const remembered = (state) => (state?.q && state.owner === owner ? state : null);

document.addEventListener("submit", (event) => {
  if (event.target === form || event.target.closest("[data-found] .pager")) search(event);
});
addEventListener("popstate", ({ state }) => (remembered(state) ? find(state) : location.reload()));
if (form && remembered(history.state)) find(history.state);
