"use strict";

// A file can be dropped on the form, and a form that takes time says so and is sent once.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-busy]").forEach((form) => {
    form.addEventListener("submit", () => {
      const state = form.querySelector("[data-reading]");
      if (state) state.textContent = state.dataset.reading;
      form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    });
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-busy] button").forEach((button) => { button.disabled = false; });
    document.querySelectorAll("[data-reading]").forEach((state) => { state.textContent = ""; });
  });
  const zone = document.querySelector("form.drop");
  if (!zone) return;
  const input = zone.querySelector("input[type=file]");
  zone.querySelectorAll(".drop-only").forEach((each) => { each.hidden = false; });
  ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.remove("over");
  }));
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    zone.requestSubmit();
  });
});
