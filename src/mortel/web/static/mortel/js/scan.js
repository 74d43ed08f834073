// What costs energy beside what gives it: worked out here, sent nowhere. Kept only when somebody asks for it, under her
// own random tag, so that the next person on this device does not get to see it.

const HIGH = 4; // "true" and "completely true"
const list = document.querySelector("[data-scan]");
const outcome = document.querySelector("[data-scan-outcome]");
const pairs = outcome.querySelector("[data-scan-pairs]");
const keeping = document.querySelector("[data-scan-keep]");
const [keep, forget, kept] = ["[data-keep]", "[data-forget]", "[data-kept]"].map((name) => keeping.querySelector(name));
const key = `mortel-scan-${list.dataset.owner}`;
const questions = [...list.querySelectorAll("[data-question]")];

const answerOf = (question) => Number(question.querySelector(":checked")?.value ?? 0);
const isHigh = (question) => answerOf(question) >= HIGH;
const labels = (some) => some.map((question) => question.dataset.label).join(", ");

function pairOf(demand) {
  const near = demand.dataset.near.split(" ").map((id) => questions.find((one) => one.dataset.question === id));
  const row = outcome.querySelector("[data-scan-pair]").content.cloneNode(true);
  row.querySelector("[data-of=demand]").textContent = demand.dataset.label;
  const have = near.filter(isHigh);
  for (const [name, some] of [["have", have], ["near", near.filter((one) => !have.includes(one))]]) {
    const line = row.querySelector(`[data-of=${name}]`);
    line.hidden = some.length === 0;
    line.querySelector("span").textContent = labels(some);
  }
  return row;
}

function show() {
  const demands = questions.filter((question) => question.dataset.near && isHigh(question));
  pairs.replaceChildren(...demands.map(pairOf));
  outcome.querySelector("[data-scan-none]").hidden = demands.length > 0;
  outcome.hidden = keeping.hidden = !questions.some(answerOf);
}

function say(isKept) {
  forget.hidden = kept.hidden = !isKept;
}

function answersKept() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}");
  } catch {
    return {};
  }
}

for (const [name, value] of Object.entries(answersKept())) {
  const answer = list.querySelector(`[name="${CSS.escape(name)}"][value="${Number(value)}"]`);
  if (answer) answer.checked = true;
}
say(localStorage.getItem(key) !== null);
document.querySelector("[data-scan-without]").hidden = true;
list.addEventListener("change", show);
keep.addEventListener("click", () => {
  const given = [...list.querySelectorAll(":checked")].map(({ name, value }) => [name, value]);
  localStorage.setItem(key, JSON.stringify(Object.fromEntries(given)));
  say(true);
});
forget.addEventListener("click", () => {
  localStorage.removeItem(key);
  say(false);
});
show();
