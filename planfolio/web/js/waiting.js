// Entries typed without a network wait on this device and are sent when there is one: by themselves when the
// connection returns, or by "Send now". Only entries of the person who is signed in are sent.

const banner = document.querySelector("[data-waiting]");
const person = document.body.dataset.person || "";

const say = (words, more = true) => {
  banner.hidden = false;
  banner.querySelector("[data-waiting-text]").textContent = words;
  banner.querySelector("form").hidden = !more;
  const announcer = document.querySelector("[data-announcer]");
  if (announcer) announcer.textContent = words;
};

const mine = async () => {
  const known = person || (await inStore("facts", "readonly", (table) => table.get("person")))?.value || "";
  return (await waitingEntries()).filter((entry) => !entry.owner || entry.owner === known);
};

// What waits is safe; the tab's draft of the same words would only bring them a second time.
const dropDraft = (entries) => {
  const plain = (text) => text.replaceAll("\r\n", "\n").trim();
  const draft = JSON.parse(sessionStorage.getItem("draft capture") || "null");
  const texts = entries.flatMap((entry) => entry.fields.filter(([name]) => name === "text").map(([, text]) => plain(text)));
  if (draft && texts.includes(plain(draft.values.text || ""))) sessionStorage.removeItem("draft capture");
};

const count = async (before = "") => {
  const entries = await mine();
  if (!entries.length) return;
  dropDraft(entries);
  const words = entries.length === 1 ? banner.dataset.one : banner.dataset.many.replace("COUNT", entries.length);
  say(`${before} ${words}`.trim());
};

// Sends one entry with a fresh token. True when the server says that it has it, now or since an earlier time.
const sendOne = async (entry, token) => {
  const body = new URLSearchParams([...entry.fields, ["csrfmiddlewaretoken", token]]);
  const answer = await fetch("/capture/", { method: "POST", body, headers: { Accept: "application/json" } });
  // Read to its end, so that the connection is free for the next.
  const words = await answer.text();
  return answer.ok && (answer.redirected || words.includes('"saved": true'));
};

const freshToken = async () => {
  const answer = await fetch("/capture/", { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (new URL(answer.url).pathname !== "/capture/" || !page.body.dataset.person) return null;
  return { token: page.querySelector("[name=csrfmiddlewaretoken]")?.value, person: page.body.dataset.person };
};

const sendAll = async () => {
  const entries = await mine();
  if (!entries.length) return;
  try {
    const fresh = await freshToken();
    if (!fresh) return say(banner.dataset.signedOut);
    for (const entry of entries) {
      if (entry.owner && entry.owner !== fresh.person) continue;
      if (await sendOne(entry, fresh.token)) await inStore("entries", "readwrite", (table) => table.delete(entry.once));
    }
  } catch {
    return say(banner.dataset.kept);
  }
  if ((await mine()).length) return count();
  say(banner.dataset.sent, false);
};

const keepHere = async (form) => {
  await keepEntry([...new FormData(form).entries()]);
  form.reset();
  const area = form.querySelector("textarea");
  area.value = "";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  const once = form.querySelector("[data-once]");
  if (once) once.value = newKey();
  await count(banner.dataset.saved);
  area.focus();
};

if (banner && "indexedDB" in window) {
  if (person) inStore("facts", "readwrite", (table) => table.put({ name: "person", value: person }));
  // Before the others hear of it, so that a form that is kept is not taken for one that was sent.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.matches("[data-send-waiting]")) {
        event.preventDefault();
        sendAll();
      } else if (form.matches("[data-capture]") && (!navigator.onLine || form.hasAttribute("data-offline"))) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (form.querySelector("textarea").value.trim()) keepHere(form);
      }
    },
    true,
  );
  window.addEventListener("online", sendAll);
  for (const once of document.querySelectorAll("[data-offline] [data-once]")) once.value = newKey();
  count().then(() => navigator.onLine && person && sendAll());
}

if (person && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(`/sw.js?l=${document.documentElement.lang}`);
}
