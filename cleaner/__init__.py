"""cleaner: damaged multilingual text in, clean text out; every change is named and can be undone."""

__version__ = "0.1.0"
