"""Folders that are no place for a library: synchronised with a cloud, or on another machine.

A cloud client copies the file while it is written and brings back older states; SQLite's locks and
its log do not hold across a network share. Both damage a library sooner or later.
"""

from __future__ import annotations

import re
from pathlib import PurePath, PurePosixPath, PureWindowsPath

_CLOUDS = (
    (r"onedrive(\b.*)?", "OneDrive"),
    (r"(我的)?坚果云.*|nutstore.*", "坚果云"),
    (r"百度网盘.*|百度云.*|baidu(netdisk|syncdisk|yun).*", "百度网盘"),
    (r"wps ?云盘.*|wps ?(drive|cloud ?files).*|金山文档.*|kingsoft ?cloud.*", "WPS 云盘"),
    (r"dropbox(\b.*)?", "Dropbox"),
    (r"icloud ?drive|com~apple~clouddocs|icloud~.*", "iCloud"),
    (r"google ?drive.*|我的云端硬盘", "Google Drive"),
    (r"(腾讯)?微云.*|weiyun.*", "腾讯微云"),
    (r"阿里云盘.*|aliyundrive.*|adrive", "阿里云盘"),
)
_SHARES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "afs"})


def warning(folder: PurePath, mounts: str = "") -> str | None:
    """A sentence if the library's folder is such a place, else ``None``.

    ``mounts`` is the text of ``/proc/mounts``, where there is one.
    """
    cloud = _cloud(folder)
    if cloud is not None:
        return (
            f"文库在{cloud}的同步文件夹里，同步程序可能损坏文库或带回旧内容；"
            f"请把文库移到本机的普通文件夹：{folder}"
        )
    if _is_shared(folder, mounts):
        return (
            "文库在网络共享上，断线或多人同时使用可能损坏文库；"
            f"请把文库移到本机的普通文件夹：{folder}"
        )
    return None


def _cloud(folder: PurePath) -> str | None:
    for part in folder.parts:
        for pattern, name in _CLOUDS:
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return name
    return None


def _is_shared(folder: PurePath, mounts: str) -> bool:
    if isinstance(folder, PureWindowsPath):
        return folder.drive.startswith("\\\\") and not folder.drive.startswith(
            ("\\\\?\\", "\\\\.\\")
        )
    parts = folder.parts
    if "gvfs" in parts and ("run" in parts or ".gvfs" in parts):
        return True
    return _file_system(folder, mounts) in _SHARES


def _file_system(folder: PurePath, mounts: str) -> str:
    """The kind of the file system that is mounted nearest above the folder."""
    best, kind = PurePosixPath("."), ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # Blanks and the like are written as octal numbers there.
        point = PurePosixPath(re.sub(r"\\(\d{3})", lambda it: chr(int(it[1], 8)), fields[1]))
        if folder.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, fields[2]
    return kind
