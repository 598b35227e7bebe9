"""The local mail catcher as a process of its own: ``python -m cli.run.mail_catcher FOLDER SMTP-PORT PAGE-PORT``."""

import asyncio
import signal
import sys
from pathlib import Path

from notifications.catcher import run_catcher


async def _catch(folder: Path, smtp_port: int, page_port: int) -> None:
    catching = asyncio.ensure_future(run_catcher(folder, smtp_port, page_port))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, catching.cancel)
    try:
        await catching
    except asyncio.CancelledError:
        return


if __name__ == "__main__":
    asyncio.run(_catch(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
