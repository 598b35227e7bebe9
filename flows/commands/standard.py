"""Asking more of a step down in one case than the default. Never less, and never a step itself.

Source: process.md, stage 5 step 2, "a case may ask more than the default".
"""

from datetime import datetime
from typing import Any

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from models.access import Viewer
from models.code import Stage
from models.deed import Deed
from models.forms import line_from
from models.forms.tapering import MoreThanUsual
from models.store import Store
from models.tables import CoachingStandard


def ask_more(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """From now on a step down takes this much in this case; the newest word counts.

    Raises:
        Refused: less than the default, or the viewer neither guides nor coaches this case.
    """
    asks = line_from(MoreThanUsual, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.RECORD_FOR_OTHERS, Stage.TAPERING)
        tx.session.add(
            CoachingStandard(
                case_id=matter.case.id,
                good_mark=asks.good_mark,
                marks=asks.marks,
                network=asks.network,
                why=asks.why,
                set_by=viewer.professional_id,
                set_on=matter.today,
            )
        )
