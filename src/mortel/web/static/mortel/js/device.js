// What the device itself says, without a database: the time, a fresh id, and whose phone this is.

const KEY = "mortel-owner";

// The random tag (no name) of who signed in here last: the offline page has no other way to know for whom it keeps
// a text. Signing out removes it.
export const ownerHere = () => localStorage.getItem(KEY) ?? "";
export const rememberOwner = (tag) => tag !== ownerHere() && localStorage.setItem(KEY, tag);
export const forgetOwner = () => localStorage.removeItem(KEY);

/** Runs in every other tab when somebody signs out or somebody else signs in: that tab must show nothing any more. */
export function onOtherOwner(owner, leave) {
  addEventListener("storage", ({ key, newValue }) => {
    if ((key === KEY || key === null) && newValue !== owner) leave();
  });
}

/** Device time with its offset: when it happened there, whatever zone the server lives in. */
export function stamp(date = new Date()) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** crypto.randomUUID exists only over https; a test installation on a plain address must keep moments too. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
