"""Where the links in Markdown lead that people wrote: to the web or to mail, and never into this site."""

import re

from markdown_it.token import Token

#: A host that somebody wrote without https:// before it; one dot alone is rather a file.
_HOST = re.compile(r"(?:www\.|(?:[a-z0-9-]+\.){2})[a-z0-9.-]*[a-z]{2}(?:[/?#].*)?", re.IGNORECASE)


def to_the_web(children: list[Token]) -> list[Token]:
    """Links that lead to the web or to mail; of any other its words stay, because nothing is behind it here."""
    made, nowhere = [], False
    for each in children:
        if each.type == "link_open":
            address = _address(str(each.attrGet("href") or ""))
            nowhere = not address
            each.attrSet("href", address)
        if not (nowhere and each.type in ("link_open", "link_close")):
            made.append(each)
    return made


def _address(written: str) -> str:
    if written.lower().startswith(("https://", "http://", "mailto:")):
        return written
    return f"https://{written}" if _HOST.fullmatch(written) else ""
