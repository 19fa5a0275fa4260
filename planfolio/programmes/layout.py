"""How others lay out a programme without a `programme.toml`: which files are things, in which modules and order.

Weeks are often folders; a thing may be a folder that holds one page; what tells about the whole stands beside. Names
are paths with `/`, without the folder that holds all of them. No files, no database and no clock here.
"""

import re
from collections.abc import Collection, Iterable
from os.path import commonpath
from pathlib import PurePosixPath

#: Files by these names tell about a folder, unless they say that they are a thing by a number.
_ABOUT = {"readme", "license", "licence", "copying", "contributing", "code_of_conduct", "code-of-conduct", "changelog"}
#: These too, unless a folder holds nothing else: then the folder is the thing.
_PAGE = {"index", "_index", "readme"}
_SMALL = {
    "en": frozenset(["the", "and", "of", "to", "in", "is", "with", "for", "you", "your", "that", "this"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "une", "est", "pour", "vous", "votre", "dans", "du", "que"]),
}
_COUNTED = "thing|chose|essai|activity|activité|task|tâche|step|étape"
_NUMBER = re.compile(rf"(?:(?:{_COUNTED})\s*#?|#)?\s*([0-9]{{1,3}})\s*(?:[:.)–—-](?=\s|$)|$)", re.IGNORECASE)


def below_root(names: Iterable[str]) -> dict[str, str]:
    """Each name without the folder that holds all of them."""
    listed = list(names)
    parents = [PurePosixPath(name).parent.as_posix() for name in listed]
    root = commonpath(parents) if parents else ""
    return {name: PurePosixPath(name).relative_to(root).as_posix() for name in listed}


def tells_about_folder(name: str, among: Collection[str]) -> bool:
    """Whether a file, of those `among` which it lies, tells about its folder and is no thing."""
    path = PurePosixPath(name)
    stem = path.stem.casefold()
    return stem in _ABOUT | _PAGE and not _is_page(path, among)


def _is_page(path: PurePosixPath, among: Collection[str]) -> bool:
    """Whether a folder below the whole holds this page and nothing else."""
    folder = path.parent
    if folder == PurePosixPath() or path.stem.casefold() not in _PAGE:
        return False
    return not any(folder in PurePosixPath(other).parents for other in among if other != str(path))


def key_name(name: str) -> str:
    """What the key of a thing is made from: the name of its file, or of the folder whose one page it is."""
    path = PurePosixPath(name)
    return path.parent.name if path.stem.casefold() in _PAGE and path.parent.name else path.stem


def module_of(name: str) -> str:
    """The folder in which a thing stands, as words: `week-01_blogs` is Week 01 blogs."""
    folder = PurePosixPath(name).parent
    folder = folder.parent if PurePosixPath(name).stem.casefold() in _PAGE else folder
    words = " ".join(re.sub(r"[-_]+", " ", folder.name).split())
    return words[:1].upper() + words[1:]


def number_in(title: str) -> int | None:
    """The number that a title begins with: `Thing 5: Tags`, `Chose 5`, `5. Tags`."""
    found = _NUMBER.match(title.strip())
    return int(found[1]) if found else None


def language_of(text: str) -> str:
    """en or fr, whichever has more of its small words in `text`; English where neither has."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return max(_SMALL, key=lambda each: sum(word in _SMALL[each] for word in words))


def natural(name: str) -> list[tuple[int, int, str]]:
    """What sorts names as people count: thing-2 before thing-10."""
    parts = re.split(r"([0-9]{1,9})", name.casefold())
    return [(0, int(each), "") if each.isascii() and each.isdigit() else (1, 0, each) for each in parts if each]
