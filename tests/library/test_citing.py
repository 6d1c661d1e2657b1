"""Where citations lead, what is missing, what is in force."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from issues import Paper, bring, numbered

from zhupi.errors import NotFound, UnwritableFile
from zhupi.gazette.folding import fold
from zhupi.gazette.references import references
from zhupi.gazette.statements import Relation
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.citation_model import State
from zhupi.library.force import Force
from zhupi.locations import places
from zhupi.storage.citations import Citations
from zhupi.storage.standings import Standings

PLAN = Paper(
    "四川省人民政府关于发展养蚕业的意见",
    "川府发〔2016〕7号",
    ("为发展养蚕业，提出以下意见。", "一、扩大桑园面积。"),
    date="2016年5月4日",
)
FOLLOWS = Paper(
    "四川省人民政府关于发展丝绸业的意见",
    "川府发〔2017〕8号",
    (
        (
            "为贯彻落实《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）和"
            "《国务院关于振兴丝绸的意见》（国发〔2015〕99号）精神，提出以下意见。"
        ),
        "一、加强原料管理",
        "按照《四川省桑蚕条例》规定，加强原料管理，推进分级收购，保护农民利益。",
        "二、加强组织领导",
        "各地要高度重视，落实责任，抓出成效。",
    ),
    date="2017年6月5日",
)
REPEALS = Paper(
    "四川省人民政府关于种桑的通知",
    "川府发〔2018〕9号",
    (
        "为规范种桑，现通知如下。",
        (
            "本通知自2018年7月1日起施行，有效期3年。"
            "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）同时废止。"
        ),
    ),
    date="2018年6月6日",
)


@pytest.fixture
def library(empty: Library, tmp_path: Path) -> Library:
    bring(empty, tmp_path, "plan.txt", PLAN)
    bring(empty, tmp_path, "others.txt", FOLLOWS, REPEALS)
    return empty


def test_what_a_document_cites(library: Library) -> None:
    here, *missing = library.cites(numbered(library, "川府发〔2017〕8号").id)
    assert here.row == numbered(library, "川府发〔2016〕7号")
    assert (here.relation, here.by_title_only) == (Relation.CARRIES_OUT, False)
    (place,) = here.places
    assert place.sentence.startswith("为贯彻落实《四川省人民政府关于发展养蚕业的意见》")
    assert place.sentence.endswith("精神，提出以下意见。")
    words = "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）"
    assert place.sentence[place.start : place.end] == words
    text = library.document(numbered(library, "川府发〔2017〕8号").id).document.text
    assert text[place.at : place.at + place.length] == words
    assert [(one.title, one.number, one.row, one.cited_by) for one in missing] == [
        ("国务院关于振兴丝绸的意见", "国发〔2015〕99号", None, 1),
        ("四川省桑蚕条例", None, None, 1),
    ]
    assert missing[1].places[0].place == "一"


def test_what_cites_a_document_the_weightiest_first(library: Library) -> None:
    found = library.cited_by(numbered(library, "川府发〔2016〕7号").id)
    assert found.total == 2
    assert [(one.row.number, one.relation) for one in found.texts] == [
        ("川府发〔2018〕9号", Relation.REPEALS),
        ("川府发〔2017〕8号", Relation.CARRIES_OUT),
    ]
    assert library.cited_by(numbered(library, "川府发〔2018〕9号").id).total == 0
    second = library.cited_by(numbered(library, "川府发〔2016〕7号").id, offset=1, limit=1)
    assert second.total == 2
    assert second.texts == found.texts[1:]
    assert second.counts == {Relation.REPEALS: 1, Relation.CARRIES_OUT: 1}


def test_a_missing_text_becomes_a_link_once_it_is_there(library: Library, tmp_path: Path) -> None:
    late = Paper(
        "国务院关于振兴丝绸的意见", "国发〔2015〕99号", ("为振兴丝绸，提出以下意见。",),
        signoff="国务院", date="2015年9月9日",
    )  # fmt: skip
    citing = numbered(library, "川府发〔2017〕8号").id
    assert [one.number for one in library.missing()] == ["国发〔2015〕99号", None]
    bring(library, tmp_path, "late.txt", late)
    links = [one.row.number for one in library.cites(citing) if one.row is not None]
    assert links == ["川府发〔2016〕7号", "国发〔2015〕99号"]
    assert [(one.number, one.title) for one in library.missing()] == [(None, "四川省桑蚕条例")]
    library.remove("late.txt")
    assert len(library.missing()) == 2
    assert sum(one.row is not None for one in library.cites(citing)) == 1


def test_a_title_alone_is_less_sure_and_another_number_is_another_text(
    empty: Library, tmp_path: Path
) -> None:
    bring(empty, tmp_path, "plan.txt", PLAN)
    alone = Paper(
        "四川省人民政府关于缫丝的通知", "川府发〔2018〕1号",
        ("按照《四川省人民政府关于发展养蚕业的意见》要求，现通知如下。",),
    )  # fmt: skip
    other = Paper(
        "四川省人民政府关于织造的通知", "川府发〔2018〕2号",
        ("按照《四川省人民政府关于发展养蚕业的意见》（川府发〔2009〕70号）要求，现通知如下。",),
    )  # fmt: skip
    bring(empty, tmp_path, "others.txt", alone, other)
    (sure,) = empty.cites(numbered(empty, "川府发〔2018〕1号").id)
    assert sure.row == numbered(empty, "川府发〔2016〕7号")
    assert sure.by_title_only
    (away,) = empty.cites(numbered(empty, "川府发〔2018〕2号").id)
    assert away.row is None
    found = empty.cited_by(numbered(empty, "川府发〔2016〕7号").id)
    assert [(one.row.number, one.by_title_only) for one in found.texts] == [
        ("川府发〔2018〕1号", True)
    ]


def test_repealed_with_the_sentence_and_the_link(library: Library) -> None:
    plan = numbered(library, "川府发〔2016〕7号")
    standing = library.standing(plan.id)
    assert (standing.state, standing.by_user) == (State.REPEALED, False)
    (ground,) = standing.grounds
    assert ground.row == numbered(library, "川府发〔2018〕9号")
    assert ground.place.sentence.endswith("（川府发〔2016〕7号）同时废止。")
    assert library.standing(numbered(library, "川府发〔2017〕8号").id).state is None


NEW_RULES = (
    "第一条　为发展养蚕，制定本办法。",
    "第二条　本办法自2027年1月1日起施行。",
    "第三条　《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）同时废止。",
)


@pytest.mark.parametrize(
    "body",
    [
        ("《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）自2027年1月1日起废止。",),
        (
            (
                "本通知自2027年1月1日起施行，《四川省人民政府关于发展养蚕业的意见》"
                "（川府发〔2016〕7号）同时废止。"
            ),
        ),
        ("本通知自2027年1月1日起施行。", *NEW_RULES[2:]),
        ("现将《四川省养蚕办法》印发给你们，请遵照执行。", "四川省养蚕办法", *NEW_RULES),
    ],
)
def test_a_repeal_that_is_yet_to_come(
    empty: Library, tmp_path: Path, body: tuple[str, ...]
) -> None:
    bring(empty, tmp_path, "plan.txt", PLAN)
    title = "四川省人民政府关于" + ("印发四川省养蚕办法" if len(body) > 2 else "养蚕") + "的通知"
    bring(
        empty, tmp_path, "new.txt", Paper(title, "川府发〔2026〕20号", body, date="2026年11月6日")
    )
    plan = numbered(empty, "川府发〔2016〕7号")

    def force(today: date) -> Force:
        return Force(
            empty._database, empty._documents, Citations(empty._database),
            Standings(empty._database), lambda: today,
        )  # fmt: skip

    before = force(date(2026, 12, 31))
    assert before.states().get(plan.id) is None
    standing = before.standing(plan)
    assert standing.computed is None
    (ground,) = standing.grounds
    assert (ground.relation, ground.since) == (Relation.REPEALS, "2027-01-01")
    after = force(date(2027, 1, 1))
    assert after.states()[plan.id] is State.REPEALED
    standing = after.standing(plan)
    assert standing.computed is State.REPEALED
    (ground,) = standing.grounds
    assert ground.since is None


def test_what_holds_already_goes_before_what_is_yet_to_come(empty: Library, tmp_path: Path) -> None:
    bring(empty, tmp_path, "plan.txt", PLAN)
    name = "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）"
    papers = [
        Paper("四川省人民政府关于废止文件的通知", "川府发〔2026〕21号",
              (f"{name}自2027年1月1日起废止。",), date="2026年11月6日"),
        Paper("四川省人民政府关于修改文件的通知", "川府发〔2026〕22号",
              (f"对{name}作如下修改：删去第三条。",), date="2026年11月7日"),
    ]  # fmt: skip
    bring(empty, tmp_path, "new.txt", *papers)
    force = Force(
        empty._database, empty._documents, Citations(empty._database),
        Standings(empty._database), lambda: date(2026, 12, 1),
    )  # fmt: skip
    standing = force.standing(numbered(empty, "川府发〔2016〕7号"))
    assert standing.computed is State.REVISED
    assert [(one.row.number, one.since) for one in standing.grounds] == [
        ("川府发〔2026〕22号", None),
        ("川府发〔2026〕21号", "2027-01-01"),
    ]


OLD_RULES = Paper(
    "四川省人民政府关于蚕桑用地的通知", "川府发〔2017〕5号",
    ("本通知自2017年7月1日起施行，有效期5年。",), date="2017年6月1日",
)  # fmt: skip
NAME = "《四川省人民政府关于蚕桑用地的通知》（川府发〔2017〕5号）"


def extending(serial: int, words: str, day: str) -> Paper:
    return Paper(
        "四川省人民政府关于延长文件有效期的通知",
        f"川府发〔{day[:4]}〕{serial}号",
        (words,),
        date=day,
    )


@pytest.mark.parametrize(
    ("papers", "last"),
    [
        ([], "2022-06-30"),
        ([extending(1, f"{NAME}有效期延长至2027年12月31日。", "2022年5月10日")], "2027-12-31"),
        ([extending(1, f"{NAME}的有效期延长2年。", "2022年5月10日")], "2024-06-30"),
        (
            [
                extending(1, f"{NAME}的有效期延长2年。", "2022年5月10日"),
                extending(2, f"{NAME}的有效期再延长1年。", "2024年5月10日"),
            ],
            "2025-06-30",
        ),
        ([extending(1, f"经评估，{NAME}继续有效。", "2022年5月10日")], None),
        (
            [
                extending(1, f"经评估，{NAME}继续有效。", "2022年5月10日"),
                extending(2, f"{NAME}有效期延长至2026年6月30日。", "2024年5月10日"),
            ],
            "2026-06-30",
        ),
    ],
)
def test_a_term_that_is_made_longer(
    empty: Library, tmp_path: Path, papers: list[Paper], last: str | None
) -> None:
    bring(empty, tmp_path, "old.txt", OLD_RULES)
    for number, paper in enumerate(papers):
        bring(empty, tmp_path, f"{number}.txt", paper)
    row = numbered(empty, "川府发〔2017〕5号")

    def force(today: date) -> Force:
        return Force(
            empty._database, empty._documents, Citations(empty._database),
            Standings(empty._database), lambda: today,
        )  # fmt: skip

    for today in (date(2022, 6, 30), date(2022, 7, 1), date(2025, 7, 1), date(2030, 1, 1)):
        over = last is not None and today > date.fromisoformat(last)
        there = force(today)
        standing = there.standing(row)
        assert standing.computed is (State.EXPIRED if over else None)
        assert there.states().get(row.id) is standing.computed
        assert there.ends().get(row.id) == (None if over or last is None else last)
    grounds = force(date(2030, 1, 1)).standing(row).grounds
    assert [one.relation for one in grounds] == [Relation.EXTENDS] * len(papers)
    if papers:
        assert grounds[-1].until == last
        assert NAME in grounds[-1].place.sentence


def test_the_term_of_an_enclosed_text_is_made_longer_with_its_whole(
    empty: Library, tmp_path: Path
) -> None:
    title = "四川省人民政府关于印发四川省养蚕办法的通知"
    body = (
        "现将《四川省养蚕办法》印发给你们，请遵照执行。", "四川省养蚕办法",
        "第一条　为发展养蚕，制定本办法。", "第二条　本办法自2017年7月1日起施行，有效期5年。",
    )  # fmt: skip
    notice = Paper(title, "川府发〔2017〕6号", body, date="2017年6月1日")
    bring(empty, tmp_path, "old.txt", notice)
    row = numbered(empty, "川府发〔2017〕6号")
    assert empty.standing(row.id).computed is State.EXPIRED
    words = f"《{title}》（川府发〔2017〕6号）有效期延长至2099年6月30日。"
    bring(empty, tmp_path, "longer.txt", extending(1, words, "2022年5月10日"))
    assert empty.standing(row.id).computed is None
    assert empty.states().get(row.id) is None
    assert empty.ends()[row.id] == "2099-06-30"


def test_a_term_that_is_over(library: Library) -> None:
    notice = numbered(library, "川府发〔2018〕9号")
    (validity,) = library.standing(notice.id).validity
    assert (validity.starts, validity.ends) == ("2018-07-01", "2021-06-30")
    assert validity.words == "本通知自2018年7月1日起施行，有效期3年"

    def state(today: date) -> State | None:
        force = Force(
            library._database, library._documents, Citations(library._database),
            Standings(library._database), lambda: today,
        )  # fmt: skip
        assert force.states().get(notice.id) == force.standing(notice).state
        return force.standing(notice).state

    assert state(date(2021, 6, 30)) is None
    assert state(date(2021, 7, 1)) is State.EXPIRED


def test_the_users_word_wins_and_is_taken_back(library: Library) -> None:
    plan = numbered(library, "川府发〔2016〕7号").id
    before = library.user_state(plan)
    changes = library.set_state(plan, State.IN_FORCE)
    assert changes.documents == {plan}
    standing = library.standing(plan)
    assert (standing.state, standing.by_user, standing.computed) == (
        State.IN_FORCE,
        True,
        State.REPEALED,
    )
    assert library.states()[plan] is State.IN_FORCE
    library.set_state(plan, before)
    assert library.standing(plan).state is State.REPEALED
    with pytest.raises(NotFound):
        library.set_state("nothing", State.IN_FORCE)


def test_a_title_alone_means_no_text_of_another_place(empty: Library, tmp_path: Path) -> None:
    """Of two texts of one title, a city's notice repeals that of the city."""

    def issued(place: str, number: str) -> Paper:
        return Paper(
            f"{place}人民政府关于印发《关于加强养蚕工作的意见》的通知",
            number,
            ("现将《关于加强养蚕工作的意见》印发给你们，请认真贯彻执行。",),
            date="2012年2月1日",
            signoff=f"{place}人民政府",
            tail=("关于加强养蚕工作的意见", "一、为加强养蚕工作，提出以下意见。"),
        )

    repeals = Paper(
        "绵阳市人民政府关于养蚕的通知",
        "绵府发〔2018〕1号",
        ("本通知自印发之日起施行。《关于加强养蚕工作的意见》同时废止。",),
        signoff="绵阳市人民政府",
    )
    bring(empty, tmp_path, "province.txt", issued("四川省", "川府发〔2012〕3号"), repeals)
    assert empty.states() == {}
    assert [one.title for one in empty.missing()] == ["关于加强养蚕工作的意见"]
    bring(empty, tmp_path, "city.txt", issued("绵阳市", "绵府发〔2012〕4号"))
    mine = numbered(empty, "绵府发〔2012〕4号").id
    assert empty.states() == {f"{mine}#1": State.REPEALED, mine: State.REPEALED}
    assert empty.missing() == []


