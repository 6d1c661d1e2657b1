"""The façade over reading, storing, searching and writing, for both shells."""

from zhupi.library.library import Library

__all__ = ["Library"]
