"use strict";

// Saves what is written on a forecast's page while it is written. Nothing typed is lost: what is not saved yet waits
// here and in the browser's storage until the server has it. The server computes every figure and says every sentence.
(() => {
  const page = document.querySelector("[data-forecast]");
  if (!page) return;
  const grid = document.getElementById("grid");
  const state = document.getElementById("save-state");
  const trouble = document.getElementById("save-trouble");
  const signIn = document.getElementById("sign-in-again");
  const words = page.dataset;
  const store = words.store;
  const LINKED = { amount: 2500, text: 1200 };
  const waiting = new Map(); // name of a cell -> {value, seen, label}
  const stuck = new Map(); // the same, for cells whose text was refused or that someone else has changed
  const forms = new Map(); // id of a form -> {url, body}
  let sending = null;
  let timer = 0;
  let pause = 2000;
  let stopped = false;
  let signedOut = false;
  let savedAt = "";

  const cellOf = (name) => grid && grid.querySelector(`[data-cell="${name}"]`);
  const seenOf = (name) => grid.elements[`seen-${name}`];
  const due = () => waiting.size > 0 || [...forms.values()].some((form) => !form.refused);
  const unsent = () => waiting.size + stuck.size + forms.size > 0;
  const clock = () => new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });

  function keep() {
    try {
      if (!unsent()) return localStorage.removeItem(store);
      const cells = Object.fromEntries([...stuck, ...waiting]);
      localStorage.setItem(store, JSON.stringify({ at: clock(), cells, forms: Object.fromEntries(forms) }));
    } catch { /* the browser keeps nothing: what is typed still waits on the page */ }
    return undefined;
  }

  function say(text, kind = "") {
    state.textContent = text;
    state.dataset.kind = kind;
  }

  function tell(text) {
    trouble.textContent = text;
    trouble.hidden = !text;
    signIn.hidden = !signedOut;
  }

  function later(after) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(flush, after);
  }

  function retry(text) {
    say(words.unsaved, "unsaved");
    tell(text);
    later(pause);
    pause = Math.min(pause * 2, 60000);
  }

  // What was wrong with one field stands under it, tied to it.
  function fault(field, text) {
    const id = `${field.id}-fault`;
    let note = document.getElementById(id);
    if (!text) {
      if (note) note.remove();
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.id = id;
      note.className = "cell-fault";
      (field.closest(".cell") || field.parentElement).append(note);
    }
    note.textContent = text;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
  }

  function clearConflict(cell) {
    cell.closest(".cell").querySelectorAll(".conflict").forEach((each) => each.remove());
  }

  function see(name, seen) {
    const hidden = seenOf(name);
    if (hidden) hidden.value = seen;
  }

  // Both values, and the person chooses.
  function conflict(name, theirs) {
    const cell = cellOf(name);
    clearConflict(cell);
    fault(cell, "");
    const box = document.createElement("div");
    box.className = "conflict";
    box.setAttribute("role", "group");
    const sentence = document.createElement("p");
    sentence.id = `${cell.id}-conflict`;
    sentence.textContent = theirs.sentence;
    box.setAttribute("aria-labelledby", sentence.id);
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "small";
      made.textContent = text;
      made.addEventListener("click", () => {
        see(name, theirs.seen);
        stuck.delete(name);
        clearConflict(cell);
        act();
        cell.focus();
        flush();
      });
      return made;
    };
    box.append(
      sentence,
      button(words.keepMine, () => waiting.set(name, { value: cell.value, seen: theirs.seen, label: labelOf(cell) })),
      button(words.takeTheirs, () => { cell.value = theirs.value; keep(); say(""); }),
    );
    cell.closest(".cell").append(box);
  }

  const labelOf = (cell) => (cell.labels && cell.labels[0] ? cell.labels[0].textContent.trim() : cell.name);

  function changed(cell) {
    const name = cell.dataset.cell;
    stuck.delete(name);
    fault(cell, "");
    clearConflict(cell);
    waiting.set(name, { value: cell.value, seen: seenOf(name).value, label: labelOf(cell) });
    keep();
    if (stopped || signedOut) return;
    say(words.writing);
    const amount = cell.dataset.kind === "amount";
    if (!amount || !cell.value.trim() || /\d/.test(cell.value)) later(amount ? LINKED.amount : LINKED.text);
  }

  const needed = (row) => [...row.querySelectorAll("[data-needed]")];
  const done = (row) => new Set(needed(row).map((field) => Boolean(field.value.trim()))).size < 2;

  // A row that was left half written waits: what it lacks is said at the field.
  function left(row) {
    if (done(row)) return;
    needed(row).filter((field) => !field.value.trim()).forEach((field) => fault(field, field.dataset.lacking));
    say(words.stuck, "unsaved");
  }

  function changedForm(form, after = 300) {
    const rows = [...form.querySelectorAll("[data-row]")];
    form.querySelectorAll("input, select").forEach((field) => fault(field, ""));
    forms.set(form.id, { url: form.action, body: new URLSearchParams(new FormData(form)).toString() });
    keep();
    rows.filter((row) => !row.contains(document.activeElement)).forEach(left);
    if (rows.every(done)) later(after);
  }

  // A part in which something is being typed stays as it is.
  function replace(parts) {
    Object.entries(parts || {}).forEach(([id, html]) => {
      const part = document.getElementById(id);
      if (!part) return;
      const typed = [...part.querySelectorAll("input:not([type=hidden]), textarea")];
      if (typed.some((field) => field.value !== field.defaultValue)) return;
      const focused = part.contains(document.activeElement) ? document.activeElement : null;
      const again = focused && (focused.id || (focused.form && `${focused.form.id} button`));
      part.innerHTML = html;
      if (again) (document.getElementById(again) || part.querySelector(`#${again}`) || part).focus();
    });
  }

  function settle(batch, answer) {
    replace(answer.parts);
    batch.forEach(([name, sent]) => {
      const cell = cellOf(name);
      const now = waiting.get(name);
      const untouched = now === sent;
      if (untouched) waiting.delete(name);
      if (answer.conflicts[name]) {
        if (untouched) { stuck.set(name, sent); conflict(name, answer.conflicts[name]); }
      } else if (answer.faults[name]) {
        if (untouched) { stuck.set(name, sent); fault(cell, answer.faults[name]); }
      } else if (answer.cells[name]) {
        see(name, answer.cells[name].seen);
        if (!untouched && now) now.seen = answer.cells[name].seen;
        if (untouched && cell !== document.activeElement) cell.value = answer.cells[name].value;
        if (untouched) cell.dataset.before = answer.cells[name].value;
      }
    });
  }

  const token = () => page.querySelector("[name=csrfmiddlewaretoken]").value;

  function post(url, body) {
    return fetch(url, {
      method: "POST",
      body,
      credentials: "same-origin",
      keepalive: document.visibilityState === "hidden",
      headers: { "X-CSRFToken": token(), Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    });
  }

  // The page anew gives a fresh token, and says whether the same person is signed in.
  async function refresh() {
    const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const theirs = fresh.querySelector("[data-forecast]");
    if (!theirs) return false;
    if (theirs.dataset.user !== words.user) {
      tell(words.otherPerson);
      return false;
    }
    const value = fresh.querySelector("[name=csrfmiddlewaretoken]").value;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = value; });
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": value }));
    signedOut = false;
    tell("");
    return true;
  }

  function leave() {
    signedOut = true;
    say(words.unsaved, "unsaved");
    tell(words.signedOut);
  }

  // Sends one thing; gives what the server answered, or null when it must wait.
  async function send(url, body, again = true) {
    const answer = await post(url, body);
    if (answer.status === 401) { leave(); return null; }
    if (answer.status === 403 && again) {
      if (await refresh()) return send(url, body, false);
      if (trouble.hidden) leave();
      return null;
    }
    if (answer.status >= 500) { retry(words.noAnswer); return null; }
    if (!(answer.headers.get("Content-Type") || "").includes("json")) {
      stopped = true;
      say(words.unsaved, "unsaved");
      tell(words.notAllowed);
      return null;
    }
    const told = await answer.json();
    savedAt = told.at || clock();
    return told;
  }

  function refuse(sentence) {
    stopped = true;
    say(words.unsaved, "unsaved");
    tell(sentence);
    page.querySelectorAll("[data-cell], [data-autosave] input").forEach((field) => { field.readOnly = true; });
  }

  async function sendCells() {
    const batch = [...waiting];
    const body = new URLSearchParams();
    batch.forEach(([name, { value, seen }]) => { body.set(name, value); body.set(`seen-${name}`, seen); });
    const answer = await send(words.cellUrl, body.toString());
    if (!answer) return false;
    if (answer.refused) { refuse(answer.refused); return false; }
    settle(batch, answer);
    return true;
  }

  async function sendForm([id, { url, body }]) {
    const answer = await send(url, body);
    if (!answer) return false;
    if (answer.refused) { refuse(answer.refused); return false; }
    const form = document.getElementById(id);
    if (form) {
      Object.entries(answer.faults).forEach(([name, text]) => form.elements[name] && fault(form.elements[name], text));
    }
    if (forms.get(id) && forms.get(id).body === body) forms.delete(id);
    const faulty = Object.keys(answer.faults).length > 0;
    if (faulty && !forms.has(id)) forms.set(id, { url, body, refused: true });
    if (form && !faulty) form.querySelectorAll("input").forEach((field) => { field.defaultValue = field.value; });
    replace(answer.parts);
    return true;
  }

  async function everything() {
    say(words.saving, "saving");
    while (waiting.size) if (!(await sendCells())) return false;
    for (const [id, form] of [...forms]) {
      if (!form.refused && !(await sendForm([id, form]))) return false;
    }
    pause = 2000;
    tell("");
    say(stuck.size + forms.size ? words.stuck : `${words.saved} ${savedAt}`, stuck.size + forms.size ? "unsaved" : "");
    return true;
  }

  // True when nothing waits any more.
  function flush() {
    clearTimeout(timer);
    if (stopped || signedOut) return Promise.resolve(false);
    if (sending) return sending.then((went) => (went && due() ? flush() : !unsent()));
    if (!due()) return Promise.resolve(!unsent());
    sending = everything()
      .catch(() => { retry(words.noContact); return false; })
      .finally(() => { sending = null; keep(); });
    return sending.then((went) => went && !unsent());
  }

  window.addEventListener("online", flush);
  window.addEventListener("beforeunload", (event) => { if (unsent() && !page.dataset.leaving) event.preventDefault(); });
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState === "hidden") { flush(); return; }
    if (signedOut) back();
  });
  window.addEventListener("focus", () => { if (signedOut) back(); });
  async function back() {
    try {
      if (await refresh()) flush();
    } catch { tell(words.noContact); }
  }

  // What a closed tab left behind.
  function offer() {
    let left = null;
    try { left = JSON.parse(localStorage.getItem(store)); } catch { return; }
    if (!left) return;
    const cells = Object.entries(left.cells).filter(([name, { value }]) => {
      const cell = cellOf(name);
      return !cell || cell.value !== value;
    });
    const kept = Object.entries(left.forms);
    const box = document.getElementById("left-behind");
    if (!cells.length && !kept.length) { localStorage.removeItem(store); return; }
    box.hidden = false;
    box.querySelector("[data-when]").textContent = left.at;
    const list = document.createElement("ul");
    box.querySelector("p").after(list);
    cells.forEach(([, { label, value }]) => {
      const item = document.createElement("li");
      item.textContent = `${label}: ${value || "–"}`;
      list.append(item);
    });
    const use = box.querySelector("[data-use]");
    use.hidden = !grid;
    use.addEventListener("click", async () => {
      box.hidden = true;
      cells.forEach(([name, { value, seen, label }]) => {
        const cell = cellOf(name);
        if (!cell) return;
        cell.value = value;
        waiting.set(name, { value, seen, label });
      });
      kept.forEach(([id, { url, body }]) => forms.set(id, { url, body }));
      if (await flush() && kept.length) location.reload();
    });
    box.querySelector("[data-discard]").addEventListener("click", () => {
      box.hidden = true;
      localStorage.removeItem(store);
    });
  }
  offer();

  // A step is taken when everything written is saved.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!page.contains(form)) return;
    if (form.hasAttribute("data-answer")) {
      event.preventDefault();
      changedForm(form);
      flush();
      return;
    }
    if (!unsent()) { page.dataset.leaving = "yes"; return; }
    event.preventDefault();
    const button = event.submitter;
    flush().then((saved) => {
      if (!saved) { tell(trouble.textContent || words.stuck); return; }
      const same = button && !button.isConnected ? page.querySelector(`button[value="${button.value}"]`) : button;
      if (same || !button) form.requestSubmit(same);
    });
  });

  window.saving = { changed, changedForm, left, flush, tell };
})();
