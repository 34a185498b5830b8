"""The process that fills a clinic's templates and renders PDFs, each within limits of time and memory."""

from __future__ import annotations

import contextlib
import math
import os
import sys
from pathlib import Path
from typing import IO

import msgspec

from nmt_expert.errors import NmtError
from nmt_expert.report.page.messages import Fill, Message, Reply, SetPages, receive, send
from nmt_expert.report.page.pdf import Layout, slow_because, warm_up
from nmt_expert.report.view import ClientView, PhysicianView, View

MEMORY = 640 << 20  # bytes that the process may map; an ordinary report takes half of them, mostly libraries
SECONDS = 20  # of processor time to lay out or draw
SECONDS_TO_FILL = 3  # a template; ours takes a hundredth of a second


class _Renderer:
    """Answers messages; keeps what was laid out until it is drawn."""

    def __init__(self) -> None:
        self._laid_out: Layout | None = None

    def answer(self, message: Message) -> Reply:
        """The reply, with one sentence instead when the document cannot be set."""
        _allow(SECONDS_TO_FILL if isinstance(message, Fill) else SECONDS)
        try:
            return self._answer(message)
        except NmtError as error:
            return Reply(error=str(error))
        except MemoryError:
            return Reply(error="The PDF took too much memory to set; shorten the notes, or use --format html.")
        except Exception as error:
            if os.environ.get("NMT_TRACEBACK"):
                raise
            return Reply(
                error=f"The page cannot be set as PDF ({type(error).__name__} in the renderer); use --format html. "
                "Run again with NMT_TRACEBACK=1 to see where; the trace may contain client data."
            )

    def _answer(self, message: Message) -> Reply:
        if isinstance(message, Fill):
            from nmt_expert.report.page.html import page  # not needed by who draws our own pages

            kind: type[View] = ClientView if message.for_client else PhysicianView
            view = msgspec.msgpack.decode(message.view, type=kind, dec_hook=lambda markup, text: markup(text))
            return Reply(content=page(view, message.css, Path(message.own)).encode("utf-8", "surrogatepass"))
        if isinstance(message, SetPages):
            self._laid_out = Layout(message.html, message.css, message.assets)
            return Reply(page=self._laid_out.page_of(message.anchor))
        assert self._laid_out is not None
        without = self._laid_out.without_font
        content, self._laid_out = self._laid_out.pdf(message.day, message.files), None
        return Reply(content=content, slow_because=slow_because(), without_font=without)


def _allow(seconds: int) -> None:
    """Limits on memory and on processor time from now, where the system has them."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(spent.ru_utime + spent.ru_stime) + seconds  # the limit knows whole seconds only
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def serve(source: IO[bytes], answers: IO[bytes], *, warm: bool) -> None:
    """Answers messages until the other side closes."""
    if warm:
        with contextlib.suppress(NmtError):
            warm_up()  # what is missing is said when a PDF is asked for
    renderer = _Renderer()
    while data := receive(source):
        send(answers, renderer.answer(msgspec.msgpack.decode(data, type=Message)))


if __name__ == "__main__":
    # interrupting the program must not print a second traceback from here
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        answers = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # whatever a library prints must not land between the messages
        serve(sys.stdin.buffer, answers, warm="warm" in sys.argv)
