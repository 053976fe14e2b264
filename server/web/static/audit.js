// Buttons that only work with a script: they show themselves where there is one.
(() => {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      document.querySelectorAll("details").forEach((part) => { part.open = !part.closest(".acting") && !part.classList.contains("acting"); });
      window.print();
    });
  });
})();
