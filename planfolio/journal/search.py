"""Finding entries by their words, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Words are folded and stemmed here and not by the database: each word of an entry is stored as its folded self and as
the stem that its language gives it, so "echeances" meets "échéance" and "searching" meets "searched" on both. The
databases only look up whole tokens of plain ASCII, which neither can read in its own way.

Everything the owner wrote can be found, private notes and reflections too, and only by the owner: the owner is one of
the tokens of every row and of every query, and a column of the row besides.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL

from planfolio.catalogue.stems import STEMMERS, fold, main_language, stem

from .models import Entry, EntryWords, PrivateNote, Reflection

_WORD = re.compile(r"[^\W_]+")
#: Longer runs are file names and keys, not words.
LONGEST = 40
#: Words looked for at once.
MOST = 12


def words_of(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) <= LONGEST]


def forms(word: str, language: str) -> set[str]:
    """What a word is stored and looked up as: folded, and the stem of it with and without its accents."""
    # Taking a letter apart can bring a capital to light, as in the signs of mathematics.
    plain = fold(word).casefold()
    return {_token(form.casefold()) for form in (plain, stem(word, language), stem(plain, language)) if form}


def _token(word: str) -> str:
    """A token that both databases take as it is: ASCII letters and digits, anything else as its code."""
    return word if word.isascii() and word.isalnum() else "x" + word.encode().hex()


def _owner(key: UUID) -> str:
    return f"owner{key.hex}"


def tokens(texts, *, owner: UUID, language: str) -> str:
    """The tokens of `texts` for the index, each once."""
    found = {form for text in texts for word in words_of(text) for form in forms(word, language)}
    return " ".join([_owner(owner), *sorted(found)])


def store_words(entry: Entry, *private: str) -> None:
    """Put an entry into the index, or put it there anew. `private` is what stands beside it: note and reflection."""
    _store([_row(entry, private)])


def _row(entry: Entry, private) -> EntryWords:
    texts = [entry.title, entry.summary, entry.applied, entry.applied_where, entry.provider, *private]
    words = tokens(texts, owner=entry.owner_id, language=main_language(entry.language))
    return EntryWords(entry=entry, owner_id=entry.owner_id, words=words)


def _store(rows: list[EntryWords]) -> None:
    EntryWords.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["entry"], update_fields=["words"], batch_size=200
    )


def refresh_words(entry: Entry) -> None:
    """Read what stands beside the entry and index all of it."""
    index_again([entry])


def index_again(entries: Iterable[Entry] | None = None) -> int:
    """Index these entries, or all, with what stands beside them; three statements for 500. Returns how many."""
    count = 0
    for batch in batched(Entry.objects.iterator(chunk_size=500) if entries is None else entries, 500):
        beside: dict[UUID, list[str]] = {entry.pk: [] for entry in batch}
        for key, text in PrivateNote.objects.filter(entry__in=batch, owner=F("entry__owner")).values_list(
            "entry", "text"
        ):
            beside[key].append(text)
        answers = Reflection.objects.filter(entry__in=batch, owner=F("entry__owner")).values_list("entry", "answers")
        for key, each in answers:
            beside[key] += (text for text in each.values() if isinstance(text, str))
        _store([_row(entry, beside[entry.pk]) for entry in batch])
        count += len(batch)
    return count


def batched(rows: Iterable, size: int) -> Iterator[list]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def found_in(person, text: str):
    """The keys of this person's entries that hold every word of `text`, as a subquery; None when it has no word."""
    words = words_of(text)[:MOST]
    if not words:
        return None
    groups = [[_owner(person.pk)], *(sorted(set().union(*(forms(word, each) for each in STEMMERS))) for word in words)]
    if connection.vendor == "postgresql":
        query = " & ".join("(" + " | ".join(f"'{each}'" for each in group) + ")" for group in groups)
        there = "array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery"
        found = RawSQL(f"SELECT id FROM journal_entrywords WHERE {there}", [query])
    else:
        query = " AND ".join("(" + " OR ".join(f'"{each}"' for each in group) + ")" for group in groups)
        found = RawSQL("SELECT rowid FROM journal_fts WHERE journal_fts MATCH %s", [query])
    return EntryWords.objects.filter(owner=person, pk__in=found).values("entry")
