"""The batch run: plan, clean in parts, decide what repeats across documents, write.

Each part's outputs appear by one rename, so a run that is killed goes on where it was.
"""
