// Answers that were not sent yet, on her own device only, under a name that the server made of the code.
// {answers: {field: value}, step, wants: she asked to send, until: the last day of the round}
const PREFIX = "mortel-ballot-";

/** A private window may refuse to keep anything: then the page itself is all there is. */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? { answers: {} };
  } catch {
    return { answers: {} };
  }
}

function write(name, kept) {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // As above.
  }
}

function names() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

export const keptOf = (key) => (key ? read(PREFIX + key) : { answers: {} });

/** Add to what is kept: another tab may have kept answers to other questions meanwhile. */
export function keep(key, change) {
  if (!key) return;
  const before = keptOf(key);
  write(PREFIX + key, { ...before, ...change, answers: { ...before.answers, ...change.answers } });
}

export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept either.
  }
}

/** What was never sent goes the day after its round ended, whichever ballot is opened then. Never that of the ballot on
 * screen: its round may have got more days since, and it can still be sent in the last half hour, past midnight. */
export function forgetOver(today, { key, until }) {
  if (keptOf(key).until) keep(key, { until });
  for (const name of names()) {
    const isOver = name.startsWith(PREFIX) && (read(name).until ?? "9") < today;
    if (isOver && name !== PREFIX + key) forget(name.slice(PREFIX.length));
  }
}

/** Runs with what another tab kept, or with null when it was handed in or wiped there. */
export function onOtherTab(key, use) {
  addEventListener("storage", ({ key: name, newValue }) => {
    if (key && (name === PREFIX + key || name === null)) use(newValue && JSON.parse(newValue));
  });
}
