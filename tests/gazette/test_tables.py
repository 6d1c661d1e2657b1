from zhupi.gazette.lines import split
from zhupi.gazette.paragraphs import sheet_of
from zhupi.gazette.tables import is_header, list_table, rebuild

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
