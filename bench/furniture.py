"""Fit the trees of site furniture: ``python -m bench furniture DATA [--write]``.

DATA holds ``data/boilerplate``: labelled lines of whole pages (article-extraction-benchmark, MIT) and whole pages with
their main text or strings that must stay and go (WCXB, CC-BY-4.0; trafilatura's tests, Apache-2.0). Gradient boosting on
the named features of pages that show interface lines, in five folds by page; the threshold is where
``LOST_CONTENT`` would be lost on the folds left out. Needs ``lightgbm`` (dependency group bench); the same data give the same
trees.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import regex

from bench.quality.common import rows
from cleaner.draft import Draft
from cleaner.model import Document
from cleaner.rules.drafts import candidates
from cleaner.rules.schema import BOILERPLATE
from cleaner.settings import Settings
from cleaner.stages import boilerplate
from cleaner.stages.boilerplate import furniture, trees
from cleaner.stages.boilerplate.features import features

LOST_CONTENT = 1 / 150
"""Of the labelled content lines looked at, on the folds left out: with what the packs take it stays under one in 200."""
FOLDS = 5
ROUNDS = 250
BOOSTING = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.04,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbose": -1,
}
_SURE, _TOLD, _GUESSED = 10.0, 1.0, 0.5
"""Weights of a line with a string that must stay or go, of a labelled line, of one told by the main text."""


class Page(NamedTuple):
    """A page's features with a label (1 furniture, 0 content, NaN not told) and a weight for each line."""

    fold: int
    values: Any
    labels: Any
    weights: Any


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench furniture", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help=f"replace {trees.PATH.name}")
    args = parser.parse_args(argv)
    names, pages = _examples(args.data / "data/boilerplate")
    scores, labels, weights = _held_out(names, pages)
    sure = weights >= _TOLD
    content, frame = scores[sure & (labels == 0)], scores[sure & (labels == 1)]
    threshold = float(np.quantile(content, 1 - LOST_CONTENT))
    print(f"{len(pages)} pages, {len(labels)} lines told, held out:")
    for limit in (*np.arange(1.0, 4.0, 0.25), threshold):
        print(f"threshold {limit:.2f}: content lost {(content >= limit).mean():.4f}, furniture found {(frame >= limit).mean():.3f}")
    if args.write:
        _write(names, threshold, _fit(pages))
    return 0


def _examples(folder: Path) -> tuple[list[str], list[Page]]:
    names: list[str] = []
    pages = []
    for page_id, lines, labels, weights in (*_labelled(folder / "lines_aeb.jsonl"), *_whole(folder / "pages_e2e.jsonl")):
        text = "\n".join(lines)
        draft = Draft(text, Document("", text), Settings())
        ruleset, rules = candidates(draft, BOILERPLATE)
        known = furniture.known_lines(boilerplate.find_by_rules(draft, rules, ruleset))
        if len(draft.paragraphs) != len(lines) or not furniture.is_page(draft, known):
            continue
        table = features(lines, known)
        if table[0]["prose in the main text"] < furniture.LEAST_PROSE:
            continue
        names = list(table[0])
        told_elsewhere = known.keys() | furniture.rows_of_lists(lines)
        told = np.array([float("nan") if i in told_elsewhere else label for i, label in enumerate(labels)])
        fold = zlib.crc32(page_id.encode()) % FOLDS
        pages.append(Page(fold, np.array([list(row.values()) for row in table]), told, np.array(weights)))
    return names, pages


_Labelled = tuple[str, list[str], list[float], list[float]]


def _labelled(path: Path) -> Iterator[_Labelled]:
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(path):
        pages[row["id"].split("#")[0]].append(row)
    for page_id, page in pages.items():
        labels = [float("nan") if row.get("conflict") else float(row["label"] == "boilerplate") for row in page]
        yield page_id, [" ".join(row["text"].split()) for row in page], labels, [_TOLD] * len(page)


def _whole(path: Path) -> Iterator[_Labelled]:
    for row in rows(path):
        lines = [" ".join(line.split()) for line in row["lines"] if line.strip()]
        main = _letters(row["main_content"] or "")
        told = [_judge(line, row["must_keep"], row["must_drop"], main) for line in lines]
        yield row["id"], lines, [label for label, _ in told], [weight for _, weight in told]


def _judge(line: str, keep: Sequence[str], drop: Sequence[str], main: str) -> tuple[float, float]:
    stays, goes = any(text in line for text in keep), any(text in line for text in drop)
    if stays != goes:
        return float(goes), _SURE
    letters = _letters(line)
    return (float(letters not in main), _GUESSED) if main and len(letters) > 2 else (float("nan"), 0.0)


def _letters(text: str) -> str:
    return regex.sub(r"\W+", "", text).lower()


def _fit(pages: Sequence[Page]) -> Any:
    import lightgbm

    values, labels, weights = (np.concatenate([page[i] for page in pages]) for i in (1, 2, 3))
    told = ~np.isnan(labels)
    return lightgbm.train(BOOSTING, lightgbm.Dataset(values[told], labels[told], weight=weights[told]), ROUNDS)


def _held_out(names: Sequence[str], pages: Sequence[Page]) -> tuple[Any, Any, Any]:
    scores, labels, weights = [], [], []
    for fold in range(FOLDS):
        model = _fit([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold:
                told = ~np.isnan(page.labels)
                careful = np.array([furniture.caution(dict(zip(names, row, strict=True))) for row in page.values[told]])
                scores.append(model.predict(page.values[told], raw_score=True) - careful)
                labels.append(page.labels[told])
                weights.append(page.weights[told])
    return np.concatenate(scores), np.concatenate(labels), np.concatenate(weights)


def _write(names: Sequence[str], threshold: float, model: Any) -> None:
    found = [_nodes(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    data = {"threshold": round(threshold, 2), "names": list(names), "trees": found}
    trees.PATH.write_bytes(zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 9))


def _nodes(root: dict[str, Any]) -> list[list[float]]:
    """A tree as a list of nodes, parents before children: see ``trees``."""
    nodes: list[list[float]] = []

    def add(node: dict[str, Any]) -> int:
        at = len(nodes)
        if "leaf_value" in node:
            nodes.append([-1, 0, 0, 0, round(node["leaf_value"], 4)])
            return at
        nodes.append([])
        left, right = add(node["left_child"]), add(node["right_child"])
        limit = float(f"{node['threshold']:.9g}")
        nodes[at] = [node["split_feature"], limit, left, right, round(node["internal_value"], 4)]
        return at

    add(root)
    return nodes
