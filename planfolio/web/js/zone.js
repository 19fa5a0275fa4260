// Chooses the time zone of this device where the form asks for one that nobody has chosen yet.

for (const select of document.querySelectorAll("[data-guess-zone] select")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}
