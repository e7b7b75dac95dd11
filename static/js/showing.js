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
  const QUEUE = `showing-queue-${store}-`; // and a name of its own for everything that waits, so that tabs get along
  const here = new Map(); // what the browser would not keep, full or shut off: it is on this page alone
  const SIGNED_OUT = { ok: false, status: 401 };
  let digits = "";
  let digitTimer = 0;
  let toastTimer = 0;
  let sending = false;
  const sizes = new ResizeObserver(() => sign());

  const part = (url, options = {}) => fetch(url, { credentials: "same-origin", ...options, headers: { "HX-Request": "true", ...options.headers } });
  const browser = (act) => { try { return act(localStorage); } catch { return null; } };
  const drop = (key) => { here.delete(key); browser((storage) => storage.removeItem(key)); };
  const kept = (key) => here.get(key) ?? browser((storage) => storage.getItem(key));
  const waiting = () => [...new Set([...(browser(Object.keys) || []), ...here.keys()])].filter((key) => key.startsWith(QUEUE)).sort();
  // Whether the browser keeps it; else it is there as long as the page is.
  function keep(key, value) {
    here.set(key, value);
    if (browser((storage) => { storage.setItem(key, value); return true; })) here.delete(key);
    return !here.has(key);
  }
  const dialogOf = (name) => document.querySelector(`[data-dialog="${name}"]`);

  function say(text, lasting = false) {
    clearTimeout(toastTimer);
    if (toast.textContent !== text) toast.textContent = text;
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
    if ("live" in show.dataset) return; // the figures of now are gathered for every slide: not before they are asked for
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
    const slide = show.querySelector(".slide");
    slide.addEventListener("scroll", sign);
    sizes.disconnect();
    [slide, ...slide.children].forEach((each) => sizes.observe(each));
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
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  const draftKey = (name) => `showing-draft-${store}-${name}-${show.dataset.row || show.dataset.point || "meeting"}`;

  const plain = (form) => new URLSearchParams(new FormData(form)).toString();

  function fill(dialog, html, draft) {
    dialog.innerHTML = html;
    dialog.querySelector("[data-cancel]").addEventListener("click", (event) => { event.preventDefault(); dialog.close(); });
    const form = dialog.querySelector("form");
    form.dataset.draft = draft;
    form.querySelector(".about").textContent = show.dataset.title;
    form.addEventListener("input", () => keep(draft, plain(form)));
    form.addEventListener("submit", (event) => { event.preventDefault(); save(dialog, form); });
    form.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
    return form;
  }

  function open(name) {
    const dialog = dialogOf(name);
    if (!dialog || !forms.has(name)) return false;
    const form = fill(dialog, forms.get(name), draftKey(name));
    const draft = new URLSearchParams(kept(form.dataset.draft) || "");
    draft.forEach((value, key) => {
      const field = form.elements[key];
      if (field && key !== "csrfmiddlewaretoken") { if (field.type === "checkbox") field.checked = true; else field.value = value; }
    });
    if (!draft.has("key")) form.elements.key.value = uuid();
    form.elements.point.value = show.dataset.point || form.elements.point.value;
    form.elements.row.value = show.dataset.row || "";
    dialog.showModal();
    form.elements.text.focus();
    return true;
  }

  async function save(dialog, form) {
    const item = { url: form.action, body: plain(form), draft: form.dataset.draft };
    const forget = () => { if (kept(item.draft) === item.body) drop(item.draft); };
    let answer = null;
    keep(item.draft, item.body);
    form.inert = true;
    try { answer = await send(item); } catch { /* no contact */ }
    const there = dialog.open && dialog.contains(form);
    if (answer && answer.ok) {
      forget();
      say(await answer.text());
      near.clear();
      look(true);
    } else if (!answer || waits(answer)) {
      wait(item, answer);
      forget();
    } else if (there && answer.status === 422) {
      fill(dialog, await answer.text(), item.draft).querySelector(".error-summary")?.focus();
      return;
    } else setAside(item, answer);
    if (there) dialog.close();
  }

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  }

  // Whoever is not signed in is led to the page where one signs in: where the answer came from tells.
  const atSignIn = (answer) => new URL(answer.url).pathname === toast.dataset.signIn;
  const waits = (answer) => [401, 429].includes(answer.status) || answer.status >= 500;

  // A page anew has a fresh token after somebody signed in again; what one wrote is never sent as another's.
  async function send(item, again = true) {
    const headers = { "X-CSRFToken": token(), "Content-Type": "application/x-www-form-urlencoded" };
    const values = new URLSearchParams(item.body);
    values.set("csrfmiddlewaretoken", token());
    const answer = await part(item.url, { method: "POST", body: values.toString(), headers });
    if (atSignIn(answer)) return SIGNED_OUT;
    if (answer.status !== 403 || !again) return answer;
    const anew = await fetch(location.href, { credentials: "same-origin" });
    if (atSignIn(anew)) return SIGNED_OUT;
    const page = new DOMParser().parseFromString(await anew.text(), "text/html");
    const fresh = page.querySelector("[name=csrfmiddlewaretoken]");
    if (page.getElementById("show") && page.getElementById("show").dataset.store !== store) return SIGNED_OUT;
    if (!fresh) return answer;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh.value; });
    return send(item, false);
  }

  function wait(item, answer) {
    const stored = keep(`${QUEUE}${Date.now()}-${uuid()}`, JSON.stringify(item));
    const why = answer && answer.status === 401 ? toast.dataset.signedOut : toast.dataset.offline;
    say(stored ? why : toast.dataset.onPage, true);
  }

  // Back where it was written, before what was typed there since, and it is said. A state has nothing to put back.
  function setAside(item, answer) {
    if (item.draft) {
      const form = [...document.querySelectorAll("dialog[open] form")].find((each) => each.dataset.draft === item.draft);
      const sent = new URLSearchParams(item.body);
      const newer = new URLSearchParams((form && !form.inert ? plain(form) : kept(item.draft)) || "");
      const [before, now] = [sent.get("text").trim(), (newer.get("text") || "").trim()];
      const put = now ? newer : sent;
      if (now && now !== before) put.set("text", `${before}\n\n${now}`);
      if (form) form.elements.text.value = put.get("text");
      keep(item.draft, put.toString());
    }
    const reason = answer.status === 422 ? toast.dataset.refused : toast.dataset.notAllowed;
    say(item.draft ? reason : toast.dataset.notMarked, true);
  }

  // What waits is sent in the order it was written, and is forgotten when the server has it: one by one, for others may
  // have come meanwhile, here or in another tab. The server knows each by its key, so twice is once.
  async function flush() {
    if (sending) return;
    sending = true;
    try {
      for (let [name] = waiting(); name; [name] = waiting()) {
        const item = JSON.parse(kept(name));
        if (!item) continue; // another tab sent it just now
        const answer = await send(item);
        if (waits(answer)) { if (answer.status === 401) say(toast.dataset.signedOut, true); break; }
        drop(name);
        if (!answer.ok) setAside(item, answer);
        else say(item.draft ? await answer.text() : told(await answer.text()));
        near.clear();
        await look();
      }
    } catch { /* still no contact */ }
    sending = false;
  }

  // What a slide tells of what was asked: why a row was not marked.
  const told = (html) => new DOMParser().parseFromString(html, "text/html").querySelector(".messages")?.textContent.trim() || "";

  async function take(form, button) {
    const values = new URLSearchParams(new FormData(form));
    values.set("state", button.value);
    const item = { url: form.action, body: values.toString(), draft: "" };
    let answer = null;
    try { answer = await send(item); } catch { /* no contact */ }
    if (!answer || waits(answer)) { wait(item, answer); return; }
    const html = await answer.text();
    if (answer.ok && html.includes('id="show"')) arrive(html);
    else setAside(item, answer);
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

  // What does not fit is scrolled to, before the keys lead elsewhere; a sign says that there is more.

  function below() {
    const slide = show.querySelector(".slide");
    return Math.max(0, Math.floor(slide.scrollHeight - slide.clientHeight - slide.scrollTop) - 1);
  }

  function scroll(way) {
    const slide = show.querySelector(".slide");
    slide.scrollBy({ top: way * slide.clientHeight * 0.6 });
  }

  function sign() {
    show.querySelector(".more-below").hidden = !below();
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
    else if (key === "ArrowDown" && below() > 0) scroll(1);
    else if (key === "ArrowUp" && show.querySelector(".slide").scrollTop > 0) scroll(-1);
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

  document.querySelectorAll("[data-form]").forEach((template) => forms.set(template.dataset.form, template.innerHTML));
  if (!kept("showing-hint") && matchMedia("(pointer: fine)").matches) { say(toast.dataset.hint); keep("showing-hint", "1"); }
  addEventListener("beforeunload", (event) => { if (waiting().some((name) => here.has(name))) event.preventDefault(); });
  ready();
  show.querySelector("h1").focus({ preventScroll: true });
  setInterval(tick, 1000);
  setInterval(() => { flush(); if (!document.hidden) look(); }, EVERY);
})();
