// A form is sent once, however often one clicks. A page that comes back from the browser's memory can send again.

const release = () => {
  for (const form of document.querySelectorAll("form[data-single][data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-single]");
  if (!form || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", (event) => event.persisted && release());
