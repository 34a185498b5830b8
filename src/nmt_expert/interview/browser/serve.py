"""The socket: 127.0.0.1 on a free port, silent, until the therapist leaves in the browser or ends it in the terminal."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from nmt_expert.errors import NmtError
from nmt_expert.interview.answering import background
from nmt_expert.interview.browser.app import App
from nmt_expert.interview.browser.door import ADDRESS, Door
from nmt_expert.interview.browser.sitting import Sitting

_LAST_PAGE = 0.3  # seconds until the page that says goodbye has gone out
_LISTENING = 0.5  # seconds; on Windows a Ctrl-C is not heard while one waits without an end
_SECONDS = 30  # that a browser may keep a connection without saying what it wants


class _Quiet(WSGIRequestHandler):
    """Keeps no log: an address may hold what a client said."""

    timeout = _SECONDS
    server_version = "nmt"
    sys_version = ""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def get_stderr(self) -> Any:
        return io.StringIO()  # wsgiref writes a trace there when a browser goes away


class _Server(ThreadingMixIn, WSGIServer):
    """Answers each connection in a thread, since browsers open some that they do not use."""

    daemon_threads = True
    allow_reuse_address = False

    def server_bind(self) -> None:
        """As it is, without asking the system for a name of this machine."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle is nothing to tell."""


class Served:
    """A sitting that can be opened in the browser. Raises NmtError when no port can be had."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        try:
            self._server = _Server((ADDRESS, 0), _Quiet)
        except OSError as error:
            raise NmtError(f"no port of {ADDRESS} can be opened: {error.strerror}.") from None
        self.door = Door(self._server.server_port)
        self._server.set_app(App(sitting, self.door))
        background.start(sitting.session.kb)
        threading.Thread(target=self._server.serve_forever, name="nmt-browser", daemon=True).start()

    def wait(self) -> None:
        """Until the therapist leaves, in the browser or here with Ctrl-C (KeyboardInterrupt)."""
        while not self._sitting.left.wait(_LISTENING):
            pass
        time.sleep(_LAST_PAGE)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def open_browser(address: str, opens: Callable[[str], bool]) -> bool:
    """Opens an address where there is a screen to show it; False where there is none."""
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(screen) and opens(address)
