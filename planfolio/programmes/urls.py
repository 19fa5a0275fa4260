"""The addresses of programmes."""

from django.urls import include, path

from .views import bringing, reading, writing

PROGRAMME = [
    path("", reading.show_programme, name="programme"),
    path("export/", reading.export_programme, name="programme-export"),
    path("fork/", reading.fork_programme, name="programme-fork"),
    path("write/", writing.write, name="programme-write"),
    path("write/facts/", writing.change_facts, name="programme-facts"),
    path("write/modules/new/", writing.write_module, name="programme-module-new"),
    path("write/modules/<int:place>/", writing.write_module, name="programme-module"),
    path("write/modules/<int:place>/shift/", writing.shift_module, name="programme-module-shift"),
    path("write/modules/<int:place>/remove/", writing.remove_module, name="programme-module-remove"),
    path("write/things/new/", writing.write_thing, name="programme-thing-new"),
    path("write/things/<slug:thing>/", writing.write_thing, name="programme-thing-write"),
    path("write/things/<slug:thing>/shift/", writing.shift_thing, name="programme-thing-shift"),
    path("write/things/<slug:thing>/remove/", writing.remove_thing, name="programme-thing-remove"),
    path("editions/", writing.list_editions, name="programme-editions"),
    path("editions/<int:number>/", writing.show_edition, name="programme-edition"),
    path("editions/<int:number>/back/", writing.bring_back, name="programme-back"),
    path("publish/", writing.publish, name="programme-publish"),
    path("unpublish/", writing.unpublish, name="programme-unpublish"),
    path("remove/", writing.remove_programme, name="programme-remove"),
    path("things/<slug:thing>/", reading.show_thing, name="programme-thing"),
]

BUILTIN = [
    path("", reading.show_builtin, name="builtin"),
    path("export/", reading.export_builtin, name="builtin-export"),
    path("fork/", reading.fork_builtin, name="builtin-fork"),
    path("things/<slug:thing>/", reading.show_builtin_thing, name="builtin-thing"),
]

urlpatterns = [
    path("programmes/", reading.list_programmes, name="programmes"),
    path("programmes/new/", writing.add_programme, name="programme-new"),
    path("programmes/import/", bringing.bring_programme, name="programme-import"),
    path("programmes/built-in/<slug:house>/", include(BUILTIN)),
    path("programmes/<uuid:key>/", include(PROGRAMME)),
]
