"""Near-duplicate paragraphs: exactly inside a document, by signatures and verified across documents.

Inside one document (no numpy): ``document.find_repeats(texts, sets, protected, threshold)``.

Across documents, in two phases, so that workers share nothing but files::

    # in each worker: sign what it has cleaned; documents are numbered by the caller in reading order
    from cleaner.dedup.shards import ShardWriter
    with ShardWriter(path) as shard:                       # a folder, written once
        shard.add(document, texts, protected, scope=0)     # int, list[str], list[bool]

    # once all shards are written, in the parent
    from cleaner.dedup.corpus import decide
    for removal in decide(shard_paths, settings, work=folder, engine="memory", index=None):
        ...   # Removal(document, paragraph, twin_document, twin_paragraph, similarity, published), sorted

``protected[i]`` is True for headings, items, tables, code and verse: they go only as part of a repeated
article. Paragraphs of different ``scope`` (one number per source, say) are never compared. A paragraph id
is ``document * 2**24 + paragraph``: the smaller id was read first, and the first stays unless a later
copy states more. ``decide(..., engine="duckdb" | "spark")`` gives the same removals from any input order
of the shards; ``index=FILE`` (or ``redis://host:port/name``) compares with all earlier runs (``Removal.published``
is the twin), and ``publish(shards, removals, index, place, run)`` adds what this one keeps, once all is written.
``ShardWriter`` keeps the paragraphs' UTF-8 text beside their band keys: verification reads from there,
and text never enters a join.
"""
