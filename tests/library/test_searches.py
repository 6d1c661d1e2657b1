"""Saved searches as the shells use them."""

import pytest

from zhupi.errors import LibraryError, NotFound
from zhupi.library import Library
from zhupi.library.model import Changes
from zhupi.library.searches import Wanted
from zhupi.locations import places


def _names(library: Library) -> list[str]:
    return [search.name for search in library.searches.all()]


def _reopened(library: Library) -> Library:
    return Library.open(places(library._database.path.parent))


def test_a_search_is_kept_with_what_it_is_narrowed_to(empty: Library) -> None:
    wanted = Wanted("财政  事权", "国务院", 2016, "", "date")
    saved, changes = empty.searches.save(wanted)
    assert saved.name == "财政 事权 · 国务院 · 2016 · 文种不详"
    assert changes == Changes(searches=frozenset([saved.id]))
    other = _reopened(empty)
    assert other.searches.all() == (saved,)
    assert Wanted.of(saved) == wanted == Wanted("财政  事权", "国务院", 2016, "", "date")
    other.close()


def test_renaming(empty: Library) -> None:
    saved, _ = empty.searches.save(Wanted("财政"))
    assert empty.searches.rename(saved.id, " 财政\n事权 ") == Changes(
        searches=frozenset([saved.id])
    )
    assert _names(empty) == ["财政 事权"]
    assert empty.searches.rename(saved.id, "财政 事权") == Changes()
    for name, sentence in ((" 　\n", "空"), ("长" * 121, "太长")):
        with pytest.raises(LibraryError, match=sentence):
            empty.searches.rename(saved.id, name)
    with pytest.raises(NotFound):
        empty.searches.rename("none", "名称")
    with pytest.raises(LibraryError, match="没有可以保存"):
        empty.searches.save(Wanted("　 "))
    assert _names(empty) == ["财政 事权"]


def test_the_order_is_the_users(empty: Library) -> None:
    ids = [empty.searches.save(Wanted(query))[0].id for query in ("一", "二", "三", "四")]
    empty.searches.move(ids[3], 1)
    assert _names(empty) == ["一", "四", "二", "三"]
    changes = empty.searches.move(ids[0], 99)
    assert _names(empty) == ["四", "二", "三", "一"]
    assert changes.searches == frozenset(ids)
    empty.searches.move(ids[2], -1)
    assert _names(empty) == ["三", "四", "二", "一"]
    assert empty.searches.move(ids[2], 0) == Changes()


def test_one_removed_lies_in_the_waste_basket_and_comes_back_to_its_place(empty: Library) -> None:
    ids = [empty.searches.save(Wanted(query))[0].id for query in ("一", "二", "三")]
    empty.searches.delete(ids[1])
    assert _names(empty) == ["一", "三"]
    (item,) = empty.basket()
    assert (item.key, item.title, item.documents) == (f"search:{ids[1]}", "搜索“二”", 0)
    assert empty.restore(item.key) == Changes(searches=frozenset([ids[1]]))
    assert _names(empty) == ["一", "二", "三"]
    assert empty.basket() == []


def test_what_another_process_saved_is_seen_once_and_own_ones_never(empty: Library) -> None:
    other = _reopened(empty)
    mine, _ = empty.searches.save(Wanted("我的"))
    assert empty.refresh().searches == frozenset()
    theirs, _ = other.searches.save(Wanted("别人的"))
    other.searches.rename(mine.id, "改了名")
    assert empty.refresh().searches == {mine.id, theirs.id}
    assert empty.refresh() == Changes()
    assert _names(empty) == ["改了名", "别人的"]
    other.close()
