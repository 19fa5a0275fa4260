"""Components that are imported without the context of a page use nothing of it."""

import re
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import meta

COMPONENTS = Path("planfolio/web/jinja2/components")
#: What shows something of the request itself is imported with its context.
OF_THE_REQUEST = {"banner"}


@pytest.mark.parametrize("path", sorted(COMPONENTS.glob("*.jinja")), ids=lambda path: path.stem)
def test_a_component_uses_only_what_it_is_given(path):
    environment = engines["jinja2"].env
    used = meta.find_undeclared_variables(environment.parse(path.read_text()))
    assert (path.stem in OF_THE_REQUEST) == bool(used - set(environment.globals) - {"_", "caller", "varargs"})


def test_they_are_imported_without_the_context_so_that_each_is_made_once():
    for path in Path("planfolio").rglob("*.jinja"):
        for name in re.findall(r'"components/(\w+)\.jinja" import [^%]* with context', path.read_text()):
            assert name in OF_THE_REQUEST, path
