"""The Jinja environment of every page: translation, addresses, dates, icons and the components' small tools.

Messages are format strings (newstyle gettext), so a percent sign in one is written twice. A macro file is loaded
once and shared by all languages: never translate at its top level, only inside macros.
"""

import re
from functools import lru_cache

import jinja2
from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from markupsafe import Markup

from . import assets, controls, dates, durations, notices, places
from .kept import kept_piece
from .lessons import lesson
from .markdown import markdown


def environment(**options) -> jinja2.Environment:
    options |= {"undefined": jinja2.StrictUndefined, "cache_size": -1, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)
    env.globals |= {
        "url": url,
        "static": assets.static,
        "icon": icon,
        "language": language,
        "languages": settings.LANGUAGES,
        "theme": theme,
        "notices": notices.notices,
        "places": places.places,
        "exists": places.exists,
        "control": controls.control,
        "problems": controls.problems,
        "kept_piece": kept_piece,
    }
    env.filters |= {
        "minutes": durations.minutes,
        "hours": durations.hours,
        "roughly": durations.roughly,
        "day": dates.day,
        "day_long": dates.day_long,
        "weekday": dates.weekday,
        "weekday_long": dates.weekday_long,
        "month": dates.month,
        "month_long": dates.month_long,
        "moment": dates.moment,
        "clock": dates.clock,
        "week_range": dates.week_range,
        "capfirst": capfirst,
        "lesson": lesson,
        "markdown": markdown,
    }
    env.globals["day_range"] = dates.day_range
    return env


def url(name: str, *args, **kwargs) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def language() -> str:
    """The language of the page, as `lang` wants it."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def theme(request) -> str:
    """ "light" or "dark" when chosen by hand, otherwise empty: the system decides."""
    chosen = request.COOKIES.get(settings.THEME_COOKIE_NAME, "") if request else ""
    return chosen if chosen in {"light", "dark"} else ""


@lru_cache(maxsize=64)
def _drawn(name: str, address: str) -> Markup:
    return Markup(f'<svg class="icon" aria-hidden="true" focusable="false"><use href="{address}#{name}"></use></svg>')


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    return frozenset(re.findall(rb'id="([a-z-]+)"', assets.asset("icons/sprite.svg").content.lower()))


def icon(name: str) -> Markup:
    """An icon of the sprite, hidden from assistive technology: it always stands beside a word."""
    if name.encode() not in icon_names():
        raise LookupError(f"There is no icon {name}")
    return _drawn(name, assets.static("icons/sprite.svg"))