def test_an_older_text_of_the_same_title_is_repealed_not_this_one(
    empty: Library, tmp_path: Path
) -> None:
    """As in 川府发〔2018〕8号: the new rules bear the title of those that they repeal."""

    def rules(number: str, day: str, last: str) -> Paper:
        return Paper(
            "四川省人民政府关于印发《四川省桑园管理办法》的通知",
            number,
            ("现将《四川省桑园管理办法》印发给你们，请认真贯彻执行。",),
            date=day,
            tail=("四川省桑园管理办法", "第一条　为规范桑园管理，制定本办法。", f"第二条　{last}"),
        )

    new = rules(
        "川府发〔2018〕8号", "2018年2月13日",
        "本办法自2018年4月1日起施行。2013年四川省人民政府发布的《四川省桑园管理办法》同时废止。",
    )  # fmt: skip
    bring(empty, tmp_path, "new.txt", new)
    row = numbered(empty, "川府发〔2018〕8号")
    assert empty.standing(row.id).state is None
    assert [one.title for one in empty.missing()] == ["四川省桑园管理办法"]
    issued, gone = empty.cites(row.id)
    assert (issued.row and issued.row.id, issued.relation) == (f"{row.id}#1", Relation.ISSUES)
    assert (gone.row, gone.relation) == (None, Relation.REPEALS)
    bring(
        empty, tmp_path, "old.txt",
        rules("川府发〔2013〕5号", "2013年2月1日", "本办法自发布之日起施行。"),
    )  # fmt: skip
    old = numbered(empty, "川府发〔2013〕5号")
    assert empty.states() == {f"{old.id}#1": State.REPEALED, old.id: State.REPEALED}
    assert empty.standing(old.id).grounds[0].part == "四川省桑园管理办法"
    assert empty.standing(row.id).state is None
    assert empty.missing() == []


