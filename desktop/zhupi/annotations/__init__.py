"""Highlights and notes, how their places are written down and found again."""
