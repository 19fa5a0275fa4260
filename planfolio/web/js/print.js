// Paper has no buttons: disclosures open for printing where style alone cannot open them.

if (!CSS.supports("selector(details::details-content)")) {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