def test_each_text_of_a_list_is_repealed(empty: Library, tmp_path: Path) -> None:
    second = Paper(
        "四川省人民政府关于养蜂的通知", "川府发〔1999〕3号", ("现就养蜂通知如下。",),
        date="1999年1月5日",
    )  # fmt: skip
    ends = Paper(
        "四川省人民政府关于宣布失效一批文件的决定",
        "川府发〔2018〕5号",
        ("省政府决定，对适用期已过的2件文件宣布失效。", "附件：宣布失效的四川省人民政府文件目录"),
        tail=(
            "附件",
            "宣布失效的四川省人民政府文件目录",
            "1．四川省人民政府关于发展养蚕业的意见（川府发〔2016〕7号）",
            "2．四川省人民政府关于养蜂的通知（川府发〔1999〕3号）",
        ),
    )
    bring(empty, tmp_path, "issue.txt", PLAN, second, ends)
    assert empty.states() == {
        numbered(empty, "川府发〔2016〕7号").id: State.REPEALED,
        numbered(empty, "川府发〔1999〕3号").id: State.REPEALED,
    }
    (ground,) = empty.standing(numbered(empty, "川府发〔1999〕3号").id).grounds
    assert ground.place.head == "宣布失效的四川省人民政府文件目录"


def test_a_citation_opens_the_marked_copy_else_the_complete_one(
    library: Library, tmp_path: Path
) -> None:
    first = numbered(library, "川府发〔2016〕7号").id
    (tmp_path / "copy.txt").write_text(PLAN.text + "\n　　再版说明一行。\n", "utf-8")
    library.import_paths([tmp_path / "copy.txt"], Job())
    (copy,) = (
        row.id for row in library.rows() if row.number == "川府发〔2016〕7号" and row.id != first
    )
    citing = numbered(library, "川府发〔2017〕8号").id

    def opened() -> str | None:
        row = library.cites(citing)[0].row
        return None if row is None else row.id

    assert opened() == first
    assert [row.id for row in library.copies(first)] == [first, copy]
    assert library.preferred_copy(first) is None
    changes = library.prefer_copy(copy)
    assert changes.documents == {first, copy}
    assert opened() == copy
    assert [row.id for row in library.copies(first)] == [copy, first]
    assert library.preferred_copy(first) == copy
    library.prefer_copy(copy, preferred=False)
    assert opened() == first
    # Both are repealed, and each is cited.
    assert library.states().keys() >= {first, copy}
    assert library.cited_by(copy).total == 2


