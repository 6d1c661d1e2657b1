"""A date as a Chinese reader writes it."""

from __future__ import annotations


def chinese_date(iso: str | None) -> str:
    """2016年8月16日; empty where there is none, as it stands where it is no full date."""
    if not iso:
        return ""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    year, month, day = map(int, parts)
    return f"{year}年{month}月{day}日"
