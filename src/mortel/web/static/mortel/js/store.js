// The one database on this device. Everything in it belongs to an owner (a random tag, never a name);
// whoever reads it asks for one owner, so that another person on the device sees neither text nor number.

const STORES = {
  outbox: "client_id", // {v, client_id, owner, text, taken_at, tries, problem?}
  drafts: ["owner", "slot"], // one slot for each open page: two tabs never overwrite each other
  shared: "id", // text from the share sheet, until a page has taken it
  settings: "key", // what the worker must know: {key: "lang", value}
};

let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("mortel", 1);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        const store = request.result.createObjectStore(name, { keyPath });
        if (name === "outbox" || name === "drafts") store.createIndex("owner", "owner");
      }
    };
    request.onsuccess = () => {
      // A later version in another tab must not wait for this one; this one opens again when it needs to.
      request.result.onversionchange = () => (request.result.close(), (opening = undefined));
      request.result.onclose = () => (opening = undefined);
      resolve(request.result);
    };
    request.onerror = () => ((opening = undefined), reject(request.error));
  });
  return opening;
}

/** Do `work(store)` in one transaction over `names`; resolves with the result of the request it returns, once on disk. */
export async function within(names, mode, work) {
  const db = await open();
  return new Promise((resolve, reject) => {
    // "strict": the browser answers only when the disk has it. A phone that dies must not take a moment along.
    const transaction = db.transaction(names, mode, { durability: "strict" });
    const request = work((name) => transaction.objectStore(name));
    transaction.commit?.(); // at once: a page that is being closed gets no second turn to finish
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const put = (name, value) => within(name, "readwrite", (store) => store(name).put(value));
export const get = (name, key) => within(name, "readonly", (store) => store(name).get(key));
export const remove = (name, key) => within(name, "readwrite", (store) => store(name).delete(key));
export const all = (name) => within(name, "readonly", (store) => store(name).getAll());
export const ofOwner = (name, owner) =>
  within(name, "readonly", (store) => store(name).index("owner").getAll(owner));
