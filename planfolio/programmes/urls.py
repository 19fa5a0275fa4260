"""The addresses of programmes."""

from django.urls import include, path

from .views import blogs, bringing, certificates, coordinating, reading, runs, taking, wall, writing

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
    path("run/", runs.begin_run, name="programme-run"),
    path("things/<slug:thing>/", reading.show_thing, name="programme-thing"),
]

BUILTIN = [
    path("", reading.show_builtin, name="builtin"),
    path("export/", reading.export_builtin, name="builtin-export"),
    path("fork/", reading.fork_builtin, name="builtin-fork"),
    path("run/", runs.begin_builtin_run, name="builtin-run"),
    path("things/<slug:thing>/", reading.show_builtin_thing, name="builtin-thing"),
]

RUN = [
    path("", taking.show_run, name="run"),
    path("join/", taking.join_run, name="run-join"),
    path("leave/", taking.leave_run, name="run-leave"),
    path("way/", taking.change_way, name="run-way"),
    path("pause/", taking.pause, name="run-pause"),
    path("plan/", taking.put_in_plan, name="run-plan"),
    path("things/<slug:thing>/", taking.show_thing, name="run-thing"),
    path("things/<slug:thing>/mark/", taking.mark_thing, name="run-mark"),
    path("things/<slug:thing>/address/", wall.share_address, name="run-address"),
    path("wall/", wall.show_wall, name="wall"),
    path("wall/<uuid:post>/", wall.show_post, name="wall-post"),
    path("wall/<uuid:post>/thanks/", wall.thank_post, name="wall-thank"),
    path("wall/<uuid:post>/report/", wall.report_post, name="wall-report"),
    path("wall/<uuid:post>/hide/", wall.hide_post, name="wall-hide"),
    path("wall/<uuid:post>/back/", wall.take_back_post, name="wall-take-back"),
    path("comments/<uuid:comment>/hide/", wall.hide_comment, name="wall-comment-hide"),
    path("comments/<uuid:comment>/remove/", wall.remove_comment, name="wall-comment-remove"),
    path("blog/", blogs.show_blog, name="run-blog"),
    path("blog/forget/", blogs.forget_blog, name="run-blog-forget"),
    path("blog/<uuid:post>/", blogs.answer_proposed, name="run-proposed"),
    path("certificate/", certificates.certificate, name="run-certificate"),
    path("certificate.pdf", certificates.certificate_pdf, name="run-certificate-pdf"),
    path("edit/", runs.change_run, name="run-edit"),
    path("correct/", runs.correct_run, name="run-correct"),
    path("end/", runs.end_run, name="run-end"),
    path("remove/", runs.remove_run, name="run-remove"),
    path("people/", coordinating.ask_people, name="run-people"),
    path("people/link/", coordinating.make_link, name="run-link"),
    path("people/link/end/", coordinating.end_link, name="run-link-end"),
    path("progress/", coordinating.show_progress, name="run-progress"),
    path("progress.csv", coordinating.progress_csv, name="run-progress-csv"),
    path("progress/<uuid:person>/note/", coordinating.note_to, name="run-note"),
    path("progress/<uuid:person>/out/", coordinating.take_out, name="run-take-out"),
    path("progress/<uuid:person>/revoke/", certificates.revoke, name="run-revoke"),
]

urlpatterns = [
    path("s/<str:secret>/wall.atom", wall.read_feed, name="wall-feed"),
    path("s/<str:secret>/mails/", coordinating.stop_mails, name="run-mails"),
    path("verify/<slug:code>/", certificates.verify, name="verify"),
    path("runs/enter/<str:secret>/", runs.enter_run, name="run-enter"),
    path("runs/<uuid:key>/", include(RUN)),
    path("programmes/", reading.list_programmes, name="programmes"),
    path("programmes/new/", writing.add_programme, name="programme-new"),
    path("programmes/import/", bringing.bring_programme, name="programme-import"),
    path("programmes/built-in/<slug:house>/", include(BUILTIN)),
    path("programmes/<uuid:key>/", include(PROGRAMME)),
]
