// A form that is sent without leaving its page: with the server away the text stays where it is, with a sentence
// beside the button. Nothing is kept on the device. What the server has to say is left to the browser: it sends the
// form once more, the ordinary way, and shows the page with what is wrong.
import { session } from "./outbox.js";
import { letGo } from "./unsaved.js";

const NO_SERVER = [502, 503, 504]; // what a proxy says when nothing stands behind it, and a database that is busy
const PATIENCE = 20_000; // ms
const owner = document.querySelector("form[data-sign-out]")?.dataset.owner;
let busy = false;

/** What is said while the text waits on this page: away, signedOut or other; nothing when it may be sent. */
async function obstacle(form) {
  const who = await session();
  if (!who) return "signedOut";
  if (who.owner !== owner) return "other"; // this text would end up with somebody else
  form.elements.csrfmiddlewaretoken.value = who.csrf; // she may have signed in again since this page was made
  return "";
}

function say(form, name) {
  const words = document.querySelector(`[data-words-of="${form.id}"]`);
  for (const each of words.children) each.hidden = each.dataset.when !== name;
  words.hidden = !name;
  if (name) words.scrollIntoView({ block: "nearest" });
}

/** Send it: "saved", "away", or "shown" when the answer is a page to look at. */
async function send(form, button) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  const options = { method: "POST", body: new URLSearchParams(new FormData(form, button)), redirect: "manual", signal };
  const answer = await fetch(form.action, options);
  if (answer.type === "opaqueredirect") return "saved";
  return NO_SERVER.includes(answer.status) ? "away" : "shown";
}

const attempt = async (form, button) => (await obstacle(form)) || send(form, button);

for (const form of document.querySelectorAll("form[data-stays]")) {
  let passes = false;
  form.addEventListener("submit", async (event) => {
    if (passes) return;
    event.preventDefault();
    if (busy) return; // a second tap while the first is on its way
    busy = true;
    say(form, "");
    const { submitter } = event;
    const outcome = await attempt(form, submitter).catch(() => "away");
    busy = false;
    if (!["saved", "shown"].includes(outcome)) return say(form, outcome);
    letGo();
    if (outcome === "saved") return location.assign(form.dataset.stays);
    passes = true;
    form.requestSubmit(submitter);
  });
}
