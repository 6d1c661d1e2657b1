"""Word files against the structure that ECMA-376 gives them.

Word repairs, or refuses, a file whose elements stand in another order than the schema's.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from docx.oxml.ns import qn
from lxml import etree

from zhupi.export import (
    Excerpted,
    Grouping,
    Layout,
    Look,
    Notebook,
    NotePlace,
    Options,
    Variant,
    render,
)
from zhupi.jobs import Job

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "pBdr": "top left bottom right between bar",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "compat": "doNotExpandShiftReturn useFELayout compatSetting",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
"""Of each kind of element, its children in the order of the schema; most may be missing."""
REPEATED = {
    "style",
    "compatSetting",
    "tr",
    "tc",
    "p",
    "headerReference",
    "footerReference",
    "tblStylePr",
}
ANY_ORDER = {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"}

CASES = [
    *(
        Options(layout=layout, look=look, notes=notes, author="张三")
        for layout, look, notes in product(Layout, Look, (NotePlace.COMMENTS, NotePlace.TABLE))
    ),
    *(
        Options(grouping=grouping, variant=variant, question_tag="思考题")
        for grouping, variant in product(Grouping, Variant)
    ),
]


@pytest.fixture(params=[*range(len(CASES)), "notebook"])
def package(
    request: pytest.FixtureRequest, items: list[Excerpted], notebook: Notebook
) -> zipfile.ZipFile:
    if request.param == "notebook":
        data = render(".docx", notebook, Options(question_tag="思考题"), Job())
    else:
        data = render(".docx", items, CASES[request.param], Job())
    return zipfile.ZipFile(io.BytesIO(data))


def parts(package: zipfile.ZipFile) -> Iterator[tuple[str, etree._Element]]:
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            yield name, etree.fromstring(package.read(name))


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def test_elements_stand_in_the_order_of_the_schema(package: zipfile.ZipFile) -> None:
    for name, root in parts(package):
        for element in root.iter():
            order = ORDER.get(local(element)) if isinstance(element.tag, str) else None
            if order is None or etree.QName(element).namespace != qn("w:p")[1:].split("}")[0]:
                continue
            known = order.split()
            children = [local(child) for child in element if local(child) not in ANY_ORDER]
            assert set(children) <= set(known), (name, local(element), children)
            places = [known.index(child) for child in children]
            assert places == sorted(places), (name, local(element), children)
            twice = {child for child, count in Counter(children).items() if count > 1}
            assert twice <= REPEATED, (name, local(element), twice)


def test_properties_stand_first(package: zipfile.ZipFile) -> None:
    for name, root in parts(package):
        for tag in ("p", "r", "tbl", "tr", "tc", "sdt"):
            for element in root.iter(qn(f"w:{tag}")):
                kinds = [local(child) for child in element]
                own = [at for at, kind in enumerate(kinds) if kind == f"{tag}Pr"]
                assert own in ([], [0]), (name, tag, kinds)


def test_measures_are_whole_numbers(package: zipfile.ZipFile) -> None:
    for name, root in parts(package):
        for element in root.iter(qn("w:ind"), qn("w:spacing"), qn("w:tab"), qn("w:gridCol")):
            for key, value in element.attrib.items():
                if etree.QName(key).localname not in ("val", "leader", "lineRule"):
                    assert value.lstrip("-").isdecimal(), (name, key, value)


def test_what_is_named_is_there(package: zipfile.ZipFile) -> None:
    roots = dict(parts(package))
    document, styles = roots["word/document.xml"], roots["word/styles.xml"]
    defined = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    for root in roots.values():
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"):
            assert {use.get(qn("w:val")) for use in root.iter(qn(tag))} <= defined
    names = [mark.get(qn("w:name")) for mark in document.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    anchors = {link.get(qn("w:anchor")) for link in document.iter(qn("w:hyperlink"))} - {None}
    assert anchors <= set(names)
    for kind in ("bookmark", "commentRange"):
        starts = [mark.get(qn("w:id")) for mark in document.iter(qn(f"w:{kind}Start"))]
        ends = [mark.get(qn("w:id")) for mark in document.iter(qn(f"w:{kind}End"))]
        assert sorted(starts) == sorted(ends)
        assert len(starts) == len(set(starts))
    written = roots.get("word/comments.xml")
    ids = [] if written is None else [c.get(qn("w:id")) for c in written]
    referred = [mark.get(qn("w:id")) for mark in document.iter(qn("w:commentReference"))]
    assert sorted(ids) == sorted(referred)
    fields = [mark.get(qn("w:fldCharType")) for mark in document.iter(qn("w:fldChar"))]
    assert fields.count("begin") == fields.count("separate") == fields.count("end")


def test_relations_lead_somewhere(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    types = etree.fromstring(package.read("[Content_Types].xml"))
    defaults = {entry.get("Extension") for entry in types if local(entry) == "Default"}
    overrides = {entry.get("PartName") for entry in types if local(entry) == "Override"}
    assert {name.lstrip("/") for name in overrides} <= names
    for name in names - {"[Content_Types].xml"}:
        assert f"/{name}" in overrides or name.rsplit(".", 1)[-1] in defaults
    for name in names:
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        keys = set()
        for relation in etree.fromstring(package.read(name)):
            keys.add(relation.get("Id"))
            if relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                assert posixpath.normpath(posixpath.join(folder, target)).lstrip("/") in names
        owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        if owner in names:
            root = etree.fromstring(package.read(owner))
            used = {use.get(qn("r:id")) for use in root.iter() if use.get(qn("r:id"))}
            assert used <= keys


def test_never_a_red_head_nor_a_seal(items: list[Excerpted]) -> None:
    plain = [replace(item, annotations=()) for item in items]
    options = Options(layout=Layout.FULL, look=Look.GONGWEN)
    package = zipfile.ZipFile(io.BytesIO(render(".docx", plain, options, Job())))
    document = etree.fromstring(package.read("word/document.xml"))
    assert not list(document.iter(qn("w:color"), qn("w:drawing"), qn("w:pict"), qn("w:pBdr")))
    styles = etree.fromstring(package.read("word/styles.xml"))
    used = {style.get(qn("w:val")) for style in document.iter(qn("w:pStyle"))}
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in used:
            assert not list(style.iter(qn("w:color")))
