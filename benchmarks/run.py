"""``make bench``: every figure that is promised, measured in one run on one machine, beside what it must reach.

Each part is a process of its own, so that none warms up or weighs on another.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import NamedTuple


class Promise(NamedTuple):
    """What a figure must reach: at most, or at least."""

    bound: float
    at_least: bool = False

    def kept(self, value: float) -> bool:
        """Whether it does."""
        return value >= self.bound if self.at_least else value <= self.bound


PARTS = (
    ("benchmarks.engines", "raw"),
    ("benchmarks.engines", "others"),
    ("benchmarks.replay",),
    ("benchmarks.prefect_flow",),
    ("benchmarks.watch",),
    ("benchmarks.mail",),
    ("benchmarks.answer_page",),
    ("benchmarks.log",),
    ("benchmarks.pages", "sqlite"),
    ("benchmarks.pages", "postgres"),
    ("benchmarks.whole", "help"),
    ("benchmarks.whole", "simulation"),
    ("benchmarks.whole", "up"),
)
PAGES: Mapping[str, Promise] = {
    "overview_per_empty": Promise(1.5),
    "overview_s": Promise(2.5),
    "overview_click_s": Promise(0.5),
    "results_click_s": Promise(0.5),
    "case_click_s": Promise(0.5),
    "list_filter_s": Promise(0.4),
    "list_number_s": Promise(0.4),
    "list_name_s": Promise(0.4),
    "case_s": Promise(1.0),
    "sent_most_kb": Promise(100),
    "session_mb": Promise(3),
}
"""Of the pages at 100,000 cases, on either database."""
PROMISES: Mapping[str, Promise] = {
    **{f"{which}_{name}": promise for which in ("sqlite", "postgres") for name, promise in PAGES.items()},
    "engine_per_raw": Promise(0.4, at_least=True),
    "engine_per_spiff": Promise(1.0, at_least=True),
    "engine_per_dbos": Promise(1.0, at_least=True),
    "replay_ms": Promise(10),
    "advance_per_empty": Promise(1.6),
    "watch_s": Promise(5),
    "watch_mb": Promise(200),
    "answer_page_ms": Promise(50),
    "log_per_page": Promise(1.1),
    "mail_1000_s": Promise(15),
    "render_ms": Promise(3),
    "overviews_s": Promise(5),
    "help_s": Promise(0.5),
    "simulation_s": Promise(180),
    "simulation_mb": Promise(300),
    "up_first_s": Promise(75),
    "up_again_s": Promise(45),
    "up_memory_mb": Promise(1500),
}


def main(wanted: list[str]) -> int:
    """Prints every figure; 1 when one does not reach what is promised, 2 when a part could not be measured."""
    figures: dict[str, float] = {}
    failed = [" ".join(part) for part in PARTS if _is_wanted(part, wanted) and not _measure(part, figures)]
    for other in ("spiff", "dbos"):
        if {f"{other}_cases_s", "engine_cases_s"} <= set(figures):
            _print(f"engine_per_{other}", figures["engine_cases_s"] / figures[f"{other}_cases_s"], figures)
    if failed:
        print(f"could not be measured: {', '.join(failed)}", file=sys.stderr)
        return 2
    return 1 if any(not PROMISES[name].kept(value) for name, value in figures.items() if name in PROMISES) else 0


def _is_wanted(part: tuple[str, ...], wanted: list[str]) -> bool:
    return not wanted or any(word in " ".join(part) for word in wanted)


def _measure(part: tuple[str, ...], figures: dict[str, float]) -> bool:
    found = subprocess.run([sys.executable, "-m", *part], stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own
    if found.returncode:
        return False
    for name, value in json.loads(found.stdout).items():
        _print(name, value, figures)
    return True


def _print(name: str, value: float, figures: dict[str, float]) -> None:
    figures[name] = value
    promise = PROMISES.get(name)
    beside = ""
    if promise:
        beside = (
            f"{'>=' if promise.at_least else '<='} {promise.bound:g}   {'' if promise.kept(value) else 'NOT REACHED'}"
        )
    print(f"{name:<28} {value:>10.3f}   {beside}".rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
