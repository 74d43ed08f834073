// A button that prints the page. Without scripts it is not there: every browser can print by itself.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
