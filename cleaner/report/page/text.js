"use strict";
// Texts of documents: shown, never run. Everything is put in by textContent.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);

function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (name === "text") node.append(...visible(value));
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// Characters that would steer the text instead of standing in it. The joiners belong to Persian, Hindi and
// emoji and are only shown where an edit is about them, as are line ends and spaces that are no plain space.
const STEERING = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;
const ALSO_IN_EDITS = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u00a0\u202f]/gu;
const SIGNS = { "\n": "⏎\n", "\r": "", "\u00a0": "⍽", "\u202f": "⍽" };

function visible(text, inEdit = false) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(inEdit ? ALSO_IN_EDITS : STEERING)) {
    if (match[0] === "\r") { nodes.push(text.slice(end, match.index)); end = match.index + 1; continue; }
    const code = "U+" + match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    const sign = document.createElement("span");
    sign.className = "sign";
    sign.title = code;
    sign.textContent = SIGNS[match[0]] ?? code;
    nodes.push(text.slice(end, match.index), sign);
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== "");
}

// The fields of an edit, in the order the page holds them.
function edit(doc, number) {
  const [cls, rule, lang, safety, action, line, col, before, after, reason, suggestion, twin] = doc.e[number];
  return {
    doc, number, cls, rule, lang, safety, action, line, col, before, suggestion, twin,
    after: after === 0 ? before : after,
    reason: reason === 0 ? data.reasons[rule] : reason,
  };
}

const DONE = { fix: "fixed", remove: "removed", flag: "flagged" };
const SAFETY = { safe: "safe", unsafe: "unsafe", flag: "flag only" };

// Where both sides have as many words, only the words that differ are marked.
function words(text, other) {
  const cut = (value) => value.split(/(\s+)/);
  const mine = cut(text), theirs = cut(other);
  if (mine.length !== theirs.length || text === other) return [[text, true]];
  const pieces = [];
  mine.forEach((word, i) => {
    const differs = word !== theirs[i];
    const last = pieces[pieces.length - 1];
    if (last && last[1] === differs) last[0] += word;
    else pieces.push([word, differs]);
  });
  return pieces;
}
