// The page that stands in when the server is away. Which of its three parts is shown depends on who and where.
import { ownerHere } from "./device.js";

const writing = ["/", "/nieuw"].includes(location.pathname);
const part = !writing ? "elsewhere" : ownerHere() ? "capture" : "nobody";
const field = document.getElementById("text");
document.querySelector(`[data-part=${part}]`).hidden = false;
if (part === "capture") field.focus(); // autofocus passed by while the field was hidden

document.documentElement.dataset.theme = localStorage.getItem("mortel-theme") ?? "";

const reachable = () => fetch("/sessie", { cache: "no-store" }).then(() => true, () => false);

/**
 * The real page, as soon as the server answers; never while something is being typed. Looked at again after the
 * answer: a page that leaves in between takes along what somebody had just begun.
 */
async function comeBack() {
  if (!field.value.trim() && (await reachable()) && !field.value.trim()) location.reload();
}
addEventListener("online", comeBack);
document.addEventListener("visibilitychange", () => document.hidden || comeBack());
