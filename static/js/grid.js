"use strict";

// The grid of a forecast by keyboard, and a paste from a spreadsheet. Needs saving.js, which is loaded before it.
(() => {
  const page = document.querySelector("[data-forecast]");
  const grid = document.getElementById("grid");
  if (!page) return;
  const words = page.dataset;

  const inSight = (kind) => [...grid.querySelectorAll(`[data-kind=${kind}]`)].filter((each) => each.offsetParent);

  function move(cell, step) {
    const column = cell.dataset.kind;
    const cells = inSight(column);
    const next = cells[cells.indexOf(cell) + step];
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  }

  function restore(cell) {
    if (cell.value === cell.dataset.before) return;
    cell.value = cell.dataset.before;
    cell.select();
    window.saving.changed(cell);
  }

  function keys(event) {
    const cell = event.target;
    if (!cell.dataset.cell || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const amount = cell.dataset.kind === "amount";
    if (event.key === "Escape") {
      event.preventDefault();
      restore(cell);
    } else if (amount && event.key === "Enter") {
      event.preventDefault();
      if (!move(cell, event.shiftKey ? -1 : 1)) window.saving.flush();
    } else if (amount && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(cell, event.key === "ArrowDown" ? 1 : -1);
    }
  }

  // A block as spreadsheets copy it: tabs between cells, a cell with line breaks in quotes.
  function block(text) {
    const rows = [[""]];
    let quoted = false;
    const whole = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let at = 0; at < whole.length; at += 1) {
      const sign = whole[at];
      const row = rows[rows.length - 1];
      const fresh = row[row.length - 1] === "";
      if (sign === '"' && (quoted || fresh)) {
        if (quoted && whole[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; } else quoted = !quoted;
      } else if (sign === "\t" && !quoted) row.push("");
      else if (sign === "\n" && !quoted) rows.push([""]);
      else row[row.length - 1] += sign;
    }
    return rows;
  }

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

  function paste(event) {
    const cell = event.target;
    if (!cell.dataset.cell || !cell.dataset.row) return;
    const text = event.clipboardData.getData("text/plain");
    const rows = block(text);
    const columns = Math.max(...rows.map((row) => row.length));
    const amount = cell.dataset.kind === "amount";
    if (rows.length === 1 && columns === 1 && !(amount && /\s$/.test(text))) return;
    if (!amount && columns === 1 && !/[\t]/.test(text) && cell.tagName === "TEXTAREA") return;
    event.preventDefault();
    const below = inSight(cell.dataset.kind);
    const room = below.slice(below.indexOf(cell));
    const width = amount ? 2 : 1;
    if (columns > width) {
      window.saving.tell(filled(words.tooWide, { columns, width }));
      return;
    }
    if (rows.length > room.length) {
      window.saving.tell(filled(words.tooLong, { rows: rows.length, room: room.length }));
      return;
    }
    window.saving.tell("");
    rows.forEach((values, index) => {
      const target = room[index];
      write(target, values[0].trim());
      const comment = grid.elements[`comment-${target.dataset.row}`];
      if (values.length > 1 && comment) write(comment, values[1].trim());
    });
    window.saving.flush();
  }

  function write(cell, value) {
    if (cell.value === value) return;
    cell.value = value;
    window.saving.changed(cell);
  }

  if (grid) {
    grid.addEventListener("keydown", keys);
    grid.addEventListener("paste", paste);
    grid.addEventListener("focusin", (event) => {
      if (event.target.dataset.cell) event.target.dataset.before = event.target.value;
    });
    grid.addEventListener("input", (event) => { if (event.target.dataset.cell) window.saving.changed(event.target); });
    grid.addEventListener("change", (event) => { if (event.target.dataset.cell) window.saving.flush(); });
  }

  // A row opened: how the proposal was made, and the accounts of the group.
  page.addEventListener("click", async (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener) return;
    const row = document.getElementById(opener.dataset.opens);
    const open = opener.getAttribute("aria-expanded") !== "true";
    opener.setAttribute("aria-expanded", String(open));
    row.classList.toggle("open", open);
    const accounts = row.querySelector("[data-accounts]");
    if (!open || !accounts || accounts.dataset.read) return;
    accounts.dataset.read = "yes";
    try {
      const answer = await fetch(accounts.dataset.accounts, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) accounts.innerHTML = await answer.text();
    } catch { delete accounts.dataset.read; }
  });

  page.querySelectorAll("[data-shows]").forEach((button) => {
    button.addEventListener("click", () => {
      const rows = document.getElementById(button.dataset.shows);
      rows.classList.add("open");
      button.hidden = true;
      rows.querySelector("input").focus();
    });
  });

  // Rows of causes and risks.
  page.querySelectorAll("[data-autosave]").forEach((form) => {
    const body = form.querySelector("tbody");
    const template = form.querySelector("template");
    let next = body.rows.length;
    form.addEventListener("input", () => window.saving.changedForm(form, 2500));
    form.addEventListener("change", () => window.saving.changedForm(form));
    form.addEventListener("focusout", (event) => {
      const row = event.target.closest("[data-row]");
      if (row && row.isConnected && !row.contains(event.relatedTarget)) window.saving.left(row);
    });
    form.addEventListener("click", (event) => {
      const gone = event.target.closest("[data-remove]");
      if (gone) {
        const row = gone.closest("tr");
        const near = row.previousElementSibling || row.nextElementSibling;
        row.remove();
        window.saving.changedForm(form);
        (near ? near.querySelector("select, input") : form.querySelector("[data-add]")).focus();
      }
      if (!event.target.closest("[data-add]")) return;
      const holder = document.createElement("tbody");
      holder.innerHTML = template.innerHTML.replaceAll("__n__", String(next));
      next += 1;
      body.append(...holder.children);
      body.lastElementChild.querySelector("select, input").focus();
    });
  });
})();
