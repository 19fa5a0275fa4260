"""The addresses of plans, objectives, activities and goals."""

from django.urls import include, path

from .views import (
    activities,
    busy,
    calendars,
    carry,
    examples,
    export,
    goals,
    objectives,
    pictures,
    plans,
    questions,
    remarks,
    replan,
    resources,
    threads,
    versions,
)

OBJECTIVE = [
    path("", objectives.objective, name="objective"),
    path("edit/", objectives.change_objective, name="objective-edit"),
    path("check/", questions.check, name="objective-check"),
    path("stage/", objectives.set_stage, name="objective-stage"),
    path("shift/", objectives.shift_objective, name="objective-shift"),
    path("remove/", objectives.remove_objective, name="objective-remove"),
    path("remarks/", objectives.dismiss_remark, name="objective-remark"),
    path("moves/<slug:name>/", objectives.move_objective, name="objective-move"),
    path("activities/new/", activities.add_activity, name="activity-new"),
    path("when/try/", questions.try_dates, name="question-try"),
    path("<slug:key>/", questions.question, name="question"),
]

PLAN = [
    path("", plans.plan, name="plan"),
    path("edit/", plans.change_plan, name="plan-edit"),
    path("next/", carry.carry, name="plan-next"),
    path("replan/", replan.change_course, name="plan-replan"),
    path("history/", versions.history, name="plan-history"),
    path("history/keep/", versions.keep, name="plan-version-keep"),
    path("history/<int:version>/", versions.show_version, name="plan-version"),
    path("history/<int:version>/back/", versions.bring_back, name="plan-version-back"),
    path("remove/", plans.remove_plan, name="plan-remove"),
    path("copy/", examples.copy, name="plan-copy"),
    path("remarks/", remarks.plan_remarks, name="plan-remarks"),
    path("roadmap/", pictures.roadmap, name="plan-roadmap"),
    path("timeline.csv", pictures.timeline_csv, name="plan-timeline-csv"),
    path("forecast.csv", pictures.forecast_csv, name="plan-forecast-csv"),
    path("load.csv", pictures.load_csv, name="plan-load-csv"),
    path("export/", export.choose_export, name="plan-export"),
    path("export/<slug:format>/", export.export, name="plan-export-file"),
]

PLAN_OBJECTIVES = [
    path("objectives/new/", objectives.add_objective, name="objective-new"),
    path("objectives/new/what/", questions.first_question, name="question-new"),
    path("objectives/<int:number>/", include(OBJECTIVE)),
]

urlpatterns = [
    path("network/", resources.network, name="network"),
    path("network/resources/", resources.search, name="resources"),
    path("network/resources/<slug:key>/", resources.use_resource, name="resource"),
    path("network/own/<uuid:key>/use/", resources.use_own_resource, name="own-resource-use"),
    path("network/dates/<uuid:key>/plan/", resources.plan_date, name="listing-plan"),
    path("examples/", examples.list_examples, name="examples"),
    path("examples/<slug:slug>/", examples.show_example, name="example"),
    path("plans/", plans.plans, name="plans"),
    path("plans/all/", plans.all_plans, name="plans-all"),
    path("plans/thread/", threads.show_threads, name="plan-threads"),
    path("plans/thread.csv", threads.threads_csv, name="plan-threads-csv"),
    path("plans/new/", plans.add_plan, name="plan-new"),
    path("plans/calendar/", calendars.show_calendar, name="plan-calendar"),
    path("plans/calendar/busy/", busy.read_busy, name="busy"),
    path("plans/calendar/address/", calendars.make_address, name="plan-address-new"),
    path("plans/calendar/address/end/", calendars.end_address, name="plan-address-end"),
    path("s/<str:secret>/plan.ics", calendars.read_address, name="plan-address"),
    path("plans/<uuid:key>/", include(PLAN)),
    path("plans/<uuid:plan>/", include(PLAN_OBJECTIVES)),
    path("activities/<uuid:key>/", activities.change_activity, name="activity"),
    path("activities/<uuid:key>/shift/", activities.shift_activity, name="activity-shift"),
    path("activities/<uuid:key>/remove/", activities.remove_activity, name="activity-remove"),
    path("activities/<uuid:key>/moves/<slug:name>/", activities.move_activity, name="activity-move"),
    path("goals/", goals.goals, name="goals"),
    path("goals/new/", goals.add_goal, name="goal-new"),
    path("goals/<uuid:key>/", goals.change_goal, name="goal"),
    path("goals/<uuid:key>/shift/", goals.shift_goal, name="goal-shift"),
    path("goals/<uuid:key>/remove/", goals.remove_goal, name="goal-remove"),
    path("goals/<uuid:key>/moves/<slug:name>/", goals.move_goal, name="goal-move"),
]
