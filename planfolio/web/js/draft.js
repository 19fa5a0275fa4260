// Keeps what is typed in a long form in this tab until it is saved, so that a lapsed session or a closed lid loses
// nothing. A draft belongs to the person who typed it. It is marked when its form is sent, and dropped when the next
// page of that person comes; a sign-in page or an error page comes from elsewhere and takes the mark away again.

const PREFIX = "draft ";
const person = document.body.dataset.person || "";
const keyOf = (form) => `${PREFIX}${form.dataset.draft}`;
const typed = (form) =>
  [...form.elements].filter((field) => field.name && field.matches("textarea, input:is([type=text], [type=search], :not([type]))"));

const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};

const write = (key, draft) => {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // The tab's storage is full or shut: the page works as it does without a draft.
  }
};

for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))) {
  const draft = read(key);
  if (draft && draft.sent && person) sessionStorage.removeItem(key);
  else if (draft && draft.sent) write(key, { ...draft, sent: false });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = keyOf(form);
  const draft = read(key);
  if (draft && draft.person === person) {
    for (const field of typed(form)) {
      const kept = draft.values[field.name];
      if (kept && field.value === field.defaultValue && !field.value) {
        field.value = kept;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
  const keep = (sent) => {
    const values = Object.fromEntries(typed(form).map((field) => [field.name, field.value]));
    if (Object.values(values).some(Boolean)) write(key, { person, sent, values });
    else sessionStorage.removeItem(key);
  };
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(false), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(true);
  });
}
