"""The version of the tool, which reports, caches and the wheel name."""

__version__ = "0.1.0"
