"""Handing an address to the window that has the library open, through a local socket.

The socket is one of the desktop's own (a file of the user's on Unix, a named pipe on Windows),
never one of the internet. The caller writes one line of JSON, the window answers with one line.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zhupi.annotations import addresses
from zhupi.errors import LibraryError
from zhupi.locations import Places

if TYPE_CHECKING:
    # Imported late: it costs start-up time, and only `zhupi open` waits for it.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 10_000
"""Milliseconds that a window may take to answer: it may be busy, or asking the user something."""
_LONGEST = 8192
"""Bytes of a line; an address is far shorter."""
_TURN = "XDG_ACTIVATION_TOKEN"
"""With it a desktop lets one program give its turn to another; see the protocol xdg-activation."""
_DONE = b"done\n"
_REFUSED = b"refused\n"


def hand_over(places: Places, address: str) -> bool:
    """Let the window of this library come to the front at an address; whether there is one.

    Raise `LibraryError` if it does not answer. An application must have been made.
    """
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(server_name(places))
    if not socket.waitForConnected(_PATIENCE):
        return False
    line = json.dumps({"address": address, "token": os.environ.pop(_TURN, "")})
    socket.write(line.encode() + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_PATIENCE):
            if socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
                raise LibraryError("朱批的窗口没有回应，请稍后再试。")
            return False  # it closed just now
    return bytes(socket.readLine().data()) == _DONE


def server_name(places: Places) -> str:
    """The name of a library's socket: another for another user, or another library."""
    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    library = os.fsencode(places.library.resolve())
    return "zhupi-" + hashlib.sha256(user.encode() + b"\n" + library).hexdigest()[:20]


class Listener(QObject):
    """Hears what `hand_over` says, in the window that may write: of these there is only one."""

    asked = Signal(str)
    """A ``zhupi:`` address is to be shown."""
    failed = Signal(str)
    """The sentence why nothing will be heard."""

    def __init__(self, places: Places, parent: QObject) -> None:
        super().__init__(parent)
        self._name = server_name(places)
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        """Begin to listen, unless that was done."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        # What a killed window left: this one holds the library's lock, so nobody listens there.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            self.failed.emit(f"zhupi open 不能在这个窗口中打开地址：{self._server.errorString()}。")

    def stop(self) -> None:
        """Hear nothing more."""
        if self._server is not None:
            self._server.close()

    def _welcome(self) -> None:
        if self._server is None:
            return
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > _LONGEST:
                caller.abort()
            return
        said = _understood(bytes(caller.readLine(_LONGEST).data()))
        caller.write(_REFUSED if said is None else _DONE)
        caller.flush()
        caller.disconnectFromServer()
        if said is not None:
            address, token = said
            if token:
                os.environ[_TURN] = token  # Qt takes it when the window is activated
            self.asked.emit(address)


def _understood(line: bytes) -> tuple[str, str] | None:
    """The address and the token of a line; ``None`` for any other."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    match said:
        case {"address": str(address), "token": str(token)} if addresses.read(address):
            return address, token
    return None
