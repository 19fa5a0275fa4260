"""The addresses on which plans come in."""

from django.urls import path

from . import archive_views, demo_views, views

urlpatterns = [
    path("account/copy/", archive_views.own_data, name="own-data"),
    path("account/copy/file/", archive_views.take_copy, name="own-data-file"),
    path("account/copy/in/", archive_views.choose_copy, name="own-data-in"),
    path("account/copy/in/<uuid:key>/", archive_views.check_copy, name="own-data-check"),
    path("account/copy/in/<uuid:key>/leave/", archive_views.leave_copy, name="own-data-leave"),
    path("account/delete/", archive_views.delete_account, name="account-delete"),
    path("demo/", demo_views.look_around, name="demo"),
    path("demo/leave/", demo_views.leave, name="demo-leave"),
    path("plans/import/", views.choose_file, name="plan-import"),
    path("plans/import/<uuid:key>/", views.check_file, name="plan-import-check"),
    path("plans/import/<uuid:key>/leave/", views.leave_file, name="plan-import-leave"),
    path("plans/import/<uuid:key>/undo/", views.undo_import, name="plan-import-undo"),
]
