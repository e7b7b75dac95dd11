"use strict";

// A meeting that several write in at once. What is typed is kept in the browser until the server has it; what others
// write comes in by itself, never into something that is being typed. The server makes every part of the page.
(() => {
  const page = document.querySelector("[data-meeting]");
  if (!page) return;
  const words = page.dataset;
  const { keep, drop, kept, uuid, fault, fill, plain, written, lacking, conflict, stray, changed, settled } = window.meetingForms;
  const at = (id) => document.getElementById(id);
  const shown = new Map(); // id of a part -> its html as it was last put there
  const held = new Map(); // id of a part -> html that waits until nothing is typed in it
  const queue = []; // {name, form, url, body}: what the server does not have yet, in the order it was sent
  let { pulse, heard, state } = words;
  let sending = false;
  let pause = 2000;
  let timer = 0;
  let fading = 0;
  let signedOut = false;
  let lost = false;
  let turned = false; // the meeting has begun or ended: the page comes anew when all that was written is saved

  const clock = () => new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  function say(text, kind = "") {
    clearTimeout(fading);
    if (text.startsWith(words.saved)) fading = setTimeout(say, 8000, "");
    if (at("save-state").textContent !== text) at("save-state").textContent = text;
    at("save-state").dataset.kind = kind;
  }
  function tell(text) {
    if (at("save-trouble").textContent !== text) at("save-trouble").textContent = text;
    at("save-trouble").hidden = !text;
    at("sign-in-again").hidden = !signedOut;
  }

  // Rows and points open where they stand; the form to write in is made of the one that the page carries.
  function open(id, on) {
    const here = at(`write-here-${id}`);
    [at(`open-${id}`), here].forEach((each) => { if (each) each.hidden = !on; });
    page.querySelectorAll(`[data-opens="${id}"]`).forEach((link) => link.setAttribute("aria-expanded", on));
    if (!on || !here || here.querySelector("form") || !at("writing")) return;
    here.innerHTML = at("writing").innerHTML.replaceAll("__at__", id);
    here.querySelector("[name=key]").value = uuid();
  }
  const isOpen = (id) => [at(`open-${id}`), at(`write-here-${id}`)].some((each) => each && !each.hidden);

  function draft(form) {
    if ("private" in form.dataset) return;
    const same = [...form.querySelectorAll("textarea, input[type=text]")].every((each) => each.value === each.defaultValue);
    if (same) drop(`draft-${form.id}`);
    else keep(`draft-${form.id}`, Object.fromEntries(plain(form)));
    if (!queue.length) say(same ? "" : words.kept);
  }

  function waits(form) {
    const list = form && form.querySelector(".waiting");
    if (!list) return;
    list.replaceChildren(...queue.filter((item) => item.form === form.id).map((item) => {
      const line = document.createElement("li");
      const sent = new URLSearchParams(item.body);
      line.textContent = `${words.waits} ${sent.get("title") || sent.get("text")}`;
      return line;
    }));
    list.hidden = !list.children.length;
  }

  // Back into the form it came from, before what was typed there since.
  function putBack(item) {
    const where = item.form.replace(/^write-/, "");
    if (!at(item.form)) open(where, true);
    const form = at(item.form);
    const sent = Object.fromEntries(new URLSearchParams(item.body));
    if (!form) { keep(`draft-${item.form}`, sent); stray(`draft-${item.form}`, sent); return null; }
    const now = form.elements.text ? form.elements.text.value.trim() : "";
    if (sent.text && now && now !== sent.text.trim()) sent.text = `${sent.text}\n\n${now}`;
    fill(form, sent);
    if (sent.key && form.elements.key) form.elements.key.value = sent.key;
    if (form.hasAttribute("data-keep")) keep(`draft-${form.id}`, Object.fromEntries(plain(form)));
    return form;
  }

  const typing = (part) => [...part.querySelectorAll("textarea, input:not([type=hidden])")]
    .some((field) => changed(field) || field === document.activeElement);

  function put(id, html) {
    const part = at(id);
    if (!part || shown.get(id) === html) return;
    if (typing(part)) {
      held.set(id, html);
      if (!part.querySelector(".news")) part.insertAdjacentHTML("afterbegin", '<p class="news"></p>');
      part.querySelector(".news").textContent = words.news;
      return;
    }
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    held.delete(id);
    shown.set(id, html);
    part.innerHTML = html;
    part.querySelectorAll("[data-opens]").forEach((link) => link.setAttribute("aria-expanded", isOpen(link.dataset.opens)));
    if (focused && at(focused)) at(focused).focus({ preventScroll: true });
  }
  const putHeld = () => [...held].forEach(([id, html]) => put(id, html));

  function apply(answer) {
    if (state !== answer.state) turned = true;
    else if (state === "planned" && pulse !== String(answer.pulse)) tell(words.turned);
    if (turned && !queue.length) { location.reload(); return; }
    ({ heard } = answer);
    pulse = String(answer.pulse);
    Object.entries(answer.rows || {}).forEach(([id, { list, html }]) => {
      if (!at(id) && at(list)) at(list).insertAdjacentHTML("beforeend", html);
    });
    Object.entries(answer.parts || {}).forEach(([id, html]) => put(id, html));
    if (answer.told && answer.told.length) at("heard").textContent = answer.told.join(" ");
  }

  function leave() {
    signedOut = true;
    say(words.kept, "unsaved");
    tell(words.signedOut);
  }
  function retry() {
    lost = true;
    say(words.noContact, "unsaved");
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
    pause = Math.min(pause * 2, 60000);
  }

  // The page anew gives a fresh token, and says whether the same person is signed in.
  async function refresh() {
    const answer = await fetch(location.pathname, { credentials: "same-origin", headers: { Accept: "text/html" } });
    const theirs = new DOMParser().parseFromString(await answer.text(), "text/html");
    const own = theirs.querySelector("[data-meeting]");
    if (!own) return false;
    if (own.dataset.user !== words.user) { tell(words.otherPerson); return false; }
    const fresh = theirs.querySelector("[name=csrfmiddlewaretoken]").value;
    [document, ...[...page.querySelectorAll("template")].map((each) => each.content)].forEach((where) => {
      where.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = fresh; });
    });
    signedOut = false;
    tell("");
    return true;
  }

  async function post(item, again = true) {
    const body = new URLSearchParams(item.body);
    body.set("since", pulse);
    body.set("heard", heard);
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    const answer = await fetch(item.url, { method: "POST", body, headers, credentials: "same-origin" });
    return answer.status === 403 && again && (await refresh()) ? post(item, false) : answer;
  }

  const renew = (form, fields) => Object.entries(fields || {}).forEach(([name, value]) => { form.elements[name].value = value; });

  function done(item, answer) {
    const form = at(item.form);
    if (form) {
      delete form.dataset.private;
      renew(form, answer.fields);
      if (!form.hasAttribute("data-empties")) {
        settled(form, new URLSearchParams(item.body), item.removes);
        if (!typing(form) || form.contains(document.activeElement)) drop(`draft-${form.id}`);
        const fold = form.closest("details");
        if (fold && form.contains(document.activeElement)) fold.querySelector("summary").focus();
        if (fold) fold.open = false;
      }
    }
    apply(answer);
    say(`${words.saved} ${answer.at}`);
  }

  // What is wrong stands at its field, in view, and in focus when nothing else is being typed.
  function point(field, text) {
    fault(field, text);
    const here = document.activeElement;
    if (!here || !here.matches("textarea, input, select") || field.form.contains(here)) field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  }

  // False when it must wait.
  async function send(item) {
    const answer = await post(item);
    if (answer.status === 401) { leave(); return false; }
    if (answer.status >= 500 || answer.status === 429) throw new TypeError("no answer");
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    queue.splice(queue.indexOf(item), 1);
    drop(`queue-${item.name}`);
    const told = json ? await answer.json() : { refused: words.notAllowed };
    if (answer.ok && json) done(item, told);
    else {
      const form = putBack(item);
      const homeless = []; // what is wrong with no field that can be seen
      Object.entries(told.faults || {}).forEach(([name, text]) => {
        const field = form && form.elements[name];
        if (field && field.id) point(field, text);
        else homeless.push(text);
      });
      if (form && told.private) { form.dataset.private = ""; drop(`draft-${form.id}`); }
      if (form) renew(form, told.fields);
      say(words.correct, "unsaved");
      if (told.theirs && form) conflict(form, told.theirs, () => { drop(`draft-${form.id}`); say(""); });
      else tell([told.refused, ...homeless].filter(Boolean).join(" "));
    }
    waits(at(item.form));
    return true;
  }

  async function flush() {
    clearTimeout(timer);
    if (sending || signedOut || !queue.length) return;
    sending = true;
    say(words.saving, "saving");
    try {
      while (queue.length && await send(queue[0])) { pause = 2000; lost = false; }
    } catch { retry(); }
    sending = false;
    putHeld();
  }

  async function poll() {
    try {
      const url = `${words.changes}?${new URLSearchParams({ since: pulse, heard })}`;
      const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.status === 401) leave();
      else if (answer.ok && !sending) {
        if (lost) { lost = false; say(""); flush(); }
        apply(await answer.json());
      }
    } catch { lost = true; say(words.noContact, "unsaved"); }
  }
  async function listen() {
    if (!signedOut) await poll();
    // A closed meeting is still written in until its minutes are adjusted, but not by many.
    if (["planned", "running", "closed"].includes(state)) setTimeout(listen, document.hidden || state === "closed" ? 15000 : 4000);
  }
  const back = () => { if (signedOut) refresh().then((same) => same && flush()).catch(() => say(words.noContact, "unsaved")); };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-opens]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.opens, !isOpen(link.dataset.opens));
  });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form || !form.hasAttribute("data-keep")) return;
    if (event.target.getAttribute("aria-invalid")) fault(event.target, "");
    draft(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.form;
    if (form && form.classList.contains("write") && !form.contains(event.relatedTarget) && written(form)) lacking(form);
    setTimeout(putHeld);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-write")) { if (form.hasAttribute("data-keep")) keep(`sent-${form.id}`, 1); return; }
    event.preventDefault();
    const button = event.submitter;
    const removes = Boolean(button && button.formNoValidate);
    const empty = removes ? null : lacking(form);
    if (empty) { empty.focus(); return; }
    const body = new URLSearchParams(plain(form));
    if (button && button.name) body.set(button.name, button.value);
    const item = { name: `${Date.now()}-${uuid()}`, form: form.id, url: form.action, body: body.toString(), removes };
    queue.push(item);
    keep(`queue-${item.name}`, item);
    tell("");
    if (form.hasAttribute("data-empties")) {
      form.querySelectorAll("textarea, input[type=text]").forEach((field) => { field.defaultValue = ""; });
      form.reset();
      form.elements.key.value = uuid();
      drop(`draft-${form.id}`);
      waits(form);
    }
    flush();
  });
  window.addEventListener("online", () => { flush(); poll(); });
  window.addEventListener("focus", back);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { back(); flush(); } });
  window.addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });

  // What a closed page left: the queue is sent, and drafts stand in their forms again.
  kept("sent-").forEach(([id]) => {
    drop(`sent-${id}`);
    if (location.hash.startsWith("#row-")) drop(`draft-${id}`);
  });
  kept("draft-").forEach(([id, values]) => {
    if (!at(id) && id.startsWith("write-")) open(id.replace("write-", ""), true);
    const form = at(id);
    if (!form) { stray(`draft-${id}`, values); return; }
    const fold = form.closest("details");
    if (fold) fold.open = true;
    fill(form, values);
    draft(form);
  });
  kept("queue-").forEach(([, item]) => { queue.push(item); waits(at(item.form)); });
  flush();
  setTimeout(listen, 4000);
})();