def test_another_window_sees_what_the_user_says(library: Library, tmp_path: Path) -> None:
    plan = numbered(library, "川府发〔2016〕7号").id
    other = Library.open(places(tmp_path / "library"))
    try:
        other.set_state(plan, State.IN_FORCE)
        assert plan in library.refresh().documents
        assert library.states()[plan] is State.IN_FORCE
        other.set_state(plan, None)
        assert plan in library.refresh().documents
    finally:
        other.close()


def brute_force(library: Library) -> tuple[Counter[str], Counter[str]]:
    """Count, by reading every text: documents that cite each document, and each missing text.

    Written from the definition: number first; else the title, unless the bearer has a number and
    the citation has another; a repeal by title means an earlier text; never the own work.
    """
    documents = {
        row.id: library.document(row.id) for row in library.rows() if row.enclosed_in is None
    }
    bearers = [
        (one, stored.work, number, fold(title), day)
        for one, stored in documents.items()
        for number, title, day in [
            (stored.document.number, stored.document.title, stored.document.date),
            *(
                (part.number, part.title, part.date or stored.document.date)
                for part in stored.document.enclosures
            ),
        ]
    ]
    named = [
        (one, stored.work, stored.document.date, reference)
        for one, stored in documents.items()
        for reference in references(stored.document)
        if reference.own is None
    ]
    cited: dict[str, set[str]] = {}
    lost: dict[str, set[str]] = {}
    given: dict[str, set[str]] = {}
    nowhere = []
    for citing, work, day, reference in named:
        title = fold(reference.title or "")
        borne = [one for one in bearers if reference.number and one[2] == reference.number]
        found = {one[0] for one in borne if one[1] != work}
        for one, bearer_work, number, bearer_title, bearer_day in bearers:
            if title and title == bearer_title and bearer_work != work:
                same = reference.number is None or (number is None and not borne)
                weighty = reference.relation.weight <= Relation.REVISES.weight
                late = weighty and bearer_day and day and bearer_day >= day
                if same and not late:
                    found.add(one)
        for one in found:
            cited.setdefault(one, set()).add(citing)
        if not found:
            nowhere.append((citing, title, reference.number))
            if title and reference.number:
                given.setdefault(title, set()).add(reference.number)
    for citing, title, number in nowhere:
        known = given.get(title, set())
        lost.setdefault(number or (min(known) if len(known) == 1 else title), set()).add(citing)
    return (
        Counter({one: len(by) for one, by in cited.items()}),
        Counter({one: len(by) for one, by in lost.items()}),
    )


