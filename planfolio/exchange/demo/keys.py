"""Keys that are the same each time, and sort by when the thing came to be, as all keys here do."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID


def moment(day: date, *, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def key(at: datetime, *names: object) -> UUID:
    """A UUIDv7 of the moment `at` whose other bits are a hash of `names`."""
    random = int.from_bytes(sha256("/".join(map(str, names)).encode()).digest()[:10], "big")
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    value = (since // timedelta(milliseconds=1)) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
