"use strict";

// Small conveniences. Every page works without them. The script is deferred, so the page is there when it runs.

// The numbers of a chart stand open until its drawing takes their place.
document.querySelectorAll(".chart details.numbers").forEach((table) => { table.open = false; });
document.querySelectorAll(".error-summary").forEach((summary) => summary.focus());
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// A menu closes on Escape and when something else is clicked.
function closeMenus(except) {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  closeMenus(null);
  if (menu) menu.querySelector("summary").focus();
});
