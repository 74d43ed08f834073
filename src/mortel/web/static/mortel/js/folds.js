// Opens the fold that the address points at, and before printing those that belong on paper. Without scripts a fold
// opens by hand, and newer browsers print it open by the print style.
const open = () => {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
open();
addEventListener("hashchange", open);

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.on-paper:not([open])")];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
