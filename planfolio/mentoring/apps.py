from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "planfolio.mentoring"
    label = "mentoring"

    def ready(self):
        from django.template import engines

        from . import counts

        # Pages of rooms to the left show what waits here without knowing this room.
        engines["jinja2"].env.globals |= {"waiting_for": counts.waiting_for}
