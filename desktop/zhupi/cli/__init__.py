"""The second shell over the library: everything the window does to documents and annotations.

Runs where PySide6 is not installed. Texts are for people; ``--json`` prints one JSON value and
nothing else on standard output. Exit codes: 0 done, 1 a known fault, 2 wrong usage.
"""
