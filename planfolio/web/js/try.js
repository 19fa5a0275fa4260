// What a form would come to, while it is being filled in: [data-try] in it holds an address that takes the form
// and answers with a piece of the page. Without script a button of the form does the same.
const WAIT = 400;

for (const place of document.querySelectorAll("[data-try]")) {
  const form = place.closest("form");
  let timer;
  let last = new AbortController();
  const ask = async () => {
    last.abort();
    last = new AbortController();
    try {
      const answer = await fetch(place.dataset.try, { method: "POST", body: new FormData(form), signal: last.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // Without a connection the last answer stays.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}
