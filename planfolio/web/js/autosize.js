// A textarea grows with its text, where the browser does not do it by itself.

if (!CSS.supports("field-sizing", "content")) {
  const fit = (area) => {
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  };
  for (const area of document.querySelectorAll("textarea[data-autosize]")) {
    area.addEventListener("input", () => fit(area));
    if (area.value) fit(area);
  }
}
