from pathlib import PurePosixPath, PureWindowsPath

import pytest

from zhupi.library.synced import warning

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
nas:/home /mnt/nas nfs4 rw 0 0
//server/share /mnt/公司\\040盘 cifs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        (PureWindowsPath(r"C:\Users\李\OneDrive\朱批"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\li\OneDrive - 某某公司\zhupi"), "OneDrive"),
        (PureWindowsPath(r"D:\我的坚果云\zhupi"), "坚果云"),
        (PureWindowsPath(r"D:\Nutstore Files\zhupi"), "坚果云"),
        (PureWindowsPath(r"D:\BaiduSyncdisk\zhupi"), "百度网盘"),
        (PureWindowsPath(r"D:\百度网盘同步空间\zhupi"), "百度网盘"),
        (PureWindowsPath(r"D:\WPS云盘\zhupi"), "WPS 云盘"),
        (PureWindowsPath(r"C:\Users\li\WPSDrive\123\zhupi"), "WPS 云盘"),
        (PurePosixPath("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/zhupi"), "iCloud"),
        (PurePosixPath("/home/li/Nutstore Files/zhupi"), "坚果云"),
        (PureWindowsPath(r"\\server\share\zhupi"), "网络共享"),
        (PurePosixPath("/run/user/1000/gvfs/smb-share:server=nas,share=x/zhupi"), "网络共享"),
        (PurePosixPath("/mnt/nas/zhupi"), "网络共享"),
        (PurePosixPath("/mnt/公司 盘/zhupi"), "网络共享"),
    ],
)
def test_no_place_for_a_library(folder: PureWindowsPath | PurePosixPath, said: str) -> None:
    sentence = warning(folder, MOUNTS)
    assert sentence is not None
    assert said in sentence
    assert str(folder) in sentence


@pytest.mark.parametrize(
    "folder",
    [
        PureWindowsPath(r"C:\Users\li\AppData\Local\zhupi"),
        PureWindowsPath(r"\\?\C:\Users\li\zhupi"),
        PureWindowsPath(r"D:\云南省\zhupi"),
        PurePosixPath("/home/li/.local/share/zhupi"),
        PurePosixPath("/home/li/notonedrive/zhupi"),
        PurePosixPath("/mnt/nas/local/zhupi"),
        PurePosixPath("/mnt/nasty/zhupi"),
    ],
)
def test_an_ordinary_place(folder: PureWindowsPath | PurePosixPath) -> None:
    assert warning(folder, MOUNTS) is None
    assert warning(folder) is None
