// Work that goes on elsewhere: [data-progress="1"] is fetched anew from its own page every second until it is done.
// The region that speaks says it at the end. Without script a link does the same.
const EVERY = 1000;

const watch = async (place) => {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = answer.ok && page.querySelector("[data-progress]");
    if (fresh) {
      const held = place.contains(document.activeElement);
      place.replaceWith(fresh);
      if (held) (fresh.querySelector("a") ?? fresh).focus();
      place = fresh;
    }
  } catch {
    // Without a connection the last answer stays, and the next one may come.
  }
  if (place.dataset.progress) return setTimeout(watch, EVERY, place);
  const speaker = document.querySelector("[data-announcer]");
  if (speaker) speaker.textContent = place.textContent.trim().split("\n")[0];
};

for (const place of document.querySelectorAll('[data-progress="1"]')) setTimeout(watch, EVERY, place);
