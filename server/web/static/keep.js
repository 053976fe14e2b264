// Keeps what is typed into any form that does not save itself, until it is sent and accepted.
"use strict";

(() => {
  if (!Kept.reader) return;
  const typed = "textarea, input:not([type]), input[type=text], input[type=date], input[type=search], input[type=number]";
  const seen = new Map();

  function watch(form, place) {
    const drawn = Kept.pairs(form);
    const same = () => JSON.stringify(Kept.pairs(form)) === JSON.stringify(drawn) && !(found && Kept.refused);
    const found = Kept.read(place);
    if (found && Kept.refused) {
      // The page answers what was sent and shows it; it is not taken yet.
    } else if (found && Kept.fill(form, found.pairs)) {
      Kept.say(form, () => {
        Kept.fill(form, drawn);
        Kept.drop(place);
      });
    } else {
      Kept.drop(place);
    }
    const write = () => {
      if (same()) Kept.drop(place);
      else Kept.write(place, { pairs: Kept.pairs(form) });
    };
    form.addEventListener("input", write);
    form.addEventListener("change", write);
    form.addEventListener("submit", () => Kept.send(place));
  }

  for (const form of document.forms) {
    if (!form.querySelector(typed) || form.matches("[data-draft], [data-unkept]")) continue;
    const action = new URL(form.action).pathname;
    const nth = seen.get(action) || 0;
    seen.set(action, nth + 1);
    watch(form, `${action} ${nth}`);
  }
})();
