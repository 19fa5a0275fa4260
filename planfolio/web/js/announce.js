// Says once, to those who listen, what a banner shows. The region is empty when the page comes, so that filling it is
// a change, and it is the only one that speaks.

const announcer = document.querySelector("[data-announcer]");
const words = [...document.querySelectorAll("[data-announce] .banner__text")].map((text) => text.textContent.trim());
if (announcer && words.length) setTimeout(() => (announcer.textContent = words.join(" ")), 200);
