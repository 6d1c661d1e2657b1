"""What stands over the catalog."""

from __future__ import annotations

from pathlib import Path

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import FAVOURITES


def test_groups_hold_what_was_kept_and_what_was_tagged(seeded: Library) -> None:
    first, second, third = [row.id for row in seeded.rows() if row.enclosed_in is None][:3]
    for document, tags in ((first, ["重点", "Ｔａｇ"]), (third, ["tag"]), (second, ["旧"])):
        annotation, _ = seeded.highlight(document, 0, 5)
        seeded.edit(annotation.id, tags=tags)
    again, _ = seeded.highlight(first, 6, 9)
    seeded.edit(again.id, tags=["重点"])
    gone = seeded.annotations(second)[0]
    seeded.delete([gone.id])
    made, _ = seeded.collections.make("土地", [second])
    seeded.collections.add(FAVOURITES, [third])
    seeded.readings.leave(second, 20)
    groups = seeded.groups()
    assert groups.favourites == (third,)
    assert groups.recent == (second,)
    assert [(one.id, held) for one, held in groups.collections] == [(made.id, (second,))]
    # In any writing, the commonest first, each document once; what was deleted has none.
    tagged = {tag: set(held) for tag, held in seeded.tagged()}
    assert len(tagged) == 2
    assert tagged["重点"] == {first}
    assert {first, third} in tagged.values()
    assert groups.readings[second].percent == 20


TERM = """四川省人民政府办公厅关于印发管理办法的通知
川办发〔2090〕9号

各市（州）人民政府：
    现将管理办法印发给你们，请认真贯彻执行。
    本办法自2090年5月1日起施行，有效期5年。
四川省人民政府办公厅
2090年4月1日
"""


def test_the_last_day_in_force_is_told_while_it_is_to_come(seeded: Library, tmp_path: Path) -> None:
    """The terms of the bundled gazettes have passed."""
    assert seeded.ends() == {}
    (tmp_path / "期.txt").write_text(TERM, "utf-8")
    seeded.import_paths([tmp_path / "期.txt"], Job())
    assert seeded.ends() == {seeded.resolve("川办发〔2090〕9号"): "2095-04-30"}
