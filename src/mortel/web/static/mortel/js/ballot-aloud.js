// Large letters, and reading a page aloud with a voice of the device. Both are extra: without them all is on the page.
const LETTERS = "mortel-letters";
const root = document.documentElement;

function remembered() {
  try {
    return localStorage.getItem(LETTERS);
  } catch {
    return null;
  }
}

function remember(size) {
  try {
    localStorage.setItem(LETTERS, size);
  } catch {
    // A private window: large as long as this page stands.
  }
}

/** On the shared device the next person begins with letters of the usual size. */
export function largeLetters(button, { keep }) {
  const set = (size) => {
    root.dataset.letters = size;
    button.setAttribute("aria-pressed", String(size === "large"));
  };
  set((keep && remembered()) || "usual");
  button.addEventListener("click", () => {
    set(root.dataset.letters === "large" ? "usual" : "large");
    if (keep) remember(root.dataset.letters);
  });
}

const voiceFor = (language) => {
  const fitting = speechSynthesis.getVoices().filter(({ lang }) => lang.slice(0, 2) === language.slice(0, 2));
  return fitting.find(({ localService }) => localService) ?? fitting[0];
};

/** Each question with its labels once; after the first question of a page they are known. */
function words(step) {
  const seen = new Set();
  const parts = Array.from(step.querySelectorAll("[data-say], label span"), (each) => each.textContent.trim());
  return parts.filter((part) => !seen.has(part) && seen.add(part));
}

/** The button comes when the device has a voice for this language, and stops what it started. */
export function readAloud(button, language, stepHere) {
  if (!globalThis.speechSynthesis) return () => {};
  const start = button.textContent;
  const still = () => {
    speechSynthesis.cancel();
    button.textContent = start;
  };
  const offer = () => (button.hidden = !voiceFor(language));
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => {
    if (button.textContent !== start) return still();
    const said = new SpeechSynthesisUtterance(words(stepHere()).join(". "));
    Object.assign(said, { lang: language, voice: voiceFor(language), onend: still, onerror: still });
    button.textContent = button.dataset.stop;
    return speechSynthesis.speak(said);
  });
  addEventListener("pagehide", still);
  return still;
}
