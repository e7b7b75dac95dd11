"use strict";

// A meeting on a projector. Without this every slide is a page with links; with it the next slide is there before it is
// asked for, the keys work, and what is written is kept here until the server has it.
(() => {
  let show = document.getElementById("show");
  if (!show) return;
  const toast = document.querySelector(".show-toast");
  const help = document.querySelector(".show-help");
  const EVERY = 5000;
  const near = new Map(); // address -> the slide, fetched before it is asked for
  const known = new Map(); // every slide that was fetched, for when there is no contact
  const forms = new Map(); // name -> its form as it came, with nothing written in it
  const store = show.dataset.store; // of the meeting and the person: what one wrote is never sent as another's
  const QUEUE = `showing-queue-${store}`;
  let digits = "";
  let digitTimer = 0;
  let toastTimer = 0;
  let sending = false;

  const part = (url, options = {}) => fetch(url, { credentials: "same-origin", ...options, headers: { "HX-Request": "true", ...options.headers } });
  const keep = (key, value) => { try { if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value); } catch { /* kept on the page alone */ } };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const dialogOf = (name) => document.querySelector(`[data-dialog="${name}"]`);

  function say(text, lasting = false) {
    clearTimeout(toastTimer);
    toast.textContent = text;
    if (!lasting) toastTimer = setTimeout(() => { toast.textContent = ""; }, 6000);
  }

  // The way from slide to slide

  async function fetched(url) {
    const answer = await part(url);
    const html = await answer.text();
    if (!answer.ok || !html.includes('id="show"')) return null;
    known.set(url, html);
    return html;
  }

  function prefetch() {
    const wanted = ["next", "back", "down", "up"].map((name) => show.dataset[name]).filter(Boolean);
    [...near.keys()].filter((url) => !wanted.includes(url)).forEach((url) => near.delete(url));
    wanted.filter((url) => !near.has(url)).forEach((url) => {
      fetched(url).then((html) => { if (html) near.set(url, html); }).catch(() => {});
    });
  }

  function arrive(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("show");
    show.replaceWith(fresh);
    show = fresh;
    near.clear();
    history.replaceState(null, "", show.dataset.here);
    document.title = document.title.replace(/^.*( – [^–]*)$/, (_, end) => show.dataset.title + end);
    ready();
    show.querySelector("h1").focus({ preventScroll: true });
    look();
  }

  async function go(url) {
    if (!url) return;
    try {
      const html = near.get(url) || await fetched(url);
      if (html) arrive(html); else location.assign(url);
    } catch {
      if (known.has(url)) arrive(known.get(url)); else say(toast.dataset.noSlide, true);
    }
  }

  // The letters of a chart are as large as those around it.
  function enlarge() {
    const size = Math.round(parseFloat(getComputedStyle(show.querySelector(".slide")).fontSize) * 0.8);
    show.querySelectorAll("[data-figure]").forEach((holder) => {
      const script = document.getElementById(holder.dataset.figure);
      const drawn = JSON.parse(script.textContent);
      drawn.figure.layout.font.size = size;
      drawn.figure.layout.yaxis.tickfont.size = size;
      script.textContent = JSON.stringify(drawn);
    });
    document.dispatchEvent(new Event("charts-arrived"));
  }

  function ready() {
    enlarge();
    show.querySelectorAll("[data-help]").forEach((button) => { button.hidden = false; });
    tick();
    prefetch();
  }

  // What others write

  async function look(toEnd = false) {
    const written = show.querySelector(".written");
    const { pulse, others } = written.dataset;
    const first = show.dataset.others || others;
    show.dataset.others = first;
    const at = show.dataset.here;
    try {
      const answer = await part(`${at}${at.includes("?") ? "&" : "?"}part=written&seen=${pulse}&others=${first}`);
      if (answer.status === 200 && !answer.redirected && show.dataset.here === at) {
        const place = document.getElementById("written");
        place.innerHTML = await answer.text();
        if (toEnd) place.scrollIntoView({ block: "end" });
        near.clear();
        prefetch();
      }
      if (toast.textContent === toast.dataset.noSlide) say("");
    } catch { /* there is no contact: it is asked again */ }
  }

  // The clock: the meeting's from its start, the point's from when it was first shown here

  function tick() {
    const clock = show.querySelector(".clock[data-started]");
    if (clock) clock.textContent = clock.dataset.words.replace("{n}", Math.max(0, Math.floor((Date.now() - new Date(clock.dataset.started)) / 60000)));
    const point = show.querySelector(".point-clock");
    if (!point) return;
    const key = `showing-point-${point.dataset.point}`;
    let seconds = 0;
    try { seconds = Number(sessionStorage.getItem(key)) || 0; sessionStorage.setItem(key, seconds + (document.hidden ? 0 : 1)); } catch { /* not counted */ }
    const words = point.dataset.planned ? point.dataset.wordsOf : point.dataset.words;
    point.textContent = words.replace("{n}", Math.floor(seconds / 60)).replace("{planned}", point.dataset.planned);
  }

  // Writing

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return [...bytes].map((byte, index) => ([4, 6, 8, 10].includes(index) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  }

  const draftKey = (name) => `showing-draft-${store}-${name}-${show.dataset.row || show.dataset.point || "meeting"}`;

  function fill(dialog, html) {
    dialog.innerHTML = html;
    dialog.querySelector("[data-cancel]").addEventListener("click", (event) => { event.preventDefault(); dialog.close(); });
    const form = dialog.querySelector("form");
    form.addEventListener("input", () => keep(draftKey(dialog.dataset.dialog), new URLSearchParams(new FormData(form)).toString()));
    form.addEventListener("submit", (event) => { event.preventDefault(); save(dialog, form); });
  }

  function open(name) {
    const dialog = dialogOf(name);
    if (!dialog || !forms.has(name)) return false;
    fill(dialog, forms.get(name));
    const form = dialog.querySelector("form");
    const draft = new URLSearchParams(kept(draftKey(name)) || "");
    draft.forEach((value, key) => {
      const field = form.elements[key];
      if (field && key !== "csrfmiddlewaretoken") { if (field.type === "checkbox") field.checked = true; else field.value = value; }
    });
    if (!draft.has("key")) form.elements.key.value = uuid();
    form.elements.point.value = show.dataset.point || form.elements.point.value;
    form.elements.row.value = show.dataset.row || "";
    form.querySelector(".about").textContent = show.dataset.title;
    dialog.showModal();
    form.elements.text.focus();
    return true;
  }

  async function save(dialog, form) {
    const name = dialog.dataset.dialog;
    const body = new URLSearchParams(new FormData(form)).toString();
    let answer = null;
    try { answer = await send(form.action, body); } catch { /* no contact */ }
    if (answer && answer.status === 422) {
      fill(dialog, await answer.text());
      dialog.querySelector(".about").textContent = show.dataset.title;
      dialog.querySelector(".error-summary")?.focus();
      return;
    }
    keep(draftKey(name), null);
    dialog.close();
    if (answer && answer.ok && !answer.redirected) {
      say(await answer.text());
      near.clear();
      look(true);
    } else {
      queue([...queue(), { url: form.action, body, name, draft: draftKey(name) }]);
      say(answer ? toast.dataset.signedOut : toast.dataset.offline, true);
    }
  }

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  }

  // A page anew has a fresh token after somebody signed in again.
  async function send(url, body, again = true) {
    const answer = await part(url, { method: "POST", body, headers: { "X-CSRFToken": token(), "Content-Type": "application/x-www-form-urlencoded" } });
    if (answer.status !== 403 || !again) return answer;
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh || page.getElementById("show")?.dataset.store !== store) return answer;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh.value; });
    const values = new URLSearchParams(body);
    values.set("csrfmiddlewaretoken", fresh.value);
    return send(url, values.toString(), false);
  }

  function queue(now) {
    if (now) keep(QUEUE, now.length ? JSON.stringify(now) : null);
    return now || JSON.parse(kept(QUEUE) || "[]");
  }

  // What waits is sent in the order it was written. The server knows each by its key, so twice is once.
  async function flush() {
    if (sending || !queue().length) return;
    sending = true;
    try {
      while (queue().length) {
        const [first, ...rest] = queue();
        const answer = await send(first.url, first.body);
        if (answer.redirected && first.name || answer.status === 401 || answer.status === 403 || answer.status >= 500) break;
        queue(rest);
        if (answer.ok) say(first.name ? await answer.text() : "");
        else { keep(first.draft, first.body); say(toast.dataset.refused, true); }
        look();
      }
    } catch { /* still no contact */ }
    sending = false;
  }

  async function take(form, button) {
    const values = new URLSearchParams(new FormData(form));
    values.set("state", button.value);
    try {
      const answer = await send(form.action, values.toString());
      const html = await answer.text();
      if (answer.ok && html.includes('id="show"')) arrive(html); else location.assign(show.dataset.here);
    } catch {
      queue([...queue(), { url: form.action, body: values.toString(), name: "", draft: "" }]);
      say(toast.dataset.offline, true);
    }
  }

  // Keys and clicks

  function goTo() {
    const link = help.querySelector(`[data-point-number="${Number(digits)}"]`);
    forget();
    if (link) go(link.getAttribute("href"));
  }

  function forget() {
    digits = "";
    clearTimeout(digitTimer);
    const shown = show.querySelector(".goto");
    shown.hidden = true;
  }

  function digit(key) {
    digits += key;
    const shown = show.querySelector(".goto");
    shown.textContent = `→ ${digits}`;
    shown.hidden = false;
    clearTimeout(digitTimer);
    digitTimer = setTimeout(forget, 4000);
  }

  const DO = {
    ArrowRight: () => go(show.dataset.next),
    " ": () => go(show.dataset.next),
    PageDown: () => go(show.dataset.next),
    ArrowLeft: () => go(show.dataset.back),
    PageUp: () => go(show.dataset.back),
    Home: () => go(show.dataset.first),
    End: () => go(show.dataset.last),
    "?": () => help.showModal(),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
  };

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const onControl = event.target.closest("a, button, summary");
    if (onControl && (key === "Enter" || key === " ")) return;
    let done = true;
    if (DO[key]) DO[key]();
    else if (/^[0-9]$/.test(key)) digit(key);
    else if (key === "Enter" && digits) goTo();
    else if ((key === "Enter" || key === "ArrowDown") && show.dataset.down) go(show.dataset.down);
    else if (key === "Escape" && digits) forget();
    else if ((key === "Escape" || key === "ArrowUp") && show.dataset.up) go(show.dataset.up);
    else if (key.length === 1) {
      const act = show.querySelector(`[data-key="${CSS.escape(key.toUpperCase())}"]`);
      if (act) act.click(); else done = false;
    } else done = false;
    if (done) event.preventDefault();
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const asks = event.target.closest("[data-help]");
    const write = event.target.closest("[data-write]");
    const link = event.target.closest('a[href]');
    if (asks) help.showModal();
    else if (write && open(write.dataset.write)) event.preventDefault();
    else if (link && /\/show\/\d+\/(\?(figures=now)?)?$/.test(link.href) && link.origin === location.origin) {
      event.preventDefault();
      help.close();
      go(link.getAttribute("href"));
    }
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-states]") || !event.submitter) return;
    event.preventDefault();
    take(event.target, event.submitter);
  });
  addEventListener("online", flush);

  document.querySelectorAll("[data-dialog]").forEach((dialog) => {
    const name = dialog.dataset.dialog;
    part(dialog.dataset.form).then((answer) => (answer.ok && !answer.redirected ? answer.text() : "")).then((html) => { if (html) forms.set(name, html); }).catch(() => {});
  });
  if (!kept("showing-hint") && matchMedia("(pointer: fine)").matches) { say(toast.dataset.hint); keep("showing-hint", "1"); }
  ready();
  show.querySelector("h1").focus({ preventScroll: true });
  setInterval(tick, 1000);
  setInterval(() => { flush(); if (!document.hidden) look(); }, EVERY);
})();
