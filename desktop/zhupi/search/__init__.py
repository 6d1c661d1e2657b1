"""Exact search over folded texts, with a disposable Whoosh index that makes it fast."""
