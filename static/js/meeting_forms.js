"use strict";

// The forms of a meeting's page: what of them is kept in the browser, what they lack, and two texts to choose from.
window.meetingForms = (() => {
  const page = document.querySelector("[data-meeting]");
  if (!page) return null;
  const words = page.dataset;
  const base = `meeting-${words.meeting}-${words.user}-`;
  const at = (id) => document.getElementById(id);

  // What is kept in the browser: drafts by form, and the queue, each under a name of its own so that tabs get along.
  const keep = (name, value) => { try { localStorage.setItem(base + name, JSON.stringify(value)); } catch { /* full */ } };
  const drop = (name) => { try { localStorage.removeItem(base + name); } catch { /* none */ } };
  function kept(prefix) {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(base + prefix)).sort();
      return names.map((name) => [name.slice((base + prefix).length), JSON.parse(localStorage.getItem(name))]);
    } catch { return []; }
  }

  function uuid() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  // What is wrong with a field stands above it, tied to it.
  function fault(field, text) {
    const id = `${field.id}-fault`;
    let note = at(id);
    const box = field.closest(".field");
    if (box) box.classList.toggle("has-error", Boolean(text));
    if (!text) {
      if (note) note.remove();
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.id = id;
      note.className = "error-text";
      field.before(note);
    }
    note.textContent = text;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
  }

  function fill(form, values) {
    Object.entries(values).forEach(([name, value]) => {
      const field = form.elements[name];
      if (!field || name === "key" || name === "csrfmiddlewaretoken") return;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
    });
  }
  const changed = (field) => (field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  // What the server has now is no longer something that is being typed; what was typed since still is.
  function settled(form, sent, whole) {
    form.querySelectorAll("textarea, input[type=text], input[type=checkbox]").forEach((field) => {
      if (field.type === "checkbox") field.defaultChecked = sent.getAll(field.name).includes(field.value);
      else if (whole || field.value === sent.get(field.name)) field.defaultValue = field.value;
    });
  }
  const plain = (form) => {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    return data;
  };
  const written = (form) => [...form.querySelectorAll("textarea, input[type=text]")].some((each) => each.value.trim());

  // What a note, a decision or an action lacks is said at the field, before it is sent.
  function lacking(form) {
    const given = form.elements.kind && form.elements.kind.value !== "note";
    const found = [...form.querySelectorAll("[data-lacking]")].filter((field) => {
      const lacks = !field.value.trim() && (given || !field.hasAttribute("data-needed"));
      fault(field, lacks ? field.dataset.lacking : "");
      return lacks;
    });
    return found[0];
  }

  // Both texts, and the person chooses.
  function conflict(form, theirs, taken) {
    form.querySelectorAll(".conflict").forEach((each) => each.remove());
    const box = document.createElement("div");
    box.className = "conflict";
    box.setAttribute("role", "alert");
    const sentence = document.createElement("p");
    sentence.textContent = words.theirs;
    const quote = document.createElement("blockquote");
    quote.className = "kept";
    quote.textContent = theirs.text || "–";
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "small";
      made.textContent = text;
      made.addEventListener("click", () => { form.elements.seen.value = theirs.seen; box.remove(); act(); });
      return made;
    };
    box.append(sentence, quote, button(words.keepMine, () => form.requestSubmit()), button(words.takeTheirs, () => {
      form.elements.text.value = theirs.text;
      form.elements.text.defaultValue = theirs.text;
      form.elements.text.focus();
      taken();
    }));
    form.append(box);
  }

  // What was typed in a form that is gone from the page stands above the agenda, to copy or to discard.
  function stray(name, values) {
    const text = [values.title, values.text].filter((each) => each && each.trim()).join("\n");
    const list = at("stray-texts");
    if (!text) { drop(name); return; }
    [...list.children].forEach((each) => { if (each.dataset.name === name) each.remove(); });
    const line = document.createElement("li");
    line.dataset.name = name;
    const quote = document.createElement("blockquote");
    quote.className = "kept";
    quote.textContent = text;
    const button = (word, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "small";
      made.textContent = word;
      made.addEventListener("click", act);
      return made;
    };
    line.append(quote);
    if (navigator.clipboard) line.append(button(words.copy, (event) => {
      navigator.clipboard.writeText(text).then(() => { event.target.textContent = words.copied; });
    }));
    line.append(button(words.discard, () => {
      drop(name);
      line.remove();
      at("stray").hidden = !list.children.length;
    }));
    list.append(line);
    at("stray").hidden = false;
  }

  return { stray, changed, settled, keep, drop, kept, uuid, fault, fill, plain, written, lacking, conflict };
})();
