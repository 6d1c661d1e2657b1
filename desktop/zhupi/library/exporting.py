"""Documents and annotations out of the library into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhupi import export
from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour
from zhupi.errors import NotFound
from zhupi.gazette.folding import fold
from zhupi.jobs import Job
from zhupi.storage import Annotations, Documents, Orphans
from zhupi.storage.orphans import file_hash


def export_file(
    stored: Documents,
    annotations: Annotations,
    orphans: Orphans,
    path: Path,
    *,
    documents: Sequence[str] | None,
    tags: Sequence[str],
    colours: Sequence[Colour],
    layout: str,
    overwrite: bool,
    meanings: Mapping[Colour, str],
    job: Job,
) -> export.Written:
    """Write the annotations chosen, or whole documents with them.

    Without ``documents``: every document that carries an annotation chosen, also one that is kept
    for its orphans only; for whole texts every document, if nothing is chosen by tag or colour.
    Raise `NotFound` where nothing is left to
    write, and what `zhupi.export.write` raises.
    """
    whole = layout == export.Layout.FULL
    if documents is None:
        rows = stored.rows()
        ids = [row.id for row in rows if row.enclosed_in is None]
        ids += [] if whole else [row.id for row in stored.gone()]
    else:
        ids = list(dict.fromkeys(documents))
    wanted = {fold(tag.lstrip("#＃")) for tag in tags}
    chosen = [
        (document_id, _chosen(annotations.of_document(document_id), wanted, colours))
        for document_id in ids
    ]
    if documents is None and (not whole or wanted or colours):
        chosen = [(document_id, found) for document_id, found in chosen if found]
    if not whole and not any(found for _, found in chosen):
        raise NotFound("没有符合条件的批注，没有写出文件。")
    if not chosen:
        raise NotFound("没有符合条件的公文，没有写出文件。")
    former = orphans.former_states([one.id for _, found in chosen for one in found])
    items = []
    for document_id, found in chosen:
        document = stored.document(document_id)
        if document is None:
            raise NotFound(f"库中没有编号为“{document_id}”的公文。")
        items.append(
            export.Excerpted(
                id=document_id,
                document=document.document,
                gazette=document.source.gazette,
                source=document.source.name,
                annotations=found,
                sha256=file_hash(document.source.sha256),
                work=document.work,
                former=former,
            )
        )
    options = export.Options(
        layout=export.Layout(layout), meanings={**DEFAULT_MEANINGS, **meanings}
    )
    return export.write(path, items, options, overwrite=overwrite, job=job)


def _chosen(
    found: Sequence[Annotation], tags: set[str], colours: Sequence[Colour]
) -> list[Annotation]:
    return [
        annotation
        for annotation in found
        if (not tags or tags & set(map(fold, annotation.tags)))
        and (not colours or annotation.colour in colours)
    ]
