"""Serialising: nothing is lost on the way to JSON and back, and the contract's keys are there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.model import Document, Furniture, Gazette, Issue, PageStart, Repair
from zhupi.gazette.serial import document_from_json, document_to_json, issue_to_json

# The properties are not fields: st.builds fills in what __init__ takes, from its annotations.
documents = st.builds(Document)


@given(documents)
def test_document_round_trip(document: Document) -> None:
    through_text = json.loads(json.dumps(document_to_json(document)))
    assert document_from_json(through_text) == document


def test_issue_keys() -> None:
    issue = Issue(
        gazette=Gazette("四川省人民政府公报", 2018, 4),
        pages=(PageStart(2, 1),),
        furniture=(Furniture(110, "２", "页码"),),
        repairs=(Repair(14, "１８１ ８９", "181.89", "小数点"),),
    )
    assert issue_to_json(issue) == {
        "gazette": {"name": "四川省人民政府公报", "year": 2018, "issue": 4},
        "pages": [{"page": 2, "line": 1}],
        "documents": [],
        "furniture": [{"line": 110, "text": "２", "reason": "页码"}],
        "repairs": [{"line": 14, "before": "１８１ ８９", "after": "181.89", "rule": "小数点"}],
    }


def test_document_keys_are_those_of_the_contract() -> None:
    empty = Document("", None, (), None, None, None, None, False, (1, 1), ())
    assert set(document_to_json(empty)) == {
        "title", "number", "issuers", "kind", "date", "addressees", "signoff", "complete",
        "lines", "blocks", "headings", "citations", "enclosures", "attachments", "doubts",
    }  # fmt: skip
