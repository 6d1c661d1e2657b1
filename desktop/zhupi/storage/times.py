"""Times as the database writes them: ISO 8601, UTC, milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present, cut to what the database keeps."""
    return to_milliseconds(datetime.now(UTC))


def to_milliseconds(moment: datetime) -> datetime:
    """An aware time cut to what the database keeps."""
    return from_text(to_text(moment))


def to_text(moment: datetime) -> str:
    """Write an aware time; texts sort as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read what `to_text` wrote."""
    return datetime.fromisoformat(text)
