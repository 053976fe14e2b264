// Offers who may be named while `@` and a name are typed; without a script the boxes below do.
(() => {
  const text = document.querySelector("textarea[data-names]");
  const boxes = [...document.querySelectorAll("input[name=named][data-name]")];
  if (!text || !boxes.length) return;
  const list = document.createElement("ul");
  list.id = "names-offered";
  list.className = "offered";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", text.dataset.names);
  list.hidden = true;
  text.after(list);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  let at = 0;

  // As `domain/vietnamese.fold` does: letters and digits without accents, one space between words.
  const fold = (text) => text.replace(/[ĐđÐð]/g, "d").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}\s]/gu, "").replace(/\s+/gu, " ").trim();
  const typed = () => /(?:^|[^\p{L}\p{N}])@([^@\n]{0,60})$/u.exec(text.value.slice(0, text.selectionStart));

  function close() {
    list.hidden = true;
    list.replaceChildren();
    text.removeAttribute("aria-activedescendant");
  }

  function mark(place) {
    const options = [...list.children];
    at = (place + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    options[at].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", options[at].id);
  }

  function take(name) {
    const end = text.selectionStart;
    const from = end - typed()[1].length;
    text.setRangeText(`${name} `, from, end, "end");
    close();
    text.dispatchEvent(new Event("change", { bubbles: true }));
    text.focus();
  }

  function offer() {
    const found = typed();
    close();
    if (!found) return;
    const begun = fold(found[1]).split(" ");
    const names = boxes.map((box) => box.dataset.name).filter((name) => begun.every((word) => fold(name).includes(word)));
    names.slice(0, 8).forEach((name, n) => {
      const option = document.createElement("li");
      option.id = `offered-${n}`;
      option.setAttribute("role", "option");
      option.textContent = name;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(name);
      });
      list.append(option);
    });
    if (!list.children.length) return;
    list.hidden = false;
    mark(0);
  }

  text.addEventListener("input", offer);
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const acts = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Enter: () => take(list.children[at].textContent),
      Tab: () => take(list.children[at].textContent),
      Escape: close,
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  });
})();
