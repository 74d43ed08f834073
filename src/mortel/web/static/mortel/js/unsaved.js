// Ticked or typed and not saved: the browser asks before the page is left. Saving is not leaving.
const forms = Array.from(document.querySelectorAll("form[data-unsaved]"));

function isChanged(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.getAttribute("aria-invalid") === "true") return true; // sent back by the server: nowhere kept yet
  return "defaultValue" in field && field.value !== field.defaultValue;
}

function ask(event) {
  if (forms.some((form) => Array.from(form.elements).some(isChanged))) event.preventDefault();
}

/** From here on the page may be left: what stood in it was sent. */
export const letGo = () => removeEventListener("beforeunload", ask);

// Only from the first change on: a page that listens for this is not kept for the back button by every browser.
for (const form of forms) {
  form.addEventListener("input", () => addEventListener("beforeunload", ask));
  // staying.js says itself when the server has it.
  if (!("stays" in form.dataset)) form.addEventListener("submit", letGo);
}
