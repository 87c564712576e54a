// A document: before and after side by side, an edit's reason on hover and focus.

let shown = null; // the document whose text stands on the page
let current = -1; // the edit that is looked at
let told = null; // the mark whose reason is shown

// A long file is several documents of one name, its stretches.
const seen = new Map();
for (const doc of data.documents) {
  doc.part = (seen.get(doc.n) ?? 0) + 1;
  seen.set(doc.n, doc.part);
}

function openDocument(name, part, wanted) {
  const doc = data.documents.find((found) => found.n === name && found.part === part);
  $("document-title").replaceChildren(...visible(name), ...(seen.get(name) > 1 ? [`, ${part} of ${seen.get(name)}`] : []));
  if (!doc) {
    shown = null;
    $("document-note").replaceChildren("This document is not among those shown here. Its edits: ", make("code", { text: `cleaner explain OUT '${name}'` }));
    $("text").replaceChildren();
  } else if (shown !== doc) {
    shown = doc;
    const total = doc.c[0] + doc.c[1] + doc.c[2];
    const more = total > doc.e.length ? ` The first ${doc.e.length} of ${total} edits are shown; all: cleaner explain OUT '${name}'.` : "";
    $("document-note").textContent = `${doc.c[0]} fixed, ${doc.c[1]} removed, ${doc.c[2]} flagged.${more}`;
    $("text").replaceChildren(...(doc.v ? doc.v.map((row) => textRow(doc, row)) : doc.e.map((_, i) => editRow(doc, i))));
  }
  for (const button of [$("previous"), $("next")]) button.hidden = !doc;
  current = -1;
  if (doc && wanted !== null) look(Number(wanted));
}

function textRow(doc, row) {
  if (typeof row === "number") return make("div", { class: "left-out" }, `${row.toLocaleString("en")} ${row === 1 ? "line" : "lines"} without edits`);
  const [line, segments] = row;
  return sideBySide(doc, line, segments);
}

// Without its text, a document is its edits.
function editRow(doc, number) {
  const found = edit(doc, number);
  return sideBySide(doc, found.line, [[found.before, found.after, [number]]]);
}

function sideBySide(doc, line, segments) {
  const before = make("div", { class: "side old", dir: "auto" });
  const after = make("div", { class: "side new", dir: "auto" });
  for (const segment of segments) {
    if (typeof segment === "string") { before.append(...visible(tidy(segment))); after.append(...visible(tidy(segment))); continue; }
    const [old, given, edits] = segment;
    const now = given === 0 ? old : given;
    if (!edits.length) { before.append(...visible(tidy(old))); after.append(...visible(tidy(now))); continue; }
    before.append(mark(doc, edits, old, now, true));
    if (now !== "") after.append(mark(doc, edits, now, old, false));
  }
  if (!after.textContent.trim()) { after.classList.add("gone"); after.replaceChildren("removed"); }
  return make("div", { class: "row" }, make("span", { class: "line", "aria-label": `line ${line}` }, String(line)), before, after);
}

const tidy = (text) => text.replace(/[\r\n]+$/, "");

function mark(doc, edits, text, other, linked) {
  const kinds = edits.map((number) => edit(doc, number).action);
  const kind = ["remove", "fix", "flag"].find((action) => kinds.includes(action));
  const props = { class: `mark ${kind}`, "data-edits": edits.join(" ") };
  if (linked) { props.href = link(doc, edits[0]); props["data-edit"] = edits[0]; }
  const node = make(linked ? "a" : "span", props);
  const shownText = kind === "remove" ? text.replace(/^[\r\n]+|[\r\n]+$/g, "") : text;
  if (!shownText) node.append(make("b", {}, "‸"));
  else if (text === other) node.append(make("b", { text: shownText }));
  else for (const [piece, differs] of words(shownText, other)) node.append(...(differs ? [make("b", {}, ...visible(piece, true))] : visible(piece)));
  for (const on of ["mouseenter", "focus"]) node.addEventListener(on, () => tell(node, edits.map((number) => edit(doc, number))));
  for (const off of ["mouseleave", "blur"]) node.addEventListener(off, hush);
  return node;
}

const link = (doc, number) => "#" + new URLSearchParams({ doc: doc.n, ...(doc.part > 1 ? { part: doc.part } : {}), ...(number === undefined ? {} : { edit: number }) });

function tell(node, edits) {
  const tip = $("tip");
  tip.replaceChildren(...edits.flatMap((found) => [
    make("p", {}, make("strong", {}, `${DONE[found.action]}: `), ...visible(found.reason)),
    found.suggestion === null ? null : make("p", {}, "would write: ", ...visible(found.suggestion || "nothing")),
    found.twin ? make("p", {}, `kept: ${(100 * found.twin[2]).toFixed(0)} % alike, line ${found.twin[1]} of `, make("bdi", { text: found.twin[0] })) : null,
    make("p", { class: "small" }, make("code", { text: found.rule }), ` · ${data.classes[found.cls] ?? found.cls} · ${SAFETY[found.safety]}`),
  ].filter(Boolean)));
  tip.hidden = false;
  told = node;
  put();
  if (node.href) node.setAttribute("aria-describedby", "tip");
}

// Beside the edit it speaks of, also while the page moves under it.
function put() {
  const tip = $("tip");
  if (tip.hidden || !told) return;
  const place = told.getClientRects()[0] ?? told.getBoundingClientRect();
  const below = place.bottom + 10 + tip.offsetHeight < innerHeight;
  tip.style.top = `${below ? place.bottom + 8 : Math.max(8, place.top - tip.offsetHeight - 8)}px`;
  tip.style.left = `${Math.max(12, Math.min(place.left, innerWidth - tip.offsetWidth - 12))}px`;
  if (place.bottom < 0 || place.top > innerHeight) hush();
}

function hush(event) {
  $("tip").hidden = true;
  told = null;
  event?.target.removeAttribute?.("aria-describedby");
}

function look(number) {
  const node = $("text").querySelector(`[data-edits~="${number}"]`);
  for (const on of $("text").querySelectorAll(".on")) on.classList.remove("on");
  if (!node) return;
  current = number;
  for (const same of $("text").querySelectorAll(`[data-edits~="${number}"]`)) same.classList.add("on");
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
}

// The edits in the order of the text.
function step(by) {
  if (!shown) return;
  const order = [...new Set([...$("text").querySelectorAll("a[data-edit]")].map((node) => Number(node.dataset.edit)))];
  if (!order.length) return;
  const at = order.indexOf(current);
  const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length];
  history.replaceState(null, "", link(shown, next));
  look(next);
}
