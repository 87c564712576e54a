"""Rules as data: load packs, find which rules may match, match them, format numbers."""
