"""Zhupi 朱批: read, search and annotate Chinese gazettes, offline."""

__version__ = "0.1.0"
