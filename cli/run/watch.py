"""Watches what runs: starts again what stopped by itself, and passes on how far the demo region is. Ends nothing."""

import sys
import time
from collections import deque
from collections.abc import Callable

from cli.run.child import Child
from cli.run.system import System
from models.refusal import Refused
from models.speech import mark, say

RESTARTS, WITHIN = 3, 600.0
"""How often a process that ends by itself is started again within so many seconds, before everything stops."""
LOOK_EVERY = 0.3
WORD = "·"
"""What a line begins with that is meant for whoever watches; the rest is for the log."""


class Watch:
    """Looks at the processes of one system, time and again."""

    def __init__(self, system: System, clock: Callable[[], float] = time.monotonic) -> None:
        self._system = system
        self._clock = clock
        self._restarts: dict[str, deque[float]] = {}

    def go_on(self) -> None:
        """Watches until it is interrupted.

        Raises:
            Refused: a process keeps stopping; with its last words.
            KeyboardInterrupt: whoever started it wants it to stop.
        """
        while True:
            self.look()
            time.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Looks once."""
        self._pass_on()
        ended = self._system.first_ended()
        if ended is None:
            return
        if ended.name == "demo" and ended.ended() == 0:
            self._pass_on()
            del self._system.children["demo"]
        else:
            self._again(ended)

    def _again(self, ended: Child) -> None:
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
        print(f"  {say(words, self._system.language, name=ended.name)}", flush=True)
        self._system.start(ended.name)

    def _pass_on(self) -> None:
        """What the filling of the demo region says: on a terminal in one line, elsewhere line by line."""
        demo = self._system.children.get("demo")
        for line in demo.new_lines() if demo else ():
            if not line.startswith(WORD):
                continue
            start, end = ("\r\033[K", "") if sys.stdout.isatty() else ("", "\n")
            print(f"{start}  {line}", end=end, flush=True)
