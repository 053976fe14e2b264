// Fields with more comfort than a page alone gives: a calendar beside a day, rows more and less, all of a group at once.
// Without a script a day is typed, a button of the form adds a row, and the box of a group says "all" when it is sent.
"use strict";

(() => {
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

  // Days: the browser's own calendar fills in day/month/year.
  const written = (iso) => iso.split("-").reverse().join("/");
  function iso(text) {
    const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
    return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : "";
  }
  function calendar(field) {
    const box = document.createElement("span");
    const button = document.createElement("button");
    const native = document.createElement("input");
    box.className = "day-field";
    Object.assign(native, { type: "date", tabIndex: -1, className: "day-native" });
    native.setAttribute("aria-hidden", "true");
    Object.assign(button, { type: "button", className: "btn btn-icon day-pick", title: field.dataset.day });
    button.setAttribute("aria-label", field.dataset.day);
    button.append(document.getElementById("day-sign").content.cloneNode(true));
    field.replaceWith(box);
    box.append(field, button, native);
    button.addEventListener("click", () => {
      native.value = iso(field.value);
      native.showPicker();
    });
    native.addEventListener("input", (event) => {
      event.stopPropagation();
      if (!native.value) return;
      field.value = written(native.value);
      changed(field);
    });
  }
  function calendars(where) {
    if (!document.getElementById("day-sign") || !("showPicker" in HTMLInputElement.prototype)) return;
    where.querySelectorAll("input[data-day]").forEach(calendar);
  }

  // Numbers: a text that is two of them is named as soon as it is typed.
  function doubted(field) {
    if (field.closest("[data-grid]")) return; // a grid names its own
    const words = Numbers.doubt(field.value);
    const id = `l-${field.name}`;
    let line = document.getElementById(id);
    if (!words && !line) return; // what the server says stays until it is asked again
    const others = (field.getAttribute("aria-describedby") || "").split(" ").filter((each) => each && each !== id);
    if (line) line.remove();
    if (words) {
      line = Object.assign(document.createElement("p"), { className: "err live", id, textContent: words });
      field.after(line);
      others.unshift(id);
    }
    others.length ? field.setAttribute("aria-describedby", others.join(" ")) : field.removeAttribute("aria-describedby");
    words ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
    field.classList.toggle("is-bad", Boolean(words));
  }

  // Groups: the first box stands for all of its group, and is not sent itself.
  function group(box) {
    const whole = box.querySelector("[data-whole]");
    if (!whole) return;
    const members = [...box.querySelectorAll("input[type=checkbox]:not([data-whole])")];
    const show = () => {
      const ticked = members.filter((member) => member.checked).length;
      whole.checked = ticked === members.length;
      whole.indeterminate = ticked > 0 && ticked < members.length;
    };
    whole.removeAttribute("name");
    whole.addEventListener("input", (event) => {
      event.stopPropagation();
      members.forEach((member) => { member.checked = whole.checked; });
      if (members.length) changed(members[0]);
    });
    box.addEventListener("input", show);
    show();
  }

  // Rows: numbered from 0 without a gap, and one is always there.
  const rowsOf = (list) => [...list.querySelectorAll("[data-row]")];
  function number(list) {
    const name = list.dataset.rows;
    rowsOf(list).forEach((row, place) => {
      const start = new RegExp(`^((?:[fehl]-)?${name})\\.\\d+(?=\\.|$)`);
      const renamed = (text) => text.split(" ").map((word) => word.replace(start, `$1.${place}`)).join(" ");
      [row, ...row.querySelectorAll("[id],[name],[for],[aria-describedby],[data-remove-row]")].forEach((node) => {
        for (const word of ["id", "name", "for", "aria-describedby"]) {
          if (node.hasAttribute(word)) node.setAttribute(word, renamed(node.getAttribute(word)));
        }
        if (node.matches("[data-remove-row]")) node.value = `${name}.${place}`;
      });
      row.querySelectorAll("[data-number]").forEach((node) => { node.textContent = String(place + 1); });
    });
    list.querySelector("[data-add-row]").hidden = rowsOf(list).length >= Number(list.dataset.most);
  }
  function clear(row) {
    row.querySelectorAll(".err").forEach((node) => node.remove());
    row.querySelectorAll("input, textarea, select").forEach((field) => {
      if (["checkbox", "radio"].includes(field.type)) field.checked = false;
      else if (field.type !== "hidden") field.value = "";
      field.classList.remove("is-bad");
      field.removeAttribute("aria-invalid");
    });
  }
  function add(list) {
    const rows = rowsOf(list);
    if (rows.length >= Number(list.dataset.most)) return null;
    const row = rows[0].cloneNode(true);
    clear(row);
    row.querySelectorAll(".day-field").forEach((box) => box.replaceWith(box.querySelector("[data-day]")));
    rows[rows.length - 1].after(row);
    number(list);
    calendars(row);
    return row;
  }
  function remove(list, row) {
    const rows = rowsOf(list);
    const next = rows[rows.indexOf(row) + 1] || rows[rows.indexOf(row) - 1];
    if (rows.length === 1) clear(row);
    else row.remove();
    number(list);
    (next || row).querySelector("input:not([type=hidden]), textarea, select").focus();
    changed(list);
  }
  function grow(form, names) {
    form.querySelectorAll("[data-rows]").forEach((list) => {
      const start = `${list.dataset.rows}.`;
      const wanted = names.filter((name) => name.startsWith(start)).map((name) => Number(name.slice(start.length).split(".")[0]));
      while (rowsOf(list).length <= Math.max(-1, ...wanted) && add(list)) { /* until they fit */ }
    });
  }

  calendars(document);
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-numeric]")) doubted(event.target);
  });
  document.querySelectorAll("[data-several]").forEach(group);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row], [data-remove-row]");
    const list = button && button.closest("[data-rows]");
    if (!list) return;
    event.preventDefault();
    if (button.matches("[data-remove-row]")) remove(list, button.closest("[data-row]"));
    else add(list)?.querySelector("input:not([type=hidden]), textarea, select").focus();
  });
  document.addEventListener("rows-wanted", (event) => grow(event.target, event.detail));
})();
