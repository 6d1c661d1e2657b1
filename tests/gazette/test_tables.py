import pytest

from zhupi.gazette.lines import split
from zhupi.gazette.sheets import sheet_of
from zhupi.gazette.tables import as_they_stand, is_header, list_table, rebuild, stretches

FLAT = """1

2

建立机制，
定期评估。

健全制度。

财政厅

公安厅、
民政厅

序号 工作任务 责任单位
"""


def test_a_table_extracted_by_columns() -> None:
    table = rebuild(split(FLAT))
    assert table is not None
    assert table.columns == ("序号", "工作任务", "责任单位")
    assert table.rows == (
        ("1", "建立机制，定期评估。", "财政厅"),
        ("2", "健全制度。", "公安厅、民政厅"),
    )
    assert table.cell_lines[0] == ((1, 1), (5, 6), (10, 10))
    assert table.text.text.split("\n")[2] == "2\t健全制度。\t公安厅、民政厅"
    assert table.text.line_at(table.text.text.index("民政厅")) == 13


def test_the_rest_of_a_table_on_the_next_page() -> None:
    more = " 3\n\n加强宣传。\n\n文化厅\n\n序号 工作任务 责任单位\n"
    table = rebuild(split(FLAT + more))
    assert table is not None
    assert [row[0] for row in table.rows] == ["1", "2", "3"]


def test_uneven_cells_are_not_guessed() -> None:
    assert rebuild(split(FLAT.replace("财政厅\n", ""))) is None


def test_headers() -> None:
    assert is_header("序号 工作任务 责任单位 时间进度")
    assert not is_header("序号由牵头单位填写。")


def test_list_of_names() -> None:
    raw = (
        "组 长：尧斯丹 省政府副省长\n\n赖 荣 人力资源社会保障厅副\n\n厅长\n\n"
        "邱 建 住房城乡建设厅副厅长"
    )
    assert list_table(sheet_of(split(raw))).rows == (
        ("组长", "尧斯丹", "省政府副省长"),
        ("", "赖荣", "人力资源社会保障厅副厅长"),
        ("", "邱建", "住房城乡建设厅副厅长"),
    )


def test_list_of_bodies_in_two_columns() -> None:
    raw = "省发展改革委 省经济和信息化委\n\n教育厅 科技厅\n\n省扶贫移民局"
    assert list_table(sheet_of(split(raw))).rows == (
        ("省发展改革委", "省经济和信息化委"),
        ("教育厅", "科技厅"),
        ("省扶贫移民局",),
    )


HEADER = "序号 工作任务 责任单位"
ROWS = (("1", "建立制度", "发展改革委"), ("2", "完善机制", "财政厅"))


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("1\n2\n建立制度\n完善机制\n发展改革委\n财政厅", id="columns-without-blanks"),
        pytest.param("1\n\n建立\n制度\n\n发展改革委\n\n2\n\n完善\n机制\n\n财政厅", id="row-by-row"),
        pytest.param("1\t建立制度\t发展改革委\n2\t完善机制\t财政厅", id="a-row-a-line"),
    ],
)
def test_other_ways_to_flatten(raw: str) -> None:
    table = rebuild(split(f"{HEADER}\n\n{raw}"))
    assert table is not None
    assert table.rows == ROWS


def test_whole_rows_are_not_rearranged() -> None:
    whole = rebuild(split(f"{HEADER}\n1 建立制度 发展改革委\n2 完善机制 财政厅"))
    apart = rebuild(split(f"{HEADER}\n\n1\n\n建立制度\n\n发展改革委"))
    assert whole is not None and not whole.rearranged
    assert apart is not None and apart.rearranged


def test_a_table_that_does_not_come_out_keeps_its_lines() -> None:
    lines = split(f"{HEADER}\n1\n2\n建立制度")
    assert rebuild(lines) is None
    assert as_they_stand(lines).text == "序号工作任务责任单位\n1\n2\n建立制度"


def test_a_table_shows_itself_by_numbers_on_top_and_its_header_at_the_foot() -> None:
    lines = split("前文。\n\n" + FLAT + "\n后文。\n\n9\n\n后文。")
    assert stretches(lines) == [(1, len(split(FLAT)))]


def test_numbers_that_do_not_count_on_show_no_table() -> None:
    assert stretches(split("1\n\n3\n\n甲\n\n序号 工作任务 责任单位")) == []
