from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "planfolio.journal"
    label = "journal"

    def ready(self):
        from django.template import engines

        from . import files, pages, search, upkeep

        post_migrate.connect(upkeep.after_migrate, sender=self)
        post_migrate.connect(search.after_migrate, sender=self)
        files.watch()
        # The page of an objective, in plans, shows what the journal has about it without knowing the journal.
        engines["jinja2"].env.globals |= {
            "journal_of_objective": pages.of_objective,
            "files_of_plan": files.of_plan,
            "upload_limit_mb": files.limit_mb,
        }
