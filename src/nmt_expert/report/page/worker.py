"""The program's side of the process that renders PDFs (renderer.py).

Importing the renderer takes longer than assessing a case, so it happens beside the assessment, and beside an interview
it takes nothing from the terminal. A document or template that asks for too much time or memory ends that process, not
the program. Client data goes over the process's pipes: it never touches a disk or a command line.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from nmt_expert.errors import NmtError
from nmt_expert.report.page.messages import Draw, File, Fill, Message, Reply, SetPages, receive, send
from nmt_expert.report.view import ClientView, View


class Worker:
    """The rendering process, started when first needed and again after it died. Each call may raise NmtError."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.RLock()
        self.without_font: set[str] = set()  # letters of the documents so far that no font has
        self.slow_because = ""  # what the machine lacks to set PDFs faster; known after the first

    def start(self, *, warm: bool = True) -> None:
        """Starts the process, which when `warm` imports the renderer at once; does nothing when it runs."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.stop()
                command = [sys.executable, "-P", "-m", "nmt_expert.report.page.renderer", *(["warm"] if warm else [])]
                # what the libraries of the system print there tells a user nothing that can be mended
                noise = None if os.environ.get("NMT_TRACEBACK") else subprocess.DEVNULL
                self._process = subprocess.Popen(  # noqa: S603
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=noise
                )

    def fill(self, view: View, css: str | None, own: Path) -> str:
        """html.page, within limits: the templates in `own` are not ours."""
        self.start(warm=False)
        data = msgspec.msgpack.encode(view, enc_hook=str)
        reply = self._ask(Fill(data, isinstance(view, ClientView), css, str(own)))
        return reply.content.decode("utf-8", "surrogatepass")

    def set_pages(self, html: str, css: str, assets: Mapping[str, bytes], anchor: str) -> int:
        """Lays a document out and says on which page the element `anchor` begins, 0 when there is none."""
        return self._ask(SetPages(html, css, dict(assets), anchor)).page

    def draw(self, day: datetime, files: Sequence[File]) -> bytes:
        """The PDF of the document laid out last, with files inside that bear the date `day`."""
        reply = self._ask(Draw(day, list(files)))
        self.slow_because = reply.slow_because
        self.without_font |= {*reply.without_font}
        return reply.content

    def stop(self) -> None:
        """Ends the process. It holds nothing worth a goodbye, and its own way out takes a tenth of a second."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.communicate()
                self._process = None

    def _ask(self, message: Message) -> Reply:
        with self._lock:
            self.start()
            assert self._process is not None
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            try:
                send(self._process.stdin, message)
                data = receive(self._process.stdout)
            except BrokenPipeError:
                data = b""
            if not data:
                self.stop()
                raise NmtError(
                    "The template takes too much time or memory to fill; does it repeat or include itself?"
                    if isinstance(message, Fill)
                    else "The PDF took too much time or memory to set; shorten the notes, or use --format html."
                )
        reply = msgspec.msgpack.decode(data, type=Reply)
        if reply.error:
            raise NmtError(reply.error)
        return reply


WORKER = Worker()
atexit.register(WORKER.stop)
