"""A source as it was decoded, told from the bundled files themselves."""

from __future__ import annotations

from pathlib import Path

from zhupi import locations
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places


def test_every_raw_line_of_the_source_is_there_as_decoded(seeded: Library) -> None:
    raw = seeded.raw_text(seeded.resolve("国发〔2016〕49号"))
    name = "000_d0b377c5939d8c83.txt"
    data = (locations.seeds() / name).read_bytes()
    assert "\n".join(raw.lines).encode() == data.replace(b"\r\n", b"\n")
    assert (raw.source.name, raw.source.encoding, raw.damaged) == (name, "utf-8", 0)
    # Line 110 is the page number ２; on lines 1210, 1385 and 1460 a point became U+E010.
    assert [item.reason for item in raw.furniture if item.line == 110] == ["页码"]
    assert [(repair.line, repair.before) for repair in raw.repairs] == [
        (1210, "\ue010"),
        (1385, "\ue010"),
        (1460, "\ue010"),
    ]
    assert [part.name for part in raw.parts][:2] == ["国发〔2016〕49号", "川府发〔2016〕37号"]
    assert raw.parts[1].lines[0] == 674


def test_bytes_that_no_encoding_explains_are_counted(tmp_path: Path) -> None:
    text = "国务院关于测试的通知\n\n国发〔2016〕1号\n\n各省：\n\n　　请认真执行。\n" * 3
    file = tmp_path / "damaged.txt"
    file.write_bytes(text.encode() + b"\xff\n")
    library = Library.open(places(tmp_path / "library"))
    library.import_paths([file], Job())
    raw = library.raw_text(library.rows()[0].id)
    assert raw.damaged == 1
    assert raw.lines[-2] == "\ufffd"
    library.close()
