// What the address says is what is shown: #view=edits&cls=NUM, #doc=a.txt&edit=3.

const VIEWS = ["overview", "edits", "documents", "document"];

function route(first = false) {
  if (location.hash === "#main") return; // the skip link
  const state = new URLSearchParams(location.hash.slice(1));
  const view = state.has("doc") ? "document" : VIEWS.includes(state.get("view")) ? state.get("view") : "overview";
  const before = VIEWS.find((name) => !$(name).hidden);
  for (const name of VIEWS) $(name).hidden = name !== view;
  for (const tab of document.querySelectorAll("nav a")) {
    if (tab.dataset.view === view || (view === "document" && tab.dataset.view === "documents")) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  hush();
  if (view === "edits") showEdits(Object.fromEntries(state));
  if (view === "documents") showDocuments($("search").elements.name.value);
  if (!first && before !== view) { scrollTo(0, 0); $(`${view}-title`).focus({ preventScroll: true }); }
  if (view === "document") openDocument(state.get("doc"), Number(state.get("part") ?? 1), state.get("edit"));
}

function filtered() {
  const state = new URLSearchParams({ view: "edits" });
  for (const [name, value] of new FormData($("filters"))) if (value) state.set(name, value);
  history.replaceState(null, "", "#" + state);
  route();
}

$("filters").addEventListener("input", filtered);
$("filters").addEventListener("reset", () => { history.replaceState(null, "", "#view=edits"); setTimeout(() => { $("filters").elements.q.value = ""; route(); }); });
for (const form of [$("filters"), $("search")]) form.addEventListener("submit", (event) => event.preventDefault());
$("search").addEventListener("input", () => showDocuments($("search").elements.name.value));
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (!$("tip").hidden) hush();
    else if (!$("document").hidden) location.hash = "#view=documents";
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  if (event.key === "/") {
    event.preventDefault();
    if ($("edits").hidden) location.hash = "#view=documents";
    setTimeout(() => ($("edits").hidden ? $("search").elements.name : $("filters").elements.q).focus());
  }
});

$("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = dark === "dark" ? "light" : "dark";
  try { localStorage.setItem("cleaner-theme", document.documentElement.dataset.theme); } catch { /* a page from disk may not keep anything */ }
});
try {
  const kept = localStorage.getItem("cleaner-theme");
  if (kept) document.documentElement.dataset.theme = kept;
} catch { /* as above */ }

showFew("removed", "remove", "Nothing was removed.");
showFew("flagged", "flag", "Nothing was flagged.");
addEventListener("hashchange", () => route());
addEventListener("scroll", put, { passive: true });
route(true);
