"""What another application shares: a title, words and an address, in whichever field it puts them."""

import re

from planfolio.plans.vocabulary import TEXT_LENGTH

_ADDRESS = re.compile(r"https?://\S+$")


def shared_words(query) -> dict[str, str]:
    """The first values of the capture form from ?title&text&url; phones often put the address into the text."""
    title, text, url = (query.get(name, "").strip() for name in ("title", "text", "url"))
    if not url and (match := _ADDRESS.search(text)):
        url, text = match[0], text[: match.start()].strip()
    if not url.lower().startswith(("https://", "http://")):
        text, url = "\n".join(part for part in (text, url) if part), ""
    words = [title] if title else []
    words += [text] if text and text != title else []
    return {
        "text": "\n".join(words)[:TEXT_LENGTH],
        "url": url[:2000],
        **{name: query[name] for name in ("day", "objective", "other", "provider") if query.get(name)},
    }