SAYINGS = (
    "为贯彻落实{}精神，现通知如下。",
    "根据{}，现通知如下。",
    "本通知自印发之日起施行，{}同时废止。",
    "省政府决定废止{}。",
    "各地要认真学习{}。",
)


def many(seed: int) -> list[Paper]:
    """Documents that name each other and others, by number, by title or by both."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, no secrets
    subjects = ("养蚕", "种桑", "缫丝", "织造", "印染")
    names = [f"四川省人民政府关于{one}的通知" for one in subjects]
    papers = []
    for serial in range(1, 13):
        body = ["现就有关事项通知如下。"]
        for _ in range(draw.randint(1, 4)):
            title, number = draw.choice(names), f"川府发〔2018〕{draw.randint(1, 15)}号"
            form = draw.choice(("《{0}》", "《{0}》（{1}）", "{1}"))
            body.append(draw.choice(SAYINGS).format(form.format(title, number)))
        number = None if serial % 4 == 0 else f"川府发〔2018〕{serial}号"
        day = f"2018年{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
        papers.append(Paper(draw.choice(names), number, tuple(body), date=day))
    return papers


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_a_scan_of_all_texts(empty: Library, tmp_path: Path, seed: int) -> None:
    papers = many(seed)
    bring(empty, tmp_path, "one.txt", *papers[:7])
    bring(empty, tmp_path, "two.txt", *papers[7:])
    compare_with_a_scan(empty)
    empty.remove("two.txt")
    compare_with_a_scan(empty)


def compare_with_a_scan(library: Library) -> None:
    cited, lost = brute_force(library)
    rows = [row for row in library.rows() if row.enclosed_in is None]
    found = {row.id: library.cited_by(row.id).total for row in rows}
    assert Counter({one: total for one, total in found.items() if total}) == cited
    assert cited
    missing = library.missing()
    assert Counter({one.number or fold(one.title or ""): one.count for one in missing}) == lost
    assert [one.count for one in missing] == sorted(lost.values(), reverse=True)
    assert all(len(one.cited_by) == one.count for one in missing)
    states = library.states()
    for row in library.rows():
        assert states.get(row.id) == library.standing(row.id).state, row.title
    cites = {row.id: library.cites(row.id) for row in rows}
    for row in rows:
        for text in cites[row.id]:
            if text.row is not None:
                citing = {one.row.id for one in library.cited_by(text.row.id).texts}
                assert row.id in citing


def test_the_seeds_miss_what_a_scan_of_their_texts_misses(seeded: Library) -> None:
    _, lost = brute_force(seeded)
    missing = seeded.missing()
    assert Counter({one.number or fold(one.title or ""): one.count for one in missing}) == lost


def test_missing_texts_are_written_to_a_file(library: Library, tmp_path: Path) -> None:
    assert library.export_missing(tmp_path / "missing.csv") == 2
    with (tmp_path / "missing.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [
        ["引用件数", "发文字号", "标题", "引用它的公文"],
        ["1", "国发〔2015〕99号", "国务院关于振兴丝绸的意见", "川府发〔2017〕8号"],
        ["1", "", "四川省桑蚕条例", "川府发〔2017〕8号"],
    ]
    library.export_missing(tmp_path / "missing.md", limit=1)
    assert (tmp_path / "missing.md").read_text("utf-8").split("\n")[2:] == [
        "| 引用件数 | 发文字号 | 标题 | 引用它的公文 |",
        "| --- | --- | --- | --- |",
        "| 1 | 国发〔2015〕99号 | 国务院关于振兴丝绸的意见 | 川府发〔2017〕8号 |",
        "",
    ]
    with pytest.raises(UnwritableFile, match="已经存在"):
        library.export_missing(tmp_path / "missing.md")
    with pytest.raises(UnwritableFile, match=r"\.csv"):
        library.export_missing(tmp_path / "missing.xlsx")


def test_citations_of_a_former_version_are_read_when_asked(library: Library) -> None:
    plan = numbered(library, "川府发〔2016〕7号").id
    with library._database.writing() as connection:
        connection.execute("UPDATE named_text SET rules = 0")
        connection.execute("UPDATE citation SET relation = 'mentions', sentence = ''")
    assert library.standing(plan).state is None
    assert len(library.read_citations(Job()).documents) == 3
    assert library.standing(plan).state is State.REPEALED
    assert not library.read_citations(Job())
