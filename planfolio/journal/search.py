"""Finding entries by their words, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Words are folded and stemmed here and not by the database: each word of an entry is stored as its folded self and as
the stem that its language gives it, so "echeances" meets "échéance" and "searching" meets "searched" on both. The
databases only look up whole tokens of plain ASCII, which neither can read in its own way.

Everything the owner wrote can be found, private notes and reflections too, and only by the owner: the owner is one of
the tokens of every row and of every query, and a column of the row besides. What may be shown to others, the summary,
stands there a second time, each token marked: by these alone is looked for in what people share (`shown_query`).
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from planfolio.catalogue.stems import STEMMERS, fold, main_language, stem

from .models import Entry, EntryWords, PrivateNote, Reflection

_WORD = re.compile(r"[^\W_]+")
#: Longer runs are file names and keys, not words.
LONGEST = 40
#: Words looked for at once.
MOST = 12
#: What marks a token of the summary.
_SHOWN = "shown"
#: Shorter words are found whole; from here on also as the beginning of others.
BEGINNING = 3
#: A word that stands in so many entries is taken for frequent everywhere.
MANY = 10_000
_THERE = "array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery"


def words_of(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) <= LONGEST]


def forms(word: str, language: str) -> set[str]:
    """What a word is stored and looked up as: folded, and the stem of it with and without its accents."""
    # Taking a letter apart can bring a capital to light, as in the signs of mathematics.
    plain = fold(word).casefold()
    return {_token(form.casefold()) for form in (plain, stem(word, language), stem(plain, language)) if form}


def _token(word: str) -> str:
    """A token that both databases take as it is: ASCII letters and digits, anything else as its code.

    So is a word that would look like a marked one.
    """
    plain = word.isascii() and word.isalnum() and not word.startswith(_SHOWN)
    return word if plain else "x" + word.encode().hex()


def _owner(key: UUID) -> str:
    return f"owner{key.hex}"


def tokens(entry: Entry, private: Iterable[str]) -> str:
    """The tokens of an entry for the index, each once. `private` is what stands beside it: note and reflection."""
    language = main_language(entry.language)
    shown = _forms_in([entry.summary], language)
    found = _forms_in([entry.title, entry.applied, entry.applied_where, entry.provider, *private], language) | shown
    return " ".join([_owner(entry.owner_id), *sorted(found), *(_SHOWN + form for form in sorted(shown))])


def _forms_in(texts: Iterable[str], language: str) -> set[str]:
    return {form for text in texts for word in words_of(text) for form in forms(word, language)}


def store_words(entry: Entry, *private: str) -> None:
    """Put an entry into the index, or put it there anew, with what stands beside it."""
    _store([_row(entry, private)])


def _row(entry: Entry, private) -> EntryWords:
    return EntryWords(entry=entry, owner_id=entry.owner_id, words=tokens(entry, private))


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


def after_migrate(sender, using, **_more) -> None:
    """Index all again once, where the index is of a time before summaries stood in it a second time."""
    rows = EntryWords.objects.using(using)
    if (
        Entry.objects.using(using).exclude(summary="").exists()
        and not rows.filter(words__contains=f" {_SHOWN}").exists()
    ):
        index_again()


def found_in(person, text: str):
    """The keys of this person's entries that hold every word of `text`, as a subquery; None when it has no word."""
    words = words_of(text)[:MOST]
    if not words:
        return None
    query = _query([[_owner(person.pk)], *map(_wanted, words)])
    return EntryWords.objects.filter(owner=person, pk__in=_rows(query)).values("entry")


def shown_query(text: str) -> str:
    """What finds the summaries that hold every word of `text`, or a word that begins so; nothing where it has none."""
    groups = [[_SHOWN + form for form in _wanted(word)] for word in words_of(text)]
    return _query(groups, begin=BEGINNING + len(_SHOWN)) if groups else ""


def shown_keys(query: str, *, among: QuerySet, most: int) -> list[UUID]:
    """The entries that a `shown_query` finds; where these are many, of those whose keys `among` selects.

    There are more than `most` where so many and one come. One query, or up to three.
    """
    found = list(EntryWords.objects.filter(pk__in=_rows(query, most + 1)).values_list("entry", flat=True))
    if len(found) <= most or EntryWords.objects.filter(pk__in=_rows(query, MANY)).count() == MANY:
        return found
    rows = EntryWords.objects.filter(pk__in=_rows(query), entry__in=among)
    return list(rows.values_list("entry", flat=True)[: most + 1])


def is_shown(query: str) -> Q:
    """Whether the `entry` of a row is one that a `shown_query` finds: the same, where these are many.

    PostgreSQL asks it of row after row until a page is full, and would read the words of all if it could choose.
    """
    if connection.vendor != "postgresql":
        return Q(entry__in=EntryWords.objects.filter(pk__in=_rows(query)).values("entry"))
    hit = RawSQL(_THERE, [query], output_field=BooleanField())
    return Q(Subquery(EntryWords.objects.filter(entry=OuterRef("entry")).values_list(hit)[:1], BooleanField()))


def _wanted(word: str) -> list[str]:
    return sorted(set().union(*(forms(word, each) for each in STEMMERS)))


def _query(groups: list[list[str]], *, begin: int = 0) -> str:
    """In the language of the database: a token of each group, or from `begin` signs on one that it begins."""
    postgresql = connection.vendor == "postgresql"
    quote, either, every, more = ("'", " | ", " & ", ":*") if postgresql else ('"', " OR ", " AND ", "*")

    def said(token: str) -> str:
        return f"{quote}{token}{quote}{more if begin and len(token) >= begin else ''}"

    return every.join("(" + either.join(map(said, group)) + ")" for group in groups)


def _rows(query: str, most: int | None = None) -> RawSQL:
    """The rows of the index that a query finds, at most so many."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT journal_found(%s::tsquery, %s)", [query, most])
    return RawSQL(
        "SELECT rowid FROM journal_fts WHERE journal_fts MATCH %s LIMIT %s", [query, -1 if most is None else most]
    )
