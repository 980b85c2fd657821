// A language chosen on a plain page holds for the pages with a kernel too.
for (const link of document.querySelectorAll("a[data-language]")) {
  link.addEventListener("click", () => {
    try { localStorage.setItem("eg:language", link.dataset.language); } catch { /* nothing may be kept on this device */ }
  });
}
document.querySelector("[data-focus]")?.focus();
