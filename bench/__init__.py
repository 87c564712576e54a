"""Benchmarks and quality measurements: ``python -m bench NAME [ARGS]``."""
