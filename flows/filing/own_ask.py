"""What the answer to a youth's own question means: it is kept as the youth reads it. Changes nothing else."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from models.forms.own_ask import OwnAskReply
from models.tables import OwnAsk


@files(OwnAskReply)
def own_ask_reply(matter: Matter, _wait: OpenWait, form: OwnAskReply) -> None:
    """On the youth's own page from this moment on."""
    row = matter.session.get_one(OwnAsk, matter.about)
    row.result, row.reply = form.result, form.reply
    row.answered_at, row.answered_by = matter.now, matter.speaker or None
    matter.session.add(row)
