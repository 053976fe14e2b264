// What every page does with a script, and works without: focus on what is wrong, printing, keys of lists.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // What could not be kept under an address of its own is not sent again by a reload.
  if ("posted" in document.documentElement.dataset && !new URLSearchParams(location.search).has("_answer")) {
    history.replaceState(null, "", document.documentElement.dataset.posted);
  }

  const first = document.querySelector("[data-focus]");
  if (first) first.focus();

  // A dialog shows of its parts those whose place is on this page.
  const open = (dialog) => {
    for (const part of dialog.querySelectorAll("[data-where]")) {
      part.hidden = !document.querySelector(part.dataset.where);
    }
    dialog.showModal();
  };
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.hidden = false;
    button.addEventListener("click", () => open(document.getElementById(button.dataset.opens)));
  }

  // A button that only works with a script shows itself where there is one; paper has all parts.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const part of document.querySelectorAll("details:not(.acting, .acting *)")) part.open = true;
      window.print();
    });
  }

  // On a wide screen filters stand open; on a phone they are folded unless they are in use.
  for (const fold of document.querySelectorAll("details[data-wide-open]")) {
    if (window.matchMedia("(min-width: 62rem)").matches) fold.open = true;
  }

  // On a phone the menu and the tabs are wider than the screen: the current one stands in sight.
  for (const tab of document.querySelectorAll(":is(.tabs, .mainnav) [aria-current]")) {
    tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 48;
  }

  // A menu closes with Escape or with a click beside it.
  for (const menu of document.querySelectorAll("details.acting")) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }

  const current = () => rows().findIndex((row) => row.contains(document.activeElement));
  const move = (step) => {
    const all = rows();
    const next = Math.min(Math.max(current() + step, 0), all.length - 1);
    const link = all[next] && all[next].querySelector("a");
    if (link) link.focus();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    e: () => {
      const row = rows()[current()];
      if (row) row.querySelector("a").click();
    },
    x: () => {
      const row = rows()[current()];
      const box = row && row.querySelector("input[type=checkbox]");
      if (box) box.click();
    },
    "/": () => {
      const search = document.querySelector("input[type=search]");
      const fold = search && search.closest("details");
      if (fold) fold.open = true;
      if (search) search.focus();
    },
    "?": () => {
      const help = document.getElementById("keys");
      if (help) open(help);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (!act || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });

  // How many rows are chosen stands beside the buttons that act on them.
  const bulk = document.querySelector("[data-bulk]");
  if (bulk) {
    const count = () => {
      const chosen = document.querySelectorAll("[data-row] input[type=checkbox]:checked").length;
      bulk.querySelector("[data-count]").textContent = String(chosen);
      bulk.hidden = chosen === 0;
    };
    document.addEventListener("change", count);
    count();
  }
})();
