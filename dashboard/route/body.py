"""What was sent with a request, up to a limit. Reads no more than that, and understands nothing of it."""

from starlette.requests import Request

LONGEST = 100_000


async def body_of(request: Request) -> bytes | None:
    """The whole of it; nothing where it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            return None
    return bytes(body)
