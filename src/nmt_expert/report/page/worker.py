"""Renders PDFs in a process of its own.

Importing the renderer takes longer than assessing a case, so it happens beside the assessment, and beside an interview
it takes nothing from the terminal. A document that asks for too much time or memory ends that process, not the program.
Messages are length-prefixed MessagePack over the process's pipes: client data never touches a disk or a command line.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO

import msgspec
from msgspec import Struct

from nmt_expert.errors import NmtError
from nmt_expert.report.page.pdf import File, Layout, warm_up

MEMORY = 1 << 30  # bytes that the renderer may map
SECONDS = 20  # of processor time for one message
REPORTS_A_COLLECTION = 8  # of 7 MB of garbage each
SIZE = 8  # bytes of a message's length


class SetPages(Struct, tag=True):
    """Lay a document out; the reply says on which page the element `anchor` begins."""

    html: str
    css: str
    assets: dict[str, bytes]
    anchor: str


class Draw(Struct, tag=True):
    """Draw what was laid out last; the reply holds the PDF."""

    identifier: str
    day: datetime
    files: list[File]


class Reply(Struct):
    page: int = 0
    content: bytes = b""
    error: str = ""


class Worker:
    """The rendering process, started when first needed and again after it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.RLock()

    def start(self) -> None:
        """Starts the process, which imports the renderer at once; does nothing when it runs."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.stop()
                command = [sys.executable, "-P", "-m", "nmt_expert.report.page.worker"]
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603

    def set_pages(self, html: str, css: str, assets: Mapping[str, bytes], anchor: str) -> int:
        """Lays a document out and says on which page the element `anchor` begins, 0 when there is none."""
        return self._ask(SetPages(html, css, dict(assets), anchor)).page

    def draw(self, identifier: str, day: datetime, files: Sequence[File]) -> bytes:
        """The PDF of the document laid out last."""
        return self._ask(Draw(identifier, day, list(files))).content

    def stop(self) -> None:
        """Ends the process. It holds nothing worth a goodbye, and its own way out takes a tenth of a second."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.communicate()
                self._process = None

    def _ask(self, message: SetPages | Draw) -> Reply:
        with self._lock:
            self.start()
            assert self._process is not None
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            try:
                _send(self._process.stdin, message)
                data = _receive(self._process.stdout)
            except BrokenPipeError:
                data = b""
            if not data:
                self.stop()
                raise NmtError("The PDF took too much time or memory to set; shorten the notes, or use --format html.")
        reply = msgspec.msgpack.decode(data, type=Reply)
        if reply.error:
            raise NmtError(reply.error)
        return reply


WORKER = Worker()
atexit.register(WORKER.stop)


def _send(stream: IO[bytes], message: Struct) -> None:
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(SIZE, "big") + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """One message, or b'' when the other side is gone."""
    size = int.from_bytes(stream.read(SIZE), "big")
    return stream.read(size) if size else b""


def _allow(seconds: int) -> None:
    """Limits on memory and on processor time from now, where the system has them."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(spent.ru_utime + spent.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def serve(source: IO[bytes], answers: IO[bytes]) -> None:
    """Answers messages until the other side closes."""
    with contextlib.suppress(NmtError):
        warm_up()  # what is missing is said when a PDF is asked for
    # the objects of a layout live until it is drawn: looking for garbage among them all the time costs a tenth
    gc.freeze()
    gc.disable()
    drawn = 0
    laid_out: Layout | None = None
    while data := _receive(source):
        _allow(SECONDS)
        message = msgspec.msgpack.decode(data, type=SetPages | Draw)
        try:
            if isinstance(message, SetPages):
                laid_out = Layout(message.html, message.css, message.assets)
                reply = Reply(page=laid_out.page_of(message.anchor))
            else:
                assert laid_out is not None
                reply = Reply(content=laid_out.pdf(message.identifier, message.day, message.files))
        except NmtError as error:
            reply = Reply(error=str(error))
        except MemoryError:
            reply = Reply(error="The PDF took too much memory to set; shorten the notes, or use --format html.")
        _send(answers, reply)
        if isinstance(message, Draw):
            laid_out = None
            drawn += 1
            if drawn % REPORTS_A_COLLECTION == 0:
                gc.collect()


if __name__ == "__main__":
    # interrupting the program must not print a second traceback from here
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        answers = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # whatever a library prints must not land between the messages
        serve(sys.stdin.buffer, answers)
