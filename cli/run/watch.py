"""Watches what runs: goes on when something is ready, starts again what stopped, says how far it is. Ends nothing."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cli.run.child import Child
from cli.run.system import LONGEST_START, System
from models.refusal import Refused
from models.settings import insist_on_room
from models.speech import mark, say

RESTARTS, WITHIN = 3, 600.0
"""How often a process that ends by itself is started again within so many seconds, before everything stops."""
LOOK_EVERY = 0.3
ENDS_BY_ITSELF = frozenset({"demo", "deploy"})
WORD = "·"
"""What a line begins with that is meant for whoever watches; the rest is for the log."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that takes a while.

    Attributes:
        name: what people call it.
        is_there: whether it is ready; asked time and again.
        then: what can be done once it is.
    """

    name: str
    is_there: Callable[[], bool]
    then: Callable[[], object]


class Watch:
    """Looks at the processes of one system, time and again.

    Args:
        system: the processes.
        coming: what takes a while, one after another.
        clock: seconds that only go up.
        insist_on_room: refuses where the disk of a folder is full; asked before a process is started again.
    """

    def __init__(
        self,
        system: System,
        coming: Iterable[Coming] = (),
        clock: Callable[[], float] = time.monotonic,
        insist_on_room: Callable[[Path], object] = insist_on_room,
    ) -> None:
        self._system = system
        self._coming = deque(coming)
        self._clock = clock
        self._insist_on_room = insist_on_room
        self._since = clock()
        self._line_is_open = False
        self._restarts: dict[str, deque[float]] = {}

    def go_on(self) -> None:
        """Watches until it is interrupted.

        Raises:
            Refused: the disk is full, or a process keeps stopping; then with its last words.
            KeyboardInterrupt: whoever started it wants it to stop.
        """
        while True:
            self.look()
            time.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Looks once."""
        self._pass_on()
        ended = self._system.first_ended()
        if ended is not None and ended.name in ENDS_BY_ITSELF and ended.ended() == 0:
            self._pass_on()
            del self._system.children[ended.name]
        elif ended is not None:
            self._again(ended)
        self._go_on()

    def _go_on(self) -> None:
        while self._coming and self._coming[0].is_there():
            coming = self._coming.popleft()
            self._say(f"{say(coming.name, self._system.language)} … {self._clock() - self._since:.1f} s")
            self._since = self._clock()
            coming.then()
        if self._coming and self._clock() - self._since > LONGEST_START:
            sentence = mark("{name} is not ready after {seconds} seconds; see the folder {logs}.")
            logs = str(self._system.settings.home / "logs")
            raise Refused(sentence, name=self._coming[0].name, seconds=int(LONGEST_START), logs=logs)

    def _again(self, ended: Child) -> None:
        # A full disk stops one process after another, and their last words find no room either.
        self._insist_on_room(self._system.settings.home)
        times = self._restarts.setdefault(ended.name, deque())
        while times and self._clock() - times[0] > WITHIN:
            times.popleft()
        if len(times) >= RESTARTS:
            raise Refused(
                mark("{name} keeps stopping; the end of {log} says:\n{words}"),
                name=ended.name,
                log=str(ended.log),
                words=ended.last_words(),
            )
        times.append(self._clock())
        words = mark("{name} stopped and is started again.")
        self._say(say(words, self._system.language, name=ended.name))
        self._system.start(ended.name)

    def _pass_on(self) -> None:
        """What the filling of the demo region says: on a terminal in one line, elsewhere line by line."""
        demo = self._system.children.get("demo")
        for line in demo.new_lines() if demo else ():
            if line.startswith(WORD):
                self._say(line, stays=not sys.stdout.isatty())

    def _say(self, words: str, *, stays: bool = True) -> None:
        """Says something; what does not stay is written over by what comes next."""
        start = "\r\033[K" if self._line_is_open else ""
        print(f"{start}  {words}", end="\n" if stays else "", flush=True)
        self._line_is_open = not stays
