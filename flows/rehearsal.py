"""Whether one run could be carried on by this version: tells its story over its journal, read-only, and prints JSON.

A process of its own (``python -m flows.rehearsal 12``): it imports every story and so Prefect, which no page does.
"""

import json
import sys

import flows.stages  # noqa: F401 - every story
from flows.engine.rehearse import check
from flows.office import open_office


def main(run: int) -> int:
    """Prints ``{"runs": 1, "diagnosis": null}``, or what differs; 1 where something does."""
    office = open_office()
    found = list(check(office.store, office.now(), run=run))
    differs = next((each.diagnosis for each in found if each is not None), None)
    sys.stdout.write(json.dumps({"runs": len(found), "diagnosis": differs}))
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
