"""Fit the weights of site furniture: ``python -m bench furniture DATA [--write]``.

DATA holds ``data/boilerplate/lines_*.jsonl``: lines of web pages labelled content or boilerplate (WCXB, CC-BY-4.0;
article-extraction-benchmark, MIT; trafilatura's tests, Apache-2.0). Logistic regression on the named features, in five
folds by page; the threshold is where one content line in 400 would be lost, measured on the folds left out.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.quality.common import rows
from cleaner.draft import Draft
from cleaner.model import Document
from cleaner.settings import Settings
from cleaner.stages import boilerplate
from cleaner.stages.boilerplate.features import features

LOST_CONTENT = 1 / 400
RIDGE = 3.0
TARGET = Path(boilerplate.__file__).parent / "weights.toml"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench furniture", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help=f"replace {TARGET.name}")
    args = parser.parse_args(argv)
    names, boilerplate_line, fold = _examples(args.data / "data/boilerplate")
    vocabulary = sorted({name for line in names for name in line})
    matrix = _matrix(names, vocabulary)
    scores = _held_out(matrix, boilerplate_line, fold)
    threshold = float(np.quantile(scores[~boilerplate_line], 1 - LOST_CONTENT))
    print(f"{len(names)} lines; held out: content lost {LOST_CONTENT:.4f}, boilerplate found {(scores[boilerplate_line] > threshold).mean():.3f}")
    if args.write:
        _write(threshold, dict(zip([*vocabulary, "any line"], _fit(matrix, boilerplate_line), strict=True)))
    return 0


def _examples(folder: Path) -> tuple[list[list[str]], Any, Any]:
    """Features, labels and folds of every line of a page on which the packs found interface lines."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob("lines_*.jsonl")):
        for row in rows(path):
            pages[row["id"].split("#")[0]].append(row)
    names, labels, folds = [], [], []
    for page_id, page in pages.items():
        lines = [" ".join(row["text"].split()) for row in page]
        known = _known(lines)
        for i, (row, line) in enumerate(zip(page, features(lines, known), strict=True)):
            if not row.get("conflict") and i not in known and len(known) >= 3:
                names.append(line)
                labels.append(row["label"] == "boilerplate")
                folds.append(zlib.crc32(page_id.encode()) % 5)
    return names, np.array(labels), np.array(folds)


def _known(lines: list[str]) -> set[int]:
    text = "\n".join(lines)
    draft = Draft(text, Document("", text), Settings())
    rules = [edit for edit in boilerplate.find_boilerplate(draft) if edit.action == "remove" and edit.rule != "bpl-any-furniture"]
    starts = {paragraph.start: index for index, paragraph in enumerate(draft.paragraphs)}
    return {starts[edit.start + edit.before.startswith("\n")] for edit in rules if edit.start + edit.before.startswith("\n") in starts}


def _matrix(names: list[list[str]], vocabulary: list[str]) -> Any:
    column = {name: i for i, name in enumerate(vocabulary)}
    pairs = [(row, column[name]) for row, line in enumerate(names) for name in line]
    pairs += [(row, len(vocabulary)) for row in range(len(names))]
    row, col = np.array(pairs).T
    return csr_matrix((np.ones(len(pairs)), (row, col)), shape=(len(names), len(vocabulary) + 1))


def _fit(matrix: Any, labels: Any) -> Any:
    def loss(weights: Any) -> tuple[float, Any]:
        z = matrix @ weights
        free = np.append(weights[:-1], 0.0)
        value = np.sum(np.logaddexp(0, z) - labels * z) + RIDGE * free @ free / 2
        return float(value), matrix.T @ (1 / (1 + np.exp(-z)) - labels) + RIDGE * free

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def _held_out(matrix: Any, labels: Any, fold: Any) -> Any:
    scores = np.zeros(len(labels))
    for number in range(5):
        weights = _fit(matrix[fold != number], labels[fold != number])
        scores[fold == number] = matrix[fold == number] @ weights
    return scores


def _write(threshold: float, weights: dict[str, float]) -> None:
    lines = [f"# Written by python -m bench furniture; see there for the data and the method.\nthreshold = {threshold:.2f}\n\n[weights]"]
    lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(weights.items(), key=lambda item: -item[1]) if abs(weight) >= 0.01]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
