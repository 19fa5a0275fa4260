-- An empty Planfolio on SQLite, as its migrations leave it; made by `make tables`, never edited by hand.
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "people_heartbeat" ("part" varchar(20) NOT NULL PRIMARY KEY, "at" datetime NOT NULL, "detail" varchar(200) NOT NULL);
CREATE TABLE "people_token" ("id" char(32) NOT NULL PRIMARY KEY, "name" varchar(120) NOT NULL, "scope" varchar(10) NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "last_used_on" date NULL, "expires_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_break" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "starts" date NOT NULL, "ends" date NOT NULL, "label" varchar(120) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "break_in_order" CHECK ("ends" >= ("starts")));
CREATE TABLE "people_reply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(200) NOT NULL, "request_hash" varchar(64) NOT NULL, "status" smallint unsigned NOT NULL CHECK ("status" >= 0), "body" text NOT NULL, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "reply_once" UNIQUE ("owner_id", "key"));
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "catalogue_listing" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "provider" varchar(300) NOT NULL, "url" varchar(2000) NOT NULL, "starts_on" date NOT NULL, "starts_at" time NULL, "ends_on" date NOT NULL, "ends_at" time NULL, "time_zone" varchar(60) NOT NULL, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "credits" decimal NULL, "credit_kind" varchar(120) NOT NULL, "place" varchar(300) NOT NULL, "online" bool NOT NULL, "note" text NOT NULL, "calendar_uid" varchar(500) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "listing_in_order" CHECK ("ends_on" >= ("starts_on")), CONSTRAINT "listing_end_has_start" CHECK (("ends_at" IS NULL OR "starts_at" IS NOT NULL)));
CREATE TABLE "catalogue_ownresource" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "resource" varchar(80) NOT NULL, "title" varchar(300) NOT NULL, "url" varchar(2000) NOT NULL, "provider" varchar(300) NOT NULL, "format" varchar(30) NOT NULL, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "good_for" text NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "catalogue_calendaraddress" ("id" char(32) NOT NULL PRIMARY KEY, "secret_hash" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "what" varchar(10) NOT NULL, CONSTRAINT "calendar_address_once" UNIQUE ("owner_id", "what"));
CREATE TABLE "django_tasks_database_dbtaskresult" ("id" char(32) NOT NULL PRIMARY KEY, "args_kwargs" text NOT NULL CHECK ((JSON_VALID("args_kwargs") OR "args_kwargs" IS NULL)), "priority" integer NOT NULL, "task_path" text NOT NULL, "queue_name" varchar(32) NOT NULL, "backend_name" varchar(32) NOT NULL, "run_after" datetime NOT NULL, "enqueued_at" datetime NOT NULL, "finished_at" datetime NULL, "started_at" datetime NULL, "return_value" text NULL CHECK ((JSON_VALID("return_value") OR "return_value" IS NULL)), "exception_class_path" text NOT NULL, "traceback" text NOT NULL, "worker_ids" text NOT NULL CHECK ((JSON_VALID("worker_ids") OR "worker_ids" IS NULL)), "status" varchar(10) NOT NULL, CONSTRAINT "priority_range" CHECK ("priority" BETWEEN -100 AND 100));
CREATE TABLE "plans_criterion" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" varchar(300) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NOT NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_event" ("id" char(32) NOT NULL PRIMARY KEY, "subject" varchar(30) NOT NULL, "subject_id" char(32) NOT NULL, "name" varchar(40) NOT NULL, "reason" varchar(300) NOT NULL, "at" datetime NOT NULL, "by_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_comesafter" ("id" char(32) NOT NULL PRIMARY KEY, "activity_id" char(32) NOT NULL REFERENCES "plans_activity" ("id") DEFERRABLE INITIALLY DEFERRED, "first_id" char(32) NOT NULL REFERENCES "plans_activity" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "comes_after_once" UNIQUE ("owner_id", "activity_id", "first_id"), CONSTRAINT "comes_after_another" CHECK (NOT ("activity_id" = ("first_id"))));
CREATE TABLE "plans_goal" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "kind" varchar(30) NOT NULL, "domain" varchar(30) NOT NULL, "text" varchar(300) NOT NULL, "why" text NOT NULL, "year" smallint unsigned NULL CHECK ("year" >= 0), "state" varchar(30) NOT NULL, "reason" varchar(300) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "goal_target_has_year" CHECK ((NOT ("kind" = 'target') OR "year" IS NOT NULL)));
CREATE TABLE "plans_link" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "direction" varchar(30) NOT NULL, "words" varchar(300) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "to_goal_id" char(32) NULL REFERENCES "plans_goal" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NOT NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, "to_objective_id" char(32) NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "link_one_end" CHECK ((("to_goal_id" IS NULL AND "to_objective_id" IS NOT NULL AND "words" = '') OR ("to_goal_id" IS NOT NULL AND "to_objective_id" IS NULL AND "words" = '') OR ("to_goal_id" IS NULL AND "to_objective_id" IS NULL AND NOT ("words" = '')))));
CREATE TABLE "plans_activity" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "title" varchar(300) NOT NULL, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "format" varchar(30) NOT NULL, "context" varchar(30) NOT NULL, "provider" varchar(300) NOT NULL, "url" varchar(2000) NOT NULL, "earliest" date NULL, "due" date NULL, "week" date NULL, "state" varchar(30) NOT NULL, "done_on" date NULL, "reason" varchar(300) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NOT NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "activity_minutes" CHECK (("minutes" IS NULL OR "minutes" <= 60000)), CONSTRAINT "activity_done_has_day" CHECK ((("done_on" IS NOT NULL AND "state" = 'done') OR (NOT ("state" = 'done') AND "done_on" IS NULL))));
CREATE TABLE "plans_objective" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "position" integer unsigned NOT NULL CHECK ("position" >= 0), "what" varchar(300) NOT NULL, "what_kind" varchar(30) NOT NULL, "ksa" varchar(30) NOT NULL, "why_kind" varchar(30) NOT NULL, "why" text NOT NULL, "strategies" text NOT NULL, "evidence_kind" varchar(30) NOT NULL, "evidence" text NOT NULL, "starts" date NULL, "due" date NULL, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "stage" varchar(30) NOT NULL, "state" varchar(30) NOT NULL, "reason" varchar(300) NOT NULL, "dismissed" text NOT NULL CHECK ((JSON_VALID("dismissed") OR "dismissed" IS NULL)), "goal_id" char(32) NULL REFERENCES "plans_goal" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "objective_number_once" UNIQUE ("owner_id", "plan_id", "number"), CONSTRAINT "objective_in_order" CHECK (("starts" IS NULL OR "due" IS NULL OR "due" >= ("starts"))), CONSTRAINT "objective_minutes" CHECK (("minutes" IS NULL OR "minutes" <= 60000)));
CREATE TABLE "plans_plangrant" ("id" char(32) NOT NULL PRIMARY KEY, "link_hash" varchar(64) NOT NULL, "public" bool NOT NULL, "role" varchar(20) NOT NULL, "source" varchar(80) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "thing_id" char(32) NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "plangrant_one_receiver" CHECK ((("link_hash" = '' AND "person_id" IS NOT NULL AND NOT "public") OR ("person_id" IS NULL AND NOT "public" AND NOT ("link_hash" = '')) OR ("link_hash" = '' AND "person_id" IS NULL AND "public"))), CONSTRAINT "plangrant_once" UNIQUE ("owner_id", "thing_id", "person_id", "link_hash", "public", "source"));
CREATE TABLE "exchange_arrival" ("id" char(32) NOT NULL PRIMARY KEY, "name" varchar(255) NOT NULL, "content" BLOB NOT NULL, "answers" text NOT NULL CHECK ((JSON_VALID("answers") OR "answers" IS NULL)), "goals" text NOT NULL CHECK ((JSON_VALID("goals") OR "goals" IS NULL)), "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "jobs_lease" ("job" char(32) NOT NULL PRIMARY KEY, "worker" varchar(120) NOT NULL, "attempt" integer unsigned NOT NULL CHECK ("attempt" >= 0), "until" datetime NOT NULL);
CREATE TABLE "jobs_schedule" ("name" varchar(80) NOT NULL PRIMARY KEY, "next_at" datetime NOT NULL);
CREATE TABLE "jobs_letter" ("id" char(32) NOT NULL PRIMARY KEY, "key" varchar(200) NOT NULL UNIQUE, "to" varchar(254) NOT NULL, "subject" varchar(200) NOT NULL, "text" text NOT NULL, "html" text NOT NULL, "message_id" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "sent_at" datetime NULL, "kind" varchar(20) NOT NULL, "stop" varchar(500) NOT NULL, "reply_to" varchar(320) NOT NULL);
CREATE TABLE "journal_attachment" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "file" varchar(200) NOT NULL, "name" varchar(255) NOT NULL, "content_type" varchar(120) NOT NULL, "size" bigint unsigned NOT NULL CHECK ("size" >= 0), "sha256" varchar(64) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "journal_evidence" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "kind" varchar(20) NOT NULL, "title" varchar(300) NOT NULL, "text" text NOT NULL, "url" varchar(2000) NOT NULL, "witness" varchar(300) NOT NULL, "day" date NOT NULL, "attachment_id" char(32) NULL REFERENCES "journal_attachment" ("id") DEFERRABLE INITIALLY DEFERRED, "criterion_id" char(32) NULL REFERENCES "plans_criterion" ("id") DEFERRABLE INITIALLY DEFERRED, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NOT NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "journal_privatenote" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" text NOT NULL, "entry_id" char(32) NOT NULL UNIQUE REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "journal_reflection" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "model" varchar(20) NOT NULL, "answers" text NOT NULL CHECK ((JSON_VALID("answers") OR "answers" IS NULL)), "entry_id" char(32) NOT NULL UNIQUE REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "journal_entryactivity" ("id" char(32) NOT NULL PRIMARY KEY, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "activity_id" char(32) NOT NULL REFERENCES "plans_activity" ("id") DEFERRABLE INITIALLY DEFERRED, "entry_id" char(32) NOT NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "entry_activity_once" UNIQUE ("owner_id", "entry_id", "activity_id"));
CREATE TABLE "journal_entrygrant" ("id" char(32) NOT NULL PRIMARY KEY, "link_hash" varchar(64) NOT NULL, "public" bool NOT NULL, "role" varchar(20) NOT NULL, "source" varchar(80) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "thing_id" char(32) NOT NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "entrygrant_one_receiver" CHECK ((("link_hash" = '' AND "person_id" IS NOT NULL AND NOT "public") OR ("person_id" IS NULL AND NOT "public" AND NOT ("link_hash" = '')) OR ("link_hash" = '' AND "person_id" IS NULL AND "public"))), CONSTRAINT "entrygrant_once" UNIQUE ("owner_id", "thing_id", "person_id", "link_hash", "public", "source"));
CREATE TABLE "journal_entryobjective" ("id" char(32) NOT NULL PRIMARY KEY, "relation" varchar(20) NOT NULL, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "entry_id" char(32) NOT NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NOT NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "entry_objective_once" UNIQUE ("owner_id", "entry_id", "objective_id", "relation"));
CREATE TABLE "journal_entry" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "summary" text NOT NULL, "language" varchar(5) NOT NULL, "day" date NOT NULL, "minutes" integer unsigned NULL CHECK ("minutes" >= 0), "context" varchar(30) NOT NULL, "provider" varchar(300) NOT NULL, "url" varchar(2000) NOT NULL, "subject" varchar(20) NOT NULL, "applied" text NOT NULL, "applied_where" varchar(300) NOT NULL, "came_by" varchar(20) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "entry_minutes" CHECK (("minutes" IS NULL OR "minutes" <= 60000)));
CREATE TABLE "journal_checkin" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "week" date NOT NULL, "answer" text NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "prompt" varchar(300) NOT NULL, CONSTRAINT "check_in_week_once" UNIQUE ("owner_id", "week"));
CREATE TABLE "journal_entrywords" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "words" text NOT NULL, "entry_id" char(32) NOT NULL UNIQUE REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "journal_weektotal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "week" date NOT NULL, "entries" integer NOT NULL, "minutes" integer NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "week_total_once" UNIQUE ("owner_id", "week"));
CREATE TABLE "plans_plan" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "word" varchar(60) NOT NULL, "language" varchar(5) NOT NULL, "template" varchar(60) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "aim" text NOT NULL, "source_title" varchar(300) NOT NULL, "source_author" varchar(300) NOT NULL, "source_url" varchar(2000) NOT NULL, "licence" varchar(60) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "dismissed" text NOT NULL CHECK ((JSON_VALID("dismissed") OR "dismissed" IS NULL)), "previous_id" char(32) NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "plan_in_order" CHECK ("ends" >= ("starts")));
CREATE TABLE "plans_version" ("id" char(32) NOT NULL PRIMARY KEY, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "snapshot" text NOT NULL, "sha256" varchar(64) NOT NULL, "reason" varchar(300) NOT NULL, "created_at" datetime NOT NULL, "by_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "keys" text NOT NULL CHECK ((JSON_VALID("keys") OR "keys" IS NULL)), CONSTRAINT "version_number_once" UNIQUE ("owner_id", "plan_id", "number"));
CREATE TABLE "plans_calendarfeed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "stamp" varchar(100) NOT NULL, "changed_at" datetime NOT NULL, "owner_id" char(32) NOT NULL UNIQUE REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "plans_calendarevent" ("id" char(32) NOT NULL PRIMARY KEY, "uid" varchar(100) NOT NULL, "words" text NOT NULL, "zone" varchar(60) NOT NULL, "sequence" integer unsigned NOT NULL CHECK ("sequence" >= 0), "closes_at" datetime NOT NULL, "created_at" datetime NOT NULL, "changed_at" datetime NOT NULL, "cancelled_at" datetime NULL, "activity_id" char(32) NULL REFERENCES "plans_activity" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NOT NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "calendar_event_once" UNIQUE ("owner_id", "uid"));
CREATE TABLE "people_cache" (
    "cache_key" varchar(255) NOT NULL PRIMARY KEY,
    "value" text NOT NULL,
    "expires" datetime NOT NULL
);
CREATE TABLE "people_pulse" ("owner_id" char(32) NOT NULL PRIMARY KEY, "n" bigint NOT NULL);
CREATE TABLE "people_person" ("password" varchar(128) NOT NULL, "last_login" datetime NULL, "id" char(32) NOT NULL PRIMARY KEY, "email" varchar(254) NULL UNIQUE, "name" varchar(120) NOT NULL, "language" varchar(5) NOT NULL, "time_zone" varchar(60) NOT NULL, "role" varchar(120) NOT NULL, "sector" varchar(30) NOT NULL, "years" smallint unsigned NULL CHECK ("years" >= 0), "formats" text NOT NULL CHECK ((JSON_VALID("formats") OR "formats" IS NULL)), "weekly_minutes" integer unsigned NULL CHECK ("weekly_minutes" >= 0), "paper" varchar(6) NOT NULL, "is_active" bool NOT NULL, "is_administrator" bool NOT NULL, "is_example" bool NOT NULL, "welcomed_at" datetime NULL, "joined_at" datetime NOT NULL, "is_local" bool NOT NULL, "learning_at" time NULL, "learning_days" text NOT NULL CHECK ((JSON_VALID("learning_days") OR "learning_days" IS NULL)));
CREATE TABLE "people_weektime" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "monday" date NOT NULL, "minutes" integer unsigned NOT NULL CHECK ("minutes" >= 0), "label" varchar(120) NOT NULL, "batch" char(32) NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_opening" ("id" char(32) NOT NULL PRIMARY KEY, "kind" varchar(20) NOT NULL, "thing" char(32) NOT NULL, "by" varchar(64) NOT NULL, "day" date NOT NULL, "times" integer unsigned NOT NULL CHECK ("times" >= 0), "last_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "reader_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "opening_once_a_day" UNIQUE ("owner_id", "kind", "thing", "by", "day"));
CREATE TABLE "people_sharedbydefault" ("id" char(32) NOT NULL PRIMARY KEY, "kind" varchar(20) NOT NULL, "source" varchar(80) NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "shared_by_default_once" UNIQUE ("owner_id", "kind", "source"));
CREATE TABLE "people_organisation" ("id" char(32) NOT NULL PRIMARY KEY, "name" varchar(120) NOT NULL, "word" varchar(60) NOT NULL, "created_at" datetime NOT NULL);
CREATE TABLE "people_invitation" ("id" char(32) NOT NULL PRIMARY KEY, "email" varchar(254) NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "expires_at" datetime NOT NULL, "accepted_at" datetime NULL, "invited_by_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "name" varchar(120) NOT NULL, "role" varchar(20) NOT NULL, "sent_at" datetime NOT NULL, "organisation_id" char(32) NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "team_id" char(32) NULL REFERENCES "people_team" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_setup" ("id" char(32) NOT NULL PRIMARY KEY, "name" varchar(120) NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "expires_at" datetime NOT NULL, "used_at" datetime NULL, "organisation_id" char(32) NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_roster" ("id" char(32) NOT NULL PRIMARY KEY, "role" varchar(20) NOT NULL, "teams_of_file" bool NOT NULL, "rows" text NOT NULL CHECK ((JSON_VALID("rows") OR "rows" IS NULL)), "wrong" text NOT NULL CHECK ((JSON_VALID("wrong") OR "wrong" IS NULL)), "repeated" integer unsigned NOT NULL CHECK ("repeated" >= 0), "site" varchar(200) NOT NULL, "created_at" datetime NOT NULL, "confirmed_at" datetime NULL, "done" integer unsigned NOT NULL CHECK ("done" >= 0), "invited" integer unsigned NOT NULL CHECK ("invited" >= 0), "by_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" char(32) NOT NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "team_id" char(32) NULL REFERENCES "people_team" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_team" ("id" char(32) NOT NULL PRIMARY KEY, "name" varchar(120) NOT NULL, "organisation_id" char(32) NOT NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_membership" ("id" char(32) NOT NULL PRIMARY KEY, "role" varchar(20) NOT NULL, "email" varchar(254) NOT NULL, "joined_at" datetime NOT NULL, "person_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" char(32) NOT NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "membership_once" UNIQUE ("organisation_id", "person_id"));
CREATE TABLE "people_supervision" ("id" char(32) NOT NULL PRIMARY KEY, "member_id" char(32) NULL REFERENCES "people_membership" ("id") DEFERRABLE INITIALLY DEFERRED, "supervisor_id" char(32) NOT NULL REFERENCES "people_membership" ("id") DEFERRABLE INITIALLY DEFERRED, "team_id" char(32) NULL REFERENCES "people_team" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "supervision_of_a_team_or_a_member" CHECK ((("member_id" IS NULL AND "team_id" IS NOT NULL) OR ("member_id" IS NOT NULL AND "team_id" IS NULL AND NOT ("member_id" = ("supervisor_id") AND "member_id" IS NOT NULL)))), CONSTRAINT "supervision_of_team_once" UNIQUE ("supervisor_id", "team_id"), CONSTRAINT "supervision_of_member_once" UNIQUE ("supervisor_id", "member_id"));
CREATE TABLE "people_teamplace" ("id" char(32) NOT NULL PRIMARY KEY, "member_id" char(32) NOT NULL REFERENCES "people_membership" ("id") DEFERRABLE INITIALLY DEFERRED, "team_id" char(32) NOT NULL REFERENCES "people_team" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "team_place_once" UNIQUE ("team_id", "member_id"));
CREATE TABLE "people_mailchoices" ("id" char(32) NOT NULL PRIMARY KEY, "digest" bool NOT NULL, "mentoring" bool NOT NULL, "reviews" bool NOT NULL, "programmes" bool NOT NULL, "day" varchar(3) NOT NULL, "at" time NOT NULL, "digest_since" datetime NOT NULL, "quiet_from" time NULL, "quiet_until" time NULL, "owner_id" char(32) NOT NULL UNIQUE REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "quiet_hours_whole" CHECK ((("quiet_from" IS NULL AND "quiet_until" IS NULL) OR ("quiet_from" IS NOT NULL AND "quiet_until" IS NOT NULL AND NOT ("quiet_from" = ("quiet_until") AND "quiet_from" IS NOT NULL AND "quiet_until" IS NOT NULL)))));
CREATE TABLE "mentoring_meeting" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "starts_at" datetime NOT NULL, "minutes" smallint unsigned NOT NULL CHECK ("minutes" >= 0), "place" varchar(300) NOT NULL, "agreed" text NOT NULL, "by_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "mentorship_id" char(32) NOT NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_request" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "intent" varchar(20) NOT NULL, "question" varchar(300) NOT NULL, "state" varchar(20) NOT NULL, "thanks" text NOT NULL, "waiting_since" datetime NOT NULL, "answer_by" date NULL, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "mentorship_id" char(32) NOT NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED, "objective_id" char(32) NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_comment" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "name" varchar(120) NOT NULL, "text" text NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "link_id" char(32) NOT NULL REFERENCES "mentoring_sharedlink" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_supporternote" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" text NOT NULL, "mentorship_id" char(32) NOT NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_mentorship" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "kind" varchar(20) NOT NULL, "name" varchar(120) NOT NULL, "email" varchar(254) NOT NULL, "words" text NOT NULL, "scope" text NOT NULL, "rhythm" varchar(300) NOT NULL, "starts" date NULL, "ends" date NULL, "state" varchar(20) NOT NULL, "secret_hash" varchar(64) NULL UNIQUE, "asked_until" datetime NULL, "answered_at" datetime NULL, "ended_at" datetime NULL, "seen_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "supporter_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "place_id" char(32) NULL REFERENCES "people_teamplace" ("id") DEFERRABLE INITIALLY DEFERRED, "supervision_id" char(32) NULL REFERENCES "people_supervision" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mentorship_with_another" CHECK (("supporter_id" IS NULL OR NOT ("supporter_id" = ("owner_id") AND "supporter_id" IS NOT NULL))), CONSTRAINT "mentorship_in_order" CHECK (("starts" IS NULL OR "ends" IS NULL OR "ends" >= ("starts"))));
CREATE TABLE "mentoring_offer" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "topics" text NOT NULL, "capacity" smallint unsigned NOT NULL CHECK ("capacity" >= 0), "answer_days" smallint unsigned NOT NULL CHECK ("answer_days" >= 0), "shows_breaks" bool NOT NULL, "open" bool NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "offer_once" UNIQUE ("owner_id"));
CREATE TABLE "mentoring_sharedlink" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "label" varchar(120) NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "password" varchar(200) NOT NULL, "comments" bool NOT NULL, "expires_at" datetime NOT NULL, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "shared_link_to_one_thing" CHECK ((("entry_id" IS NULL AND "plan_id" IS NOT NULL) OR ("entry_id" IS NOT NULL AND "plan_id" IS NULL))));
CREATE TABLE "mentoring_reviewcomment" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "item" varchar(60) NOT NULL, "text" text NOT NULL, "author_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "review_id" char(32) NOT NULL REFERENCES "mentoring_review" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_contract" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "mentorship_id" char(32) NOT NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" char(32) NOT NULL REFERENCES "plans_version" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "contract_once" UNIQUE ("owner_id", "version_id", "mentorship_id"));
CREATE TABLE "mentoring_issuedfile" ("id" char(32) NOT NULL PRIMARY KEY, "sha256" varchar(64) NOT NULL, "format" varchar(10) NOT NULL, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "packet_id" char(32) NOT NULL REFERENCES "mentoring_packet" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "issued_file_once" UNIQUE ("owner_id", "packet_id", "sha256"));
CREATE TABLE "mentoring_packet" ("id" char(32) NOT NULL PRIMARY KEY, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "body" text NOT NULL, "sha256" varchar(64) NOT NULL, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "review_id" char(32) NOT NULL REFERENCES "mentoring_review" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "packet_number_once" UNIQUE ("owner_id", "review_id", "number"));
CREATE TABLE "mentoring_signature" ("id" char(32) NOT NULL PRIMARY KEY, "name" varchar(120) NOT NULL, "role" varchar(120) NOT NULL, "said" varchar(10) NOT NULL, "comment" text NOT NULL, "at" datetime NOT NULL, "contract_id" char(32) NULL REFERENCES "mentoring_contract" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "packet_id" char(32) NULL REFERENCES "mentoring_packet" ("id") DEFERRABLE INITIALLY DEFERRED, "signer_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "packet_signed_once" UNIQUE ("owner_id", "packet_id", "signer_id"), CONSTRAINT "contract_signed_once" UNIQUE ("owner_id", "contract_id", "signer_id"), CONSTRAINT "signature_of_one" CHECK ((("contract_id" IS NULL AND "packet_id" IS NOT NULL) OR ("contract_id" IS NOT NULL AND "packet_id" IS NULL))));
CREATE TABLE "mentoring_signedcopy" ("id" char(32) NOT NULL PRIMARY KEY, "packet" char(32) NOT NULL, "title" varchar(300) NOT NULL, "learner" varchar(120) NOT NULL, "sealed" text NOT NULL, "sha256" varchar(64) NOT NULL, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "signed_copy_once" UNIQUE ("owner_id", "packet"));
CREATE TABLE "mentoring_checkpoint" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "day" date NOT NULL, "seen" text NOT NULL, "answer" text NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "improvement_id" char(32) NOT NULL REFERENCES "mentoring_improvement" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_improvement" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "concern" text NOT NULL, "standard" text NOT NULL, "measure" text NOT NULL, "support" text NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "answer" text NOT NULL, "outcome" varchar(20) NOT NULL, "outcome_words" text NOT NULL, "mentorship_id" char(32) NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "third_id" char(32) NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "improvement_in_order" CHECK ("ends" >= ("starts")));
CREATE TABLE "mentoring_message" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" text NOT NULL, "author_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "request_id" char(32) NOT NULL REFERENCES "mentoring_request" ("id") DEFERRABLE INITIALLY DEFERRED, "left_out" smallint unsigned NOT NULL CHECK ("left_out" >= 0));
CREATE TABLE "mentoring_takenmail" ("id" char(32) NOT NULL PRIMARY KEY, "mark" varchar(64) NOT NULL UNIQUE, "taken_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "capture_id" char(32) NULL REFERENCES "mentoring_captureaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_outcomeconsent" ("id" char(32) NOT NULL PRIMARY KEY, "purpose" varchar(40) NOT NULL, "version" smallint unsigned NOT NULL CHECK ("version" >= 0), "given_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "membership_id" char(32) NOT NULL REFERENCES "people_membership" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mentoring_outcomereport" ("id" char(32) NOT NULL PRIMARY KEY, "quarter" varchar(7) NOT NULL, "sheet" text NOT NULL CHECK ((JSON_VALID("sheet") OR "sheet" IS NULL)), "organisation_id" char(32) NOT NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "outcome_report_once" UNIQUE ("organisation_id", "quarter"));
CREATE TABLE "mentoring_review" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "halfway" date NULL, "meets_on" date NULL, "summary" text NOT NULL, "objectives" text NOT NULL CHECK ((JSON_VALID("objectives") OR "objectives" IS NULL)), "evidence" text NOT NULL CHECK ((JSON_VALID("evidence") OR "evidence" IS NULL)), "entries" text NOT NULL CHECK ((JSON_VALID("entries") OR "entries" IS NULL)), "state" varchar(20) NOT NULL, "mentorship_id" char(32) NULL REFERENCES "mentoring_mentorship" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "plan_id" char(32) NULL REFERENCES "plans_plan" ("id") DEFERRABLE INITIALLY DEFERRED, "halfway_held" date NULL, "halfway_words" text NOT NULL, "cycle_id" char(32) NULL REFERENCES "mentoring_cycle" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "review_in_order" CHECK ("ends" >= ("starts")), CONSTRAINT "review_of_cycle_once" UNIQUE ("owner_id", "cycle_id"));
CREATE TABLE "mentoring_cycleplace" ("id" char(32) NOT NULL PRIMARY KEY, "told_at" datetime NULL, "reminded_at" datetime NULL, "cycle_id" char(32) NOT NULL REFERENCES "mentoring_cycle" ("id") DEFERRABLE INITIALLY DEFERRED, "member_id" char(32) NOT NULL REFERENCES "people_membership" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "cycle_place_once" UNIQUE ("cycle_id", "member_id"));
CREATE TABLE "mentoring_cycle" ("id" char(32) NOT NULL PRIMARY KEY, "title" varchar(300) NOT NULL, "starts" date NOT NULL, "ends" date NOT NULL, "draft_by" date NULL, "halfway" date NULL, "meets_by" date NULL, "closes_on" date NULL, "created_at" datetime NOT NULL, "ended_at" datetime NULL, "by_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "organisation_id" char(32) NOT NULL REFERENCES "people_organisation" ("id") DEFERRABLE INITIALLY DEFERRED, "team_id" char(32) NULL REFERENCES "people_team" ("id") DEFERRABLE INITIALLY DEFERRED, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), CONSTRAINT "cycle_in_order" CHECK ("ends" >= ("starts")));
CREATE TABLE "mentoring_captureaddress" ("id" char(32) NOT NULL PRIMARY KEY, "secret_hash" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "last_at" datetime NULL, "trouble" text NOT NULL, "owner_id" char(32) NOT NULL UNIQUE REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "programmes_programme" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "language" varchar(5) NOT NULL, "summary" text NOT NULL, "licence" varchar(300) NOT NULL, "things" integer unsigned NOT NULL CHECK ("things" >= 0), "minutes" integer unsigned NOT NULL CHECK ("minutes" >= 0), "document" text NOT NULL CHECK ((JSON_VALID("document") OR "document" IS NULL)), "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_edition" ("id" char(32) NOT NULL PRIMARY KEY, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "reason" varchar(300) NOT NULL, "document" text NOT NULL CHECK ((JSON_VALID("document") OR "document" IS NULL)), "sha256" varchar(64) NOT NULL, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "programme_id" char(32) NOT NULL REFERENCES "programmes_programme" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "edition_number_once" UNIQUE ("owner_id", "programme_id", "number"));
CREATE TABLE "programmes_programmegrant" ("id" char(32) NOT NULL PRIMARY KEY, "link_hash" varchar(64) NOT NULL, "public" bool NOT NULL, "role" varchar(20) NOT NULL, "source" varchar(80) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "thing_id" char(32) NOT NULL REFERENCES "programmes_programme" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "programmegrant_one_receiver" CHECK ((("link_hash" = '' AND "person_id" IS NOT NULL AND NOT "public") OR ("person_id" IS NULL AND NOT "public" AND NOT ("link_hash" = '')) OR ("link_hash" = '' AND "person_id" IS NULL AND "public"))), CONSTRAINT "programmegrant_once" UNIQUE ("owner_id", "thing_id", "person_id", "link_hash", "public", "source"));
CREATE TABLE "programmes_wallcomment" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" text NOT NULL, "hidden_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" char(32) NOT NULL REFERENCES "programmes_wallpost" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_rungrant" ("id" char(32) NOT NULL PRIMARY KEY, "link_hash" varchar(64) NOT NULL, "public" bool NOT NULL, "role" varchar(20) NOT NULL, "source" varchar(80) NOT NULL, "created_at" datetime NOT NULL, "expires_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "thing_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "rungrant_one_receiver" CHECK ((("link_hash" = '' AND "person_id" IS NOT NULL AND NOT "public") OR ("person_id" IS NULL AND NOT "public" AND NOT ("link_hash" = '')) OR ("link_hash" = '' AND "person_id" IS NULL AND "public"))), CONSTRAINT "rungrant_once" UNIQUE ("owner_id", "thing_id", "person_id", "link_hash", "public", "source"));
CREATE TABLE "programmes_runinvitation" ("id" char(32) NOT NULL PRIMARY KEY, "email" varchar(254) NOT NULL, "name" varchar(120) NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "joined_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "run_invitation_once" UNIQUE ("owner_id", "run_id", "email"));
CREATE TABLE "programmes_step" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "key" varchar(120) NOT NULL, "state" varchar(10) NOT NULL, "usefulness" smallint unsigned NULL CHECK ("usefulness" >= 0), "done_on" date NULL, "activity_id" char(32) NULL REFERENCES "plans_activity" ("id") DEFERRABLE INITIALLY DEFERRED, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "participation_id" char(32) NOT NULL REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "step_once" UNIQUE ("owner_id", "participation_id", "key"));
CREATE TABLE "programmes_wallmark" ("id" char(32) NOT NULL PRIMARY KEY, "kind" varchar(10) NOT NULL, "created_at" datetime NOT NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" char(32) NOT NULL REFERENCES "programmes_wallpost" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "wall_mark_once" UNIQUE ("owner_id", "post_id", "kind"));
CREATE TABLE "programmes_thingtotal" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(120) NOT NULL, "done" integer NOT NULL, "skipped" integer NOT NULL, "rated" integer NOT NULL, "useful" integer NOT NULL, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "thing_total_once" UNIQUE ("run_id", "key"));
CREATE TABLE "programmes_certificate" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "code" varchar(40) NOT NULL UNIQUE, "name" varchar(120) NOT NULL, "title" varchar(300) NOT NULL, "programme" varchar(300) NOT NULL, "criteria" varchar(300) NOT NULL, "language" varchar(5) NOT NULL, "done" integer unsigned NOT NULL CHECK ("done" >= 0), "of" integer unsigned NOT NULL CHECK ("of" >= 0), "minutes" integer unsigned NOT NULL CHECK ("minutes" >= 0), "issued_on" date NOT NULL, "revoked_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "coordinator" varchar(120) NOT NULL, "participation_id" char(32) NULL UNIQUE REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_wallpost" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "key" varchar(120) NOT NULL, "url" varchar(2000) NOT NULL, "hidden_at" datetime NULL, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "participation_id" char(32) NOT NULL REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED, "page_state" varchar(10) NOT NULL, "page_title" varchar(300) NOT NULL, "page_words" varchar(500) NOT NULL, CONSTRAINT "wall_post_says" CHECK (("entry_id" IS NOT NULL OR NOT ("url" = ''))));
CREATE TABLE "programmes_blog" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "url" varchar(2000) NOT NULL, "url_hash" varchar(64) NOT NULL, "automatic" bool NOT NULL, "etag" varchar(200) NOT NULL, "modified" varchar(100) NOT NULL, "next_at" datetime NULL, "read_at" datetime NULL, "failures" integer unsigned NOT NULL CHECK ("failures" >= 0), "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "participation_id" char(32) NOT NULL UNIQUE REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_proposedpost" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "mark" varchar(64) NOT NULL, "key" varchar(120) NOT NULL, "url" varchar(2000) NOT NULL, "title" varchar(300) NOT NULL, "words" varchar(500) NOT NULL, "published_at" datetime NULL, "state" varchar(10) NOT NULL, "blog_id" char(32) NOT NULL REFERENCES "programmes_blog" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "proposed_post_once" UNIQUE ("owner_id", "blog_id", "mark"));
CREATE TABLE "programmes_agreement" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "name" varchar(120) NOT NULL, "email" varchar(254) NOT NULL, "words" text NOT NULL, "secret_hash" varchar(64) NOT NULL UNIQUE, "expires_at" datetime NOT NULL, "state" varchar(10) NOT NULL, "answer" text NOT NULL, "answered_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "participation_id" char(32) NOT NULL UNIQUE REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED, "supervisor_id" char(32) NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_participation" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "part" varchar(10) NOT NULL, "pace" varchar(10) NOT NULL, "pauses" text NOT NULL CHECK ((JSON_VALID("pauses") OR "pauses" IS NULL)), "shows_name" bool NOT NULL, "mails" bool NOT NULL, "joined_on" date NOT NULL, "left_at" datetime NULL, "last_at" datetime NULL, "objective_id" char(32) NULL REFERENCES "plans_objective" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED, "named_in_group" bool NOT NULL, "wants_group" bool NOT NULL, "group_id" char(32) NULL REFERENCES "programmes_rungroup" ("id") DEFERRABLE INITIALLY DEFERRED, "surveyed" bool NULL, CONSTRAINT "participation_once" UNIQUE ("owner_id", "run_id"));
CREATE TABLE "programmes_run" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "source" varchar(80) NOT NULL, "title" varchar(300) NOT NULL, "words" text NOT NULL, "language" varchar(5) NOT NULL, "document" text NOT NULL CHECK ((JSON_VALID("document") OR "document" IS NULL)), "sha256" varchar(64) NOT NULL, "modules" integer unsigned NOT NULL CHECK ("modules" >= 0), "starts" date NOT NULL, "pace" varchar(10) NOT NULL, "holidays" text NOT NULL CHECK ((JSON_VALID("holidays") OR "holidays" IS NULL)), "dates" text NOT NULL CHECK ((JSON_VALID("dates") OR "dates" IS NULL)), "joining" varchar(10) NOT NULL, "capacity" integer unsigned NULL CHECK ("capacity" >= 0), "link_hash" varchar(64) NOT NULL, "mails" bool NOT NULL, "comments" bool NOT NULL, "ended_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "programme_id" char(32) NULL REFERENCES "programmes_programme" ("id") DEFERRABLE INITIALLY DEFERRED, "tag" varchar(40) NOT NULL, "agreement" varchar(10) NOT NULL, "group_size" smallint unsigned NULL CHECK ("group_size" >= 0), "grouping" varchar(10) NOT NULL, "groups_made" bool NOT NULL);
CREATE TABLE "programmes_rungroup" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "run_group_once" UNIQUE ("owner_id", "run_id", "number"));
CREATE TABLE "programmes_grouppost" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" text NOT NULL, "entry_id" char(32) NULL REFERENCES "journal_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "participation_id" char(32) NOT NULL REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" char(32) NULL REFERENCES "programmes_rungroup" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "group_post_says" CHECK (("entry_id" IS NOT NULL OR NOT ("text" = ''))));
CREATE TABLE "programmes_survey" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "without" text NOT NULL CHECK ((JSON_VALID("without") OR "without" IS NULL)), "own" text NOT NULL CHECK ((JSON_VALID("own") OR "own" IS NULL)), "closed_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL UNIQUE REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_announcement" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "title" varchar(300) NOT NULL, "text" text NOT NULL, "told_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_question" ("id" char(32) NOT NULL PRIMARY KEY, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "deleted_at" datetime NULL, "text" text NOT NULL, "public" bool NOT NULL, "answer" text NOT NULL, "answered_at" datetime NULL, "owner_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED, "participation_id" char(32) NOT NULL REFERENCES "programmes_participation" ("id") DEFERRABLE INITIALLY DEFERRED, "run_id" char(32) NOT NULL REFERENCES "programmes_run" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "programmes_surveyanswer" ("id" char(32) NOT NULL PRIMARY KEY, "question" varchar(20) NOT NULL, "value" text NOT NULL, "survey_id" char(32) NOT NULL REFERENCES "programmes_survey" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "usersessions_usersession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "ip" char(39) NOT NULL, "last_seen_at" datetime NOT NULL, "session_key" varchar(40) NOT NULL UNIQUE, "user_agent" varchar(200) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" char(32) NOT NULL REFERENCES "people_person" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE VIRTUAL TABLE journal_fts
    USING fts5(words, content='journal_entrywords', content_rowid='id', tokenize='ascii');
CREATE INDEX "people_token_owner_id_1ab1f9d2" ON "people_token" ("owner_id");
CREATE INDEX "people_break_owner_id_d9ea1937" ON "people_break" ("owner_id");
CREATE INDEX "people_brea_owner_i_1422c2_idx" ON "people_break" ("owner_id", "starts");
CREATE INDEX "people_reply_owner_id_5ee7e5e5" ON "people_reply" ("owner_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "listing_calendar_once" ON "catalogue_listing" ("owner_id", "calendar_uid") WHERE NOT ("calendar_uid" = '');
CREATE INDEX "catalogue_listing_owner_id_359a91a7" ON "catalogue_listing" ("owner_id");
CREATE INDEX "catalogue_l_owner_i_7bef4b_idx" ON "catalogue_listing" ("owner_id", "ends_on");
CREATE UNIQUE INDEX "own_resource_once" ON "catalogue_ownresource" ("owner_id", "resource") WHERE NOT ("resource" = '');
CREATE INDEX "catalogue_ownresource_owner_id_3309f920" ON "catalogue_ownresource" ("owner_id");
CREATE INDEX "catalogue_o_owner_i_a2e9fb_idx" ON "catalogue_ownresource" ("owner_id", "title");
CREATE INDEX "catalogue_calendaraddress_owner_id_57de157b" ON "catalogue_calendaraddress" ("owner_id");
CREATE INDEX "django_task_queue_n_99c321_idx" ON "django_tasks_database_dbtaskresult" ("queue_name");
CREATE INDEX "django_task_backend_071754_idx" ON "django_tasks_database_dbtaskresult" ("backend_name");
CREATE INDEX "tasks_db_new_ordering_idx" ON "django_tasks_database_dbtaskresult" ("status", "priority" DESC, "run_after" ASC, "enqueued_at" ASC) WHERE "status" = 'READY';
CREATE INDEX "plans_criterion_owner_id_e4a48c34" ON "plans_criterion" ("owner_id");
CREATE INDEX "plans_criterion_objective_id_1814103a" ON "plans_criterion" ("objective_id");
CREATE INDEX "plans_event_by_id_e036e1b3" ON "plans_event" ("by_id");
CREATE INDEX "plans_event_owner_id_c6ec333b" ON "plans_event" ("owner_id");
CREATE INDEX "plans_event_plan_id_6d82ac61" ON "plans_event" ("plan_id");
CREATE INDEX "plans_comesafter_activity_id_60972ad7" ON "plans_comesafter" ("activity_id");
CREATE INDEX "plans_comesafter_first_id_9ef363a4" ON "plans_comesafter" ("first_id");
CREATE INDEX "plans_comesafter_owner_id_0810ecfd" ON "plans_comesafter" ("owner_id");
CREATE INDEX "plans_goal_owner_id_3b415d5c" ON "plans_goal" ("owner_id");
CREATE INDEX "plans_goal_owner_i_77a6d5_idx" ON "plans_goal" ("owner_id", "position");
CREATE INDEX "plans_link_owner_id_df809eff" ON "plans_link" ("owner_id");
CREATE INDEX "plans_link_to_goal_id_9d63da4d" ON "plans_link" ("to_goal_id");
CREATE INDEX "plans_link_objective_id_4bf51aa9" ON "plans_link" ("objective_id");
CREATE INDEX "plans_link_to_objective_id_619d43d0" ON "plans_link" ("to_objective_id");
CREATE INDEX "plans_activity_owner_id_0c1b4c31" ON "plans_activity" ("owner_id");
CREATE INDEX "plans_activity_objective_id_121a314c" ON "plans_activity" ("objective_id");
CREATE INDEX "plans_activ_owner_i_53da07_idx" ON "plans_activity" ("owner_id", "state");
CREATE INDEX "plans_objective_goal_id_3ffa54bb" ON "plans_objective" ("goal_id");
CREATE INDEX "plans_objective_owner_id_9f605f2c" ON "plans_objective" ("owner_id");
CREATE INDEX "plans_objective_plan_id_098e3d38" ON "plans_objective" ("plan_id");
CREATE INDEX "plans_event_owner_i_e815bf_idx" ON "plans_event" ("owner_id", "plan_id", "id" DESC);
CREATE INDEX "plans_plangrant_owner_id_18fdd13b" ON "plans_plangrant" ("owner_id");
CREATE INDEX "plans_plangrant_person_id_2d0c66ce" ON "plans_plangrant" ("person_id");
CREATE INDEX "plans_plangrant_thing_id_7b2bbd1f" ON "plans_plangrant" ("thing_id");
CREATE INDEX "exchange_arrival_owner_id_7574a708" ON "exchange_arrival" ("owner_id");
CREATE INDEX "exchange_arrival_plan_id_3fb9e070" ON "exchange_arrival" ("plan_id");
CREATE INDEX "exchange_ar_owner_i_57de6a_idx" ON "exchange_arrival" ("owner_id", "created_at");
CREATE INDEX "jobs_lease_until_b1177e1d" ON "jobs_lease" ("until");
CREATE INDEX "journal_attachment_owner_id_2f554915" ON "journal_attachment" ("owner_id");
CREATE INDEX "journal_attachment_plan_id_c7c22f6c" ON "journal_attachment" ("plan_id");
CREATE INDEX "journal_attachment_entry_id_a2e10a21" ON "journal_attachment" ("entry_id");
CREATE INDEX "journal_evidence_attachment_id_17b679d2" ON "journal_evidence" ("attachment_id");
CREATE INDEX "journal_evidence_criterion_id_0236ae35" ON "journal_evidence" ("criterion_id");
CREATE INDEX "journal_evidence_entry_id_30cd604c" ON "journal_evidence" ("entry_id");
CREATE INDEX "journal_evidence_objective_id_e3e3a84c" ON "journal_evidence" ("objective_id");
CREATE INDEX "journal_evidence_owner_id_2dd01c04" ON "journal_evidence" ("owner_id");
CREATE INDEX "journal_privatenote_owner_id_64832e5b" ON "journal_privatenote" ("owner_id");
CREATE INDEX "journal_reflection_owner_id_0ec33e5c" ON "journal_reflection" ("owner_id");
CREATE INDEX "journal_entryactivity_activity_id_30124de9" ON "journal_entryactivity" ("activity_id");
CREATE INDEX "journal_entryactivity_entry_id_c10d5953" ON "journal_entryactivity" ("entry_id");
CREATE INDEX "journal_entryactivity_owner_id_f68fb412" ON "journal_entryactivity" ("owner_id");
CREATE INDEX "journal_entrygrant_owner_id_f9af5acc" ON "journal_entrygrant" ("owner_id");
CREATE INDEX "journal_entrygrant_person_id_40e57b64" ON "journal_entrygrant" ("person_id");
CREATE INDEX "journal_entrygrant_thing_id_61125af6" ON "journal_entrygrant" ("thing_id");
CREATE INDEX "journal_entryobjective_entry_id_7c688253" ON "journal_entryobjective" ("entry_id");
CREATE INDEX "journal_entryobjective_objective_id_89454c1f" ON "journal_entryobjective" ("objective_id");
CREATE INDEX "journal_entryobjective_owner_id_a8ed47a0" ON "journal_entryobjective" ("owner_id");
CREATE INDEX "journal_entry_owner_id_ab391530" ON "journal_entry" ("owner_id");
CREATE INDEX "journal_ent_owner_i_3c051f_idx" ON "journal_entry" ("owner_id", "day" DESC, "id" DESC);
CREATE INDEX "journal_evi_owner_i_b6c9a7_idx" ON "journal_evidence" ("owner_id", "day" DESC);
CREATE INDEX "journal_checkin_owner_id_209268cd" ON "journal_checkin" ("owner_id");
CREATE INDEX "journal_entrywords_owner_id_4a2a1198" ON "journal_entrywords" ("owner_id");
CREATE INDEX "journal_weektotal_owner_id_899dffd8" ON "journal_weektotal" ("owner_id");
CREATE INDEX "plans_plan_owner_id_a2432b51" ON "plans_plan" ("owner_id");
CREATE INDEX "plans_plan_previous_id_44949fb8" ON "plans_plan" ("previous_id");
CREATE INDEX "plans_plan_owner_i_e90ce9_idx" ON "plans_plan" ("owner_id", "starts" DESC);
CREATE INDEX "plans_version_by_id_589d9396" ON "plans_version" ("by_id");
CREATE INDEX "plans_version_owner_id_73e7c15d" ON "plans_version" ("owner_id");
CREATE INDEX "plans_version_plan_id_6c2a6df4" ON "plans_version" ("plan_id");
CREATE INDEX "plans_calendarevent_activity_id_694c4d03" ON "plans_calendarevent" ("activity_id");
CREATE INDEX "plans_calendarevent_objective_id_4965e42e" ON "plans_calendarevent" ("objective_id");
CREATE INDEX "plans_calendarevent_owner_id_36c28229" ON "plans_calendarevent" ("owner_id");
CREATE INDEX "plans_calendarevent_plan_id_5f7f5362" ON "plans_calendarevent" ("plan_id");
CREATE INDEX "people_cache_expires" ON "people_cache" ("expires");
CREATE UNIQUE INDEX "person_email_once" ON "people_person" ((LOWER("email")));
CREATE UNIQUE INDEX "person_local_once" ON "people_person" ("is_local") WHERE "is_local";
CREATE INDEX "people_weektime_owner_id_0e7cd9e9" ON "people_weektime" ("owner_id");
CREATE INDEX "people_week_owner_i_98dd10_idx" ON "people_weektime" ("owner_id", "monday");
CREATE INDEX "people_opening_owner_id_e2d18dc3" ON "people_opening" ("owner_id");
CREATE INDEX "people_opening_reader_id_4e86de3e" ON "people_opening" ("reader_id");
CREATE INDEX "people_open_owner_i_8f770a_idx" ON "people_opening" ("owner_id", "last_at" DESC);
CREATE INDEX "people_sharedbydefault_owner_id_71c82e6a" ON "people_sharedbydefault" ("owner_id");
CREATE INDEX "people_sharedbydefault_person_id_3fa10aaa" ON "people_sharedbydefault" ("person_id");
CREATE INDEX "people_invitation_invited_by_id_3784d49d" ON "people_invitation" ("invited_by_id");
CREATE UNIQUE INDEX "invitation_open_once" ON "people_invitation" ("organisation_id", "email") WHERE "accepted_at" IS NULL;
CREATE INDEX "people_invitation_organisation_id_ac6bf02f" ON "people_invitation" ("organisation_id");
CREATE INDEX "people_setup_organisation_id_38bf5ea5" ON "people_setup" ("organisation_id");
CREATE INDEX "people_roster_by_id_408f6d58" ON "people_roster" ("by_id");
CREATE INDEX "people_roster_organisation_id_c03017b2" ON "people_roster" ("organisation_id");
CREATE INDEX "people_roster_team_id_dd334797" ON "people_roster" ("team_id");
CREATE INDEX "people_invitation_team_id_6e30d989" ON "people_invitation" ("team_id");
CREATE INDEX "people_team_organisation_id_bd97b625" ON "people_team" ("organisation_id");
CREATE INDEX "people_membership_person_id_dd6d28d1" ON "people_membership" ("person_id");
CREATE INDEX "people_membership_organisation_id_a6c82864" ON "people_membership" ("organisation_id");
CREATE INDEX "people_memb_organis_25c501_idx" ON "people_membership" ("organisation_id", "email");
CREATE INDEX "people_supervision_member_id_0069db6e" ON "people_supervision" ("member_id");
CREATE INDEX "people_supervision_supervisor_id_142c0d17" ON "people_supervision" ("supervisor_id");
CREATE INDEX "people_supervision_team_id_52793855" ON "people_supervision" ("team_id");
CREATE INDEX "people_teamplace_member_id_a8122304" ON "people_teamplace" ("member_id");
CREATE INDEX "people_teamplace_team_id_0e89c252" ON "people_teamplace" ("team_id");
CREATE UNIQUE INDEX "team_name_once" ON "people_team" ("organisation_id", (LOWER("name")));
CREATE INDEX "mentoring_meeting_by_id_65cd2a0f" ON "mentoring_meeting" ("by_id");
CREATE INDEX "mentoring_meeting_owner_id_e642dcb1" ON "mentoring_meeting" ("owner_id");
CREATE INDEX "mentoring_meeting_mentorship_id_eb6f0d71" ON "mentoring_meeting" ("mentorship_id");
CREATE INDEX "mentoring_request_entry_id_a56afaca" ON "mentoring_request" ("entry_id");
CREATE INDEX "mentoring_request_mentorship_id_3c2af26b" ON "mentoring_request" ("mentorship_id");
CREATE INDEX "mentoring_request_objective_id_fadd999d" ON "mentoring_request" ("objective_id");
CREATE INDEX "mentoring_request_owner_id_d85ea754" ON "mentoring_request" ("owner_id");
CREATE INDEX "mentoring_comment_owner_id_67ba1a8c" ON "mentoring_comment" ("owner_id");
CREATE INDEX "mentoring_comment_link_id_f3e5ece6" ON "mentoring_comment" ("link_id");
CREATE INDEX "mentoring_supporternote_mentorship_id_62a1259d" ON "mentoring_supporternote" ("mentorship_id");
CREATE INDEX "mentoring_supporternote_owner_id_7692ce45" ON "mentoring_supporternote" ("owner_id");
CREATE INDEX "mentoring_mentorship_owner_id_a2668390" ON "mentoring_mentorship" ("owner_id");
CREATE INDEX "mentoring_mentorship_supporter_id_c20e9307" ON "mentoring_mentorship" ("supporter_id");
CREATE INDEX "mentoring_m_support_fb7375_idx" ON "mentoring_mentorship" ("supporter_id", "state");
CREATE INDEX "mentoring_offer_owner_id_8d26fd3b" ON "mentoring_offer" ("owner_id");
CREATE INDEX "mentoring_sharedlink_entry_id_61007a97" ON "mentoring_sharedlink" ("entry_id");
CREATE INDEX "mentoring_sharedlink_owner_id_6efd3bfd" ON "mentoring_sharedlink" ("owner_id");
CREATE INDEX "mentoring_sharedlink_plan_id_f68e5a60" ON "mentoring_sharedlink" ("plan_id");
CREATE INDEX "mentoring_reviewcomment_author_id_80f2b1b3" ON "mentoring_reviewcomment" ("author_id");
CREATE INDEX "mentoring_reviewcomment_owner_id_8574e4ab" ON "mentoring_reviewcomment" ("owner_id");
CREATE INDEX "mentoring_reviewcomment_review_id_b8fb5a7c" ON "mentoring_reviewcomment" ("review_id");
CREATE INDEX "mentoring_contract_mentorship_id_9f386ee1" ON "mentoring_contract" ("mentorship_id");
CREATE INDEX "mentoring_contract_owner_id_5edb2e5c" ON "mentoring_contract" ("owner_id");
CREATE INDEX "mentoring_contract_version_id_c8dbd852" ON "mentoring_contract" ("version_id");
CREATE INDEX "mentoring_issuedfile_owner_id_912c9367" ON "mentoring_issuedfile" ("owner_id");
CREATE INDEX "mentoring_issuedfile_packet_id_cd468080" ON "mentoring_issuedfile" ("packet_id");
CREATE INDEX "mentoring_i_sha256_ce7b76_idx" ON "mentoring_issuedfile" ("sha256");
CREATE INDEX "mentoring_packet_sha256_f6ce378f" ON "mentoring_packet" ("sha256");
CREATE INDEX "mentoring_packet_owner_id_cdfd590d" ON "mentoring_packet" ("owner_id");
CREATE INDEX "mentoring_packet_review_id_821fbca6" ON "mentoring_packet" ("review_id");
CREATE INDEX "mentoring_signature_contract_id_68568527" ON "mentoring_signature" ("contract_id");
CREATE INDEX "mentoring_signature_owner_id_b3bf6964" ON "mentoring_signature" ("owner_id");
CREATE INDEX "mentoring_signature_packet_id_d62ed5b3" ON "mentoring_signature" ("packet_id");
CREATE INDEX "mentoring_signature_signer_id_d3682428" ON "mentoring_signature" ("signer_id");
CREATE INDEX "mentoring_signedcopy_sha256_0bd3a4ec" ON "mentoring_signedcopy" ("sha256");
CREATE INDEX "mentoring_signedcopy_owner_id_67f038c2" ON "mentoring_signedcopy" ("owner_id");
CREATE INDEX "mentoring_checkpoint_owner_id_4af011bf" ON "mentoring_checkpoint" ("owner_id");
CREATE INDEX "mentoring_checkpoint_improvement_id_a955b13b" ON "mentoring_checkpoint" ("improvement_id");
CREATE INDEX "mentoring_improvement_mentorship_id_fa1148c1" ON "mentoring_improvement" ("mentorship_id");
CREATE INDEX "mentoring_improvement_owner_id_0952ef6b" ON "mentoring_improvement" ("owner_id");
CREATE INDEX "mentoring_improvement_third_id_1b418b9a" ON "mentoring_improvement" ("third_id");
CREATE UNIQUE INDEX "mentorship_by_supervision_once" ON "mentoring_mentorship" ("owner_id", "supervision_id") WHERE "state" = 'running';
CREATE INDEX "mentoring_mentorship_place_id_b0d82860" ON "mentoring_mentorship" ("place_id");
CREATE INDEX "mentoring_mentorship_supervision_id_8e4c485d" ON "mentoring_mentorship" ("supervision_id");
CREATE INDEX "mentoring_message_author_id_997918e9" ON "mentoring_message" ("author_id");
CREATE INDEX "mentoring_message_owner_id_d5e66654" ON "mentoring_message" ("owner_id");
CREATE INDEX "mentoring_message_request_id_a4d81479" ON "mentoring_message" ("request_id");
CREATE INDEX "mentoring_takenmail_owner_id_3f6e7f74" ON "mentoring_takenmail" ("owner_id");
CREATE UNIQUE INDEX "outcome_consent_once" ON "mentoring_outcomeconsent" ("owner_id", "membership_id") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "mentoring_outcomeconsent_membership_id_0b43eaa3" ON "mentoring_outcomeconsent" ("membership_id");
CREATE INDEX "mentoring_outcomeconsent_owner_id_dcc11098" ON "mentoring_outcomeconsent" ("owner_id");
CREATE INDEX "mentoring_outcomereport_organisation_id_68246a18" ON "mentoring_outcomereport" ("organisation_id");
CREATE INDEX "mentoring_review_mentorship_id_5fb5b64a" ON "mentoring_review" ("mentorship_id");
CREATE INDEX "mentoring_review_owner_id_0b2d0b83" ON "mentoring_review" ("owner_id");
CREATE INDEX "mentoring_review_plan_id_380300fd" ON "mentoring_review" ("plan_id");
CREATE INDEX "mentoring_review_cycle_id_0ba53442" ON "mentoring_review" ("cycle_id");
CREATE INDEX "mentoring_cycleplace_cycle_id_1076ef22" ON "mentoring_cycleplace" ("cycle_id");
CREATE INDEX "mentoring_cycleplace_member_id_d734274e" ON "mentoring_cycleplace" ("member_id");
CREATE INDEX "mentoring_cycle_by_id_a318a9b1" ON "mentoring_cycle" ("by_id");
CREATE INDEX "mentoring_cycle_organisation_id_42c29ef7" ON "mentoring_cycle" ("organisation_id");
CREATE INDEX "mentoring_cycle_team_id_521268a8" ON "mentoring_cycle" ("team_id");
CREATE INDEX "mentoring_takenmail_capture_id_ff84fc60" ON "mentoring_takenmail" ("capture_id");
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "programmes__owner_i_f0c2a0_idx" ON "programmes_programme" ("owner_id", "title");
CREATE INDEX "programmes_programme_owner_id_27328690" ON "programmes_programme" ("owner_id");
CREATE INDEX "programmes_edition_owner_id_2dd6fc16" ON "programmes_edition" ("owner_id");
CREATE INDEX "programmes_edition_programme_id_4ff173b3" ON "programmes_edition" ("programme_id");
CREATE INDEX "programmes_programmegrant_owner_id_7fdcf269" ON "programmes_programmegrant" ("owner_id");
CREATE INDEX "programmes_programmegrant_person_id_d6e83704" ON "programmes_programmegrant" ("person_id");
CREATE INDEX "programmes_programmegrant_thing_id_91000a31" ON "programmes_programmegrant" ("thing_id");
CREATE INDEX "programmes_wallcomment_owner_id_4ea757b5" ON "programmes_wallcomment" ("owner_id");
CREATE INDEX "programmes_wallcomment_post_id_6450b16c" ON "programmes_wallcomment" ("post_id");
CREATE INDEX "programmes_rungrant_owner_id_a0f07722" ON "programmes_rungrant" ("owner_id");
CREATE INDEX "programmes_rungrant_person_id_24acf1af" ON "programmes_rungrant" ("person_id");
CREATE INDEX "programmes_rungrant_thing_id_b52ca145" ON "programmes_rungrant" ("thing_id");
CREATE INDEX "programmes_runinvitation_owner_id_9517fbea" ON "programmes_runinvitation" ("owner_id");
CREATE INDEX "programmes_runinvitation_run_id_56f428c5" ON "programmes_runinvitation" ("run_id");
CREATE INDEX "programmes_step_activity_id_c8b228a6" ON "programmes_step" ("activity_id");
CREATE INDEX "programmes_step_entry_id_b9ec8925" ON "programmes_step" ("entry_id");
CREATE INDEX "programmes_step_owner_id_b33c6fe8" ON "programmes_step" ("owner_id");
CREATE INDEX "programmes_step_participation_id_488b5715" ON "programmes_step" ("participation_id");
CREATE INDEX "programmes_wallmark_owner_id_d2058914" ON "programmes_wallmark" ("owner_id");
CREATE INDEX "programmes_wallmark_post_id_3842e520" ON "programmes_wallmark" ("post_id");
CREATE INDEX "programmes_thingtotal_run_id_0ec0b547" ON "programmes_thingtotal" ("run_id");
CREATE INDEX "programmes_certificate_owner_id_363f2f06" ON "programmes_certificate" ("owner_id");
CREATE UNIQUE INDEX "wall_post_once" ON "programmes_wallpost" ("owner_id", "run_id", "entry_id") WHERE "entry_id" IS NOT NULL;
CREATE INDEX "programmes_wallpost_entry_id_a47b992e" ON "programmes_wallpost" ("entry_id");
CREATE INDEX "programmes_wallpost_owner_id_6894bc4e" ON "programmes_wallpost" ("owner_id");
CREATE INDEX "programmes_wallpost_participation_id_ad84095c" ON "programmes_wallpost" ("participation_id");
CREATE INDEX "programmes_wallpost_run_id_94086de5" ON "programmes_wallpost" ("run_id");
CREATE INDEX "programmes__run_id_6ef2be_idx" ON "programmes_wallpost" ("run_id", "key", "id" DESC);
CREATE INDEX "programmes__run_id_797c65_idx" ON "programmes_wallpost" ("run_id", "id" DESC);
CREATE INDEX "programmes_blog_url_hash_17a2780e" ON "programmes_blog" ("url_hash");
CREATE INDEX "programmes_blog_next_at_6bd11018" ON "programmes_blog" ("next_at");
CREATE INDEX "programmes_blog_owner_id_601ea8cb" ON "programmes_blog" ("owner_id");
CREATE INDEX "programmes_proposedpost_blog_id_328c3124" ON "programmes_proposedpost" ("blog_id");
CREATE INDEX "programmes_proposedpost_owner_id_98fa29e0" ON "programmes_proposedpost" ("owner_id");
CREATE INDEX "programmes_agreement_owner_id_3c17441a" ON "programmes_agreement" ("owner_id");
CREATE INDEX "programmes_agreement_supervisor_id_7ecc3a8a" ON "programmes_agreement" ("supervisor_id");
CREATE INDEX "programmes_participation_objective_id_a2f7aa18" ON "programmes_participation" ("objective_id");
CREATE INDEX "programmes_participation_owner_id_d6ebfe20" ON "programmes_participation" ("owner_id");
CREATE INDEX "programmes_participation_run_id_7dd4c24a" ON "programmes_participation" ("run_id");
CREATE INDEX "programmes__run_id_1ced03_idx" ON "programmes_participation" ("run_id", "left_at", "last_at", "id");
CREATE INDEX "programmes_run_owner_id_16e457a3" ON "programmes_run" ("owner_id");
CREATE INDEX "programmes_run_programme_id_49d26652" ON "programmes_run" ("programme_id");
CREATE INDEX "programmes__owner_i_61582a_idx" ON "programmes_run" ("owner_id", "starts" DESC);
CREATE INDEX "programmes_participation_group_id_fa2b720f" ON "programmes_participation" ("group_id");
CREATE INDEX "programmes_rungroup_owner_id_6174d2f9" ON "programmes_rungroup" ("owner_id");
CREATE INDEX "programmes_rungroup_run_id_88c1e4bf" ON "programmes_rungroup" ("run_id");
CREATE INDEX "programmes_grouppost_entry_id_b7c88a06" ON "programmes_grouppost" ("entry_id");
CREATE INDEX "programmes_grouppost_owner_id_51a9121d" ON "programmes_grouppost" ("owner_id");
CREATE INDEX "programmes_grouppost_participation_id_ca944889" ON "programmes_grouppost" ("participation_id");
CREATE INDEX "programmes_grouppost_group_id_a03d373a" ON "programmes_grouppost" ("group_id");
CREATE INDEX "programmes_survey_owner_id_9f1b33fb" ON "programmes_survey" ("owner_id");
CREATE INDEX "programmes_announcement_owner_id_362f0d72" ON "programmes_announcement" ("owner_id");
CREATE INDEX "programmes_announcement_run_id_96f69a30" ON "programmes_announcement" ("run_id");
CREATE INDEX "programmes__run_id_92fdc9_idx" ON "programmes_announcement" ("run_id", "id" DESC);
CREATE INDEX "programmes_question_owner_id_e0f81c52" ON "programmes_question" ("owner_id");
CREATE INDEX "programmes_question_participation_id_f7aaeff9" ON "programmes_question" ("participation_id");
CREATE INDEX "programmes_question_run_id_652ca1ba" ON "programmes_question" ("run_id");
CREATE INDEX "programmes__run_id_264800_idx" ON "programmes_question" ("run_id", "answered_at", "id");
CREATE INDEX "programmes_surveyanswer_survey_id_5a049244" ON "programmes_surveyanswer" ("survey_id");
CREATE INDEX "programmes__survey__305fb7_idx" ON "programmes_surveyanswer" ("survey_id", "question", "id");
CREATE INDEX "programmes__run_id_daa236_idx" ON "programmes_participation" ("run_id", "left_at", "deleted_at", "id");
CREATE INDEX "wall_mark_reports" ON "programmes_wallmark" ("post_id") WHERE "kind" = 'report';
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "usersessions_usersession_user_id_af5e0a6d" ON "usersessions_usersession" ("user_id");
CREATE TRIGGER pulse_people_break_insert AFTER INSERT ON people_break BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_break_update AFTER UPDATE ON people_break BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_break_delete AFTER DELETE ON people_break BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_weektime_insert AFTER INSERT ON people_weektime BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_weektime_update AFTER UPDATE ON people_weektime BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_weektime_delete AFTER DELETE ON people_weektime BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_mailchoices_insert AFTER INSERT ON people_mailchoices BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_mailchoices_update AFTER UPDATE ON people_mailchoices BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_mailchoices_delete AFTER DELETE ON people_mailchoices BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_token_insert AFTER INSERT ON people_token BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_token_update AFTER UPDATE ON people_token BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_token_delete AFTER DELETE ON people_token BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_reply_insert AFTER INSERT ON people_reply BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_reply_update AFTER UPDATE ON people_reply BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_reply_delete AFTER DELETE ON people_reply BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_sharedbydefault_insert AFTER INSERT ON people_sharedbydefault BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_sharedbydefault_update AFTER UPDATE ON people_sharedbydefault BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_sharedbydefault_delete AFTER DELETE ON people_sharedbydefault BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_listing_insert AFTER INSERT ON catalogue_listing BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_listing_update AFTER UPDATE ON catalogue_listing BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_listing_delete AFTER DELETE ON catalogue_listing BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_ownresource_insert AFTER INSERT ON catalogue_ownresource BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_ownresource_update AFTER UPDATE ON catalogue_ownresource BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_ownresource_delete AFTER DELETE ON catalogue_ownresource BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_calendaraddress_insert AFTER INSERT ON catalogue_calendaraddress BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_calendaraddress_update AFTER UPDATE ON catalogue_calendaraddress BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_catalogue_calendaraddress_delete AFTER DELETE ON catalogue_calendaraddress BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_goal_insert AFTER INSERT ON plans_goal BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_goal_update AFTER UPDATE ON plans_goal BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_goal_delete AFTER DELETE ON plans_goal BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_plan_insert AFTER INSERT ON plans_plan BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_plan_update AFTER UPDATE ON plans_plan BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_plan_delete AFTER DELETE ON plans_plan BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_plangrant_insert AFTER INSERT ON plans_plangrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_plangrant_update AFTER UPDATE ON plans_plangrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_plangrant_delete AFTER DELETE ON plans_plangrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_objective_insert AFTER INSERT ON plans_objective BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_objective_update AFTER UPDATE ON plans_objective BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_objective_delete AFTER DELETE ON plans_objective BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_criterion_insert AFTER INSERT ON plans_criterion BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_criterion_update AFTER UPDATE ON plans_criterion BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_criterion_delete AFTER DELETE ON plans_criterion BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_activity_insert AFTER INSERT ON plans_activity BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_activity_update AFTER UPDATE ON plans_activity BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_activity_delete AFTER DELETE ON plans_activity BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_comesafter_insert AFTER INSERT ON plans_comesafter BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_comesafter_update AFTER UPDATE ON plans_comesafter BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_comesafter_delete AFTER DELETE ON plans_comesafter BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_link_insert AFTER INSERT ON plans_link BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_link_update AFTER UPDATE ON plans_link BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_link_delete AFTER DELETE ON plans_link BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_version_insert AFTER INSERT ON plans_version BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_version_update AFTER UPDATE ON plans_version BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_version_delete AFTER DELETE ON plans_version BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_event_insert AFTER INSERT ON plans_event BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_event_update AFTER UPDATE ON plans_event BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_plans_event_delete AFTER DELETE ON plans_event BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entry_insert AFTER INSERT ON journal_entry BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entry_update AFTER UPDATE ON journal_entry BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entry_delete AFTER DELETE ON journal_entry BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entrygrant_insert AFTER INSERT ON journal_entrygrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entrygrant_update AFTER UPDATE ON journal_entrygrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entrygrant_delete AFTER DELETE ON journal_entrygrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entryobjective_insert AFTER INSERT ON journal_entryobjective BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entryobjective_update AFTER UPDATE ON journal_entryobjective BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entryobjective_delete AFTER DELETE ON journal_entryobjective BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entryactivity_insert AFTER INSERT ON journal_entryactivity BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entryactivity_update AFTER UPDATE ON journal_entryactivity BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_entryactivity_delete AFTER DELETE ON journal_entryactivity BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_privatenote_insert AFTER INSERT ON journal_privatenote BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_privatenote_update AFTER UPDATE ON journal_privatenote BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_privatenote_delete AFTER DELETE ON journal_privatenote BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_reflection_insert AFTER INSERT ON journal_reflection BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_reflection_update AFTER UPDATE ON journal_reflection BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_reflection_delete AFTER DELETE ON journal_reflection BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_attachment_insert AFTER INSERT ON journal_attachment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_attachment_update AFTER UPDATE ON journal_attachment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_attachment_delete AFTER DELETE ON journal_attachment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_evidence_insert AFTER INSERT ON journal_evidence BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_evidence_update AFTER UPDATE ON journal_evidence BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_evidence_delete AFTER DELETE ON journal_evidence BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_checkin_insert AFTER INSERT ON journal_checkin BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_checkin_update AFTER UPDATE ON journal_checkin BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_journal_checkin_delete AFTER DELETE ON journal_checkin BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_mentorship_insert AFTER INSERT ON mentoring_mentorship BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_mentorship_update AFTER UPDATE ON mentoring_mentorship BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_mentorship_delete AFTER DELETE ON mentoring_mentorship BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_offer_insert AFTER INSERT ON mentoring_offer BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_offer_update AFTER UPDATE ON mentoring_offer BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_offer_delete AFTER DELETE ON mentoring_offer BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_request_insert AFTER INSERT ON mentoring_request BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_request_update AFTER UPDATE ON mentoring_request BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_request_delete AFTER DELETE ON mentoring_request BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_message_insert AFTER INSERT ON mentoring_message BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_message_update AFTER UPDATE ON mentoring_message BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_message_delete AFTER DELETE ON mentoring_message BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_captureaddress_insert AFTER INSERT ON mentoring_captureaddress BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_captureaddress_update AFTER UPDATE ON mentoring_captureaddress BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_captureaddress_delete AFTER DELETE ON mentoring_captureaddress BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_supporternote_insert AFTER INSERT ON mentoring_supporternote BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_supporternote_update AFTER UPDATE ON mentoring_supporternote BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_supporternote_delete AFTER DELETE ON mentoring_supporternote BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_meeting_insert AFTER INSERT ON mentoring_meeting BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_meeting_update AFTER UPDATE ON mentoring_meeting BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_meeting_delete AFTER DELETE ON mentoring_meeting BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_sharedlink_insert AFTER INSERT ON mentoring_sharedlink BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_sharedlink_update AFTER UPDATE ON mentoring_sharedlink BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_sharedlink_delete AFTER DELETE ON mentoring_sharedlink BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_comment_insert AFTER INSERT ON mentoring_comment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_comment_update AFTER UPDATE ON mentoring_comment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_comment_delete AFTER DELETE ON mentoring_comment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_improvement_insert AFTER INSERT ON mentoring_improvement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_improvement_update AFTER UPDATE ON mentoring_improvement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_improvement_delete AFTER DELETE ON mentoring_improvement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_checkpoint_insert AFTER INSERT ON mentoring_checkpoint BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_checkpoint_update AFTER UPDATE ON mentoring_checkpoint BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_checkpoint_delete AFTER DELETE ON mentoring_checkpoint BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_outcomeconsent_insert AFTER INSERT ON mentoring_outcomeconsent BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_outcomeconsent_update AFTER UPDATE ON mentoring_outcomeconsent BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_outcomeconsent_delete AFTER DELETE ON mentoring_outcomeconsent BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_review_insert AFTER INSERT ON mentoring_review BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_review_update AFTER UPDATE ON mentoring_review BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_review_delete AFTER DELETE ON mentoring_review BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_packet_insert AFTER INSERT ON mentoring_packet BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_packet_update AFTER UPDATE ON mentoring_packet BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_packet_delete AFTER DELETE ON mentoring_packet BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_issuedfile_insert AFTER INSERT ON mentoring_issuedfile BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_issuedfile_update AFTER UPDATE ON mentoring_issuedfile BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_issuedfile_delete AFTER DELETE ON mentoring_issuedfile BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_reviewcomment_insert AFTER INSERT ON mentoring_reviewcomment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_reviewcomment_update AFTER UPDATE ON mentoring_reviewcomment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_reviewcomment_delete AFTER DELETE ON mentoring_reviewcomment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_contract_insert AFTER INSERT ON mentoring_contract BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_contract_update AFTER UPDATE ON mentoring_contract BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_contract_delete AFTER DELETE ON mentoring_contract BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_signature_insert AFTER INSERT ON mentoring_signature BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_signature_update AFTER UPDATE ON mentoring_signature BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_signature_delete AFTER DELETE ON mentoring_signature BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_signedcopy_insert AFTER INSERT ON mentoring_signedcopy BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_signedcopy_update AFTER UPDATE ON mentoring_signedcopy BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_mentoring_signedcopy_delete AFTER DELETE ON mentoring_signedcopy BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_agreement_insert AFTER INSERT ON programmes_agreement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_agreement_update AFTER UPDATE ON programmes_agreement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_agreement_delete AFTER DELETE ON programmes_agreement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_blog_insert AFTER INSERT ON programmes_blog BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_blog_update AFTER UPDATE ON programmes_blog BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_blog_delete AFTER DELETE ON programmes_blog BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_proposedpost_insert AFTER INSERT ON programmes_proposedpost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_proposedpost_update AFTER UPDATE ON programmes_proposedpost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_proposedpost_delete AFTER DELETE ON programmes_proposedpost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_rungroup_insert AFTER INSERT ON programmes_rungroup BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_rungroup_update AFTER UPDATE ON programmes_rungroup BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_rungroup_delete AFTER DELETE ON programmes_rungroup BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_grouppost_insert AFTER INSERT ON programmes_grouppost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_grouppost_update AFTER UPDATE ON programmes_grouppost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_grouppost_delete AFTER DELETE ON programmes_grouppost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_programme_insert AFTER INSERT ON programmes_programme BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_programme_update AFTER UPDATE ON programmes_programme BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_programme_delete AFTER DELETE ON programmes_programme BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_programmegrant_insert AFTER INSERT ON programmes_programmegrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_programmegrant_update AFTER UPDATE ON programmes_programmegrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_programmegrant_delete AFTER DELETE ON programmes_programmegrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_edition_insert AFTER INSERT ON programmes_edition BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_edition_update AFTER UPDATE ON programmes_edition BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_edition_delete AFTER DELETE ON programmes_edition BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_run_insert AFTER INSERT ON programmes_run BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_run_update AFTER UPDATE ON programmes_run BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_run_delete AFTER DELETE ON programmes_run BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_rungrant_insert AFTER INSERT ON programmes_rungrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_rungrant_update AFTER UPDATE ON programmes_rungrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_rungrant_delete AFTER DELETE ON programmes_rungrant BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_participation_insert AFTER INSERT ON programmes_participation BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_participation_update AFTER UPDATE ON programmes_participation BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_participation_delete AFTER DELETE ON programmes_participation BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_step_insert AFTER INSERT ON programmes_step BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_step_update AFTER UPDATE ON programmes_step BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_step_delete AFTER DELETE ON programmes_step BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_runinvitation_insert AFTER INSERT ON programmes_runinvitation BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_runinvitation_update AFTER UPDATE ON programmes_runinvitation BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_runinvitation_delete AFTER DELETE ON programmes_runinvitation BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_certificate_insert AFTER INSERT ON programmes_certificate BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_certificate_update AFTER UPDATE ON programmes_certificate BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_certificate_delete AFTER DELETE ON programmes_certificate BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_survey_insert AFTER INSERT ON programmes_survey BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_survey_update AFTER UPDATE ON programmes_survey BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_survey_delete AFTER DELETE ON programmes_survey BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_announcement_insert AFTER INSERT ON programmes_announcement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_announcement_update AFTER UPDATE ON programmes_announcement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_announcement_delete AFTER DELETE ON programmes_announcement BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_question_insert AFTER INSERT ON programmes_question BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_question_update AFTER UPDATE ON programmes_question BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_question_delete AFTER DELETE ON programmes_question BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallpost_insert AFTER INSERT ON programmes_wallpost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallpost_update AFTER UPDATE ON programmes_wallpost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallpost_delete AFTER DELETE ON programmes_wallpost BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallcomment_insert AFTER INSERT ON programmes_wallcomment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallcomment_update AFTER UPDATE ON programmes_wallcomment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallcomment_delete AFTER DELETE ON programmes_wallcomment BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallmark_insert AFTER INSERT ON programmes_wallmark BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallmark_update AFTER UPDATE ON programmes_wallmark BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_programmes_wallmark_delete AFTER DELETE ON programmes_wallmark BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_exchange_arrival_insert AFTER INSERT ON exchange_arrival BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_exchange_arrival_update AFTER UPDATE ON exchange_arrival BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_exchange_arrival_delete AFTER DELETE ON exchange_arrival BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = OLD.owner_id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_person_insert AFTER INSERT ON people_person BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_person_update AFTER UPDATE ON people_person BEGIN INSERT INTO people_pulse (owner_id, n) SELECT id, 1 FROM people_person WHERE id = NEW.id ON CONFLICT (owner_id) DO UPDATE SET n = people_pulse.n + 1; END;
CREATE TRIGGER pulse_people_person_delete AFTER DELETE ON people_person BEGIN DELETE FROM people_pulse WHERE owner_id = OLD.id; END;
CREATE TRIGGER journal_total_added AFTER INSERT ON journal_entry
    WHEN NEW.deleted_at IS NULL BEGIN 
    INSERT INTO journal_weektotal (owner_id, week, entries, minutes)
    VALUES (NEW.owner_id, date(NEW.day, 'weekday 0', '-6 days'), 1, coalesce(NEW.minutes, 0))
    ON CONFLICT (owner_id, week) DO UPDATE SET
        entries = journal_weektotal.entries + 1, minutes = journal_weektotal.minutes + excluded.minutes;
 END;
CREATE TRIGGER journal_total_gone AFTER DELETE ON journal_entry
    WHEN OLD.deleted_at IS NULL BEGIN 
    UPDATE journal_weektotal SET entries = entries - 1, minutes = minutes - coalesce(OLD.minutes, 0)
    WHERE owner_id = OLD.owner_id AND week = date(OLD.day, 'weekday 0', '-6 days');
 END;
CREATE TRIGGER journal_total_left AFTER UPDATE OF day, minutes, deleted_at, owner_id ON journal_entry
    WHEN OLD.deleted_at IS NULL BEGIN 
    UPDATE journal_weektotal SET entries = entries - 1, minutes = minutes - coalesce(OLD.minutes, 0)
    WHERE owner_id = OLD.owner_id AND week = date(OLD.day, 'weekday 0', '-6 days');
 END;
CREATE TRIGGER journal_total_came AFTER UPDATE OF day, minutes, deleted_at, owner_id ON journal_entry
    WHEN NEW.deleted_at IS NULL BEGIN 
    INSERT INTO journal_weektotal (owner_id, week, entries, minutes)
    VALUES (NEW.owner_id, date(NEW.day, 'weekday 0', '-6 days'), 1, coalesce(NEW.minutes, 0))
    ON CONFLICT (owner_id, week) DO UPDATE SET
        entries = journal_weektotal.entries + 1, minutes = journal_weektotal.minutes + excluded.minutes;
 END;
CREATE TRIGGER journal_words_added AFTER INSERT ON journal_entrywords
    BEGIN INSERT INTO journal_fts(rowid, words) VALUES (NEW.id, NEW.words); END;
CREATE TRIGGER journal_words_gone AFTER DELETE ON journal_entrywords
    BEGIN INSERT INTO journal_fts(journal_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words); END;
CREATE TRIGGER journal_words_changed AFTER UPDATE ON journal_entrywords
    BEGIN INSERT INTO journal_fts(journal_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words); INSERT INTO journal_fts(rowid, words) VALUES (NEW.id, NEW.words); END;
CREATE TRIGGER programmes_step_from BEFORE UPDATE OF state, usefulness, activity_id, participation_id, key ON programmes_step FOR EACH ROW  BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        -1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        -1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        -1 * count(step.usefulness), -1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.id = OLD.id AND part.left_at IS NULL AND part.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM programmes_thingtotal kept WHERE kept.run_id = part.run_id AND kept.key = step.key)
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_step_to AFTER UPDATE OF state, usefulness, activity_id, participation_id, key ON programmes_step FOR EACH ROW  BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        1 * count(step.usefulness), 1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.id = NEW.id AND part.left_at IS NULL AND part.deleted_at IS NULL
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_step_gone BEFORE DELETE ON programmes_step FOR EACH ROW  BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        -1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        -1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        -1 * count(step.usefulness), -1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.id = OLD.id AND part.left_at IS NULL AND part.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM programmes_thingtotal kept WHERE kept.run_id = part.run_id AND kept.key = step.key)
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_step_came AFTER INSERT ON programmes_step FOR EACH ROW  BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        1 * count(step.usefulness), 1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.id = NEW.id AND part.left_at IS NULL AND part.deleted_at IS NULL
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_participation_from BEFORE UPDATE OF left_at, deleted_at ON programmes_participation FOR EACH ROW WHEN (OLD.left_at IS NULL) <> (NEW.left_at IS NULL) OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        -1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        -1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        -1 * count(step.usefulness), -1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.participation_id = OLD.id AND part.left_at IS NULL AND part.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM programmes_thingtotal kept WHERE kept.run_id = part.run_id AND kept.key = step.key)
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_participation_to AFTER UPDATE OF left_at, deleted_at ON programmes_participation FOR EACH ROW WHEN (OLD.left_at IS NULL) <> (NEW.left_at IS NULL) OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        1 * count(step.usefulness), 1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.participation_id = NEW.id AND part.left_at IS NULL AND part.deleted_at IS NULL
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_activity_from BEFORE UPDATE OF state, deleted_at ON plans_activity FOR EACH ROW WHEN OLD.state <> NEW.state OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        -1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        -1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        -1 * count(step.usefulness), -1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.activity_id = OLD.id AND part.left_at IS NULL AND part.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM programmes_thingtotal kept WHERE kept.run_id = part.run_id AND kept.key = step.key)
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
CREATE TRIGGER programmes_activity_to AFTER UPDATE OF state, deleted_at ON plans_activity FOR EACH ROW WHEN OLD.state <> NEW.state OR (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN 
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        1 * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        1 * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        1 * count(step.usefulness), 1 * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE step.activity_id = NEW.id AND part.left_at IS NULL AND part.deleted_at IS NULL
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
 END;
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (1, 1, 'add_heartbeat', 'Can add heartbeat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (10, 3, 'change_invitation', 'Can change invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (100, 25, 'view_activity', 'Can view activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (101, 26, 'add_comesafter', 'Can add comes after');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (102, 26, 'change_comesafter', 'Can change comes after');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (103, 26, 'delete_comesafter', 'Can delete comes after');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (104, 26, 'view_comesafter', 'Can view comes after');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (105, 27, 'add_goal', 'Can add goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (106, 27, 'change_goal', 'Can change goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (107, 27, 'delete_goal', 'Can delete goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (108, 27, 'view_goal', 'Can view goal');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (109, 28, 'add_objective', 'Can add objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (11, 3, 'delete_invitation', 'Can delete invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (110, 28, 'change_objective', 'Can change objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (111, 28, 'delete_objective', 'Can delete objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (112, 28, 'view_objective', 'Can view objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (113, 29, 'add_link', 'Can add link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (114, 29, 'change_link', 'Can change link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (115, 29, 'delete_link', 'Can delete link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (116, 29, 'view_link', 'Can view link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (117, 30, 'add_criterion', 'Can add criterion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (118, 30, 'change_criterion', 'Can change criterion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (119, 30, 'delete_criterion', 'Can delete criterion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (12, 3, 'view_invitation', 'Can view invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (120, 30, 'view_criterion', 'Can view criterion');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (121, 31, 'add_plan', 'Can add plan');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (122, 31, 'change_plan', 'Can change plan');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (123, 31, 'delete_plan', 'Can delete plan');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (124, 31, 'view_plan', 'Can view plan');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (125, 32, 'add_event', 'Can add event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (126, 32, 'change_event', 'Can change event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (127, 32, 'delete_event', 'Can delete event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (128, 32, 'view_event', 'Can view event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (129, 33, 'add_plangrant', 'Can add plan grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (13, 4, 'add_token', 'Can add token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (130, 33, 'change_plangrant', 'Can change plan grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (131, 33, 'delete_plangrant', 'Can delete plan grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (132, 33, 'view_plangrant', 'Can view plan grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (133, 34, 'add_version', 'Can add version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (134, 34, 'change_version', 'Can change version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (135, 34, 'delete_version', 'Can delete version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (136, 34, 'view_version', 'Can view version');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (137, 35, 'add_calendarfeed', 'Can add calendar feed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (138, 35, 'change_calendarfeed', 'Can change calendar feed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (139, 35, 'delete_calendarfeed', 'Can delete calendar feed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (14, 4, 'change_token', 'Can change token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (140, 35, 'view_calendarfeed', 'Can view calendar feed');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (141, 36, 'add_calendarevent', 'Can add calendar event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (142, 36, 'change_calendarevent', 'Can change calendar event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (143, 36, 'delete_calendarevent', 'Can delete calendar event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (144, 36, 'view_calendarevent', 'Can view calendar event');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (145, 37, 'add_entry', 'Can add entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (146, 37, 'change_entry', 'Can change entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (147, 37, 'delete_entry', 'Can delete entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (148, 37, 'view_entry', 'Can view entry');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (149, 38, 'add_attachment', 'Can add attachment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (15, 4, 'delete_token', 'Can delete token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (150, 38, 'change_attachment', 'Can change attachment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (151, 38, 'delete_attachment', 'Can delete attachment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (152, 38, 'view_attachment', 'Can view attachment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (153, 39, 'add_entryactivity', 'Can add entry activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (154, 39, 'change_entryactivity', 'Can change entry activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (155, 39, 'delete_entryactivity', 'Can delete entry activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (156, 39, 'view_entryactivity', 'Can view entry activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (157, 40, 'add_entrygrant', 'Can add entry grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (158, 40, 'change_entrygrant', 'Can change entry grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (159, 40, 'delete_entrygrant', 'Can delete entry grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (16, 4, 'view_token', 'Can view token');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (160, 40, 'view_entrygrant', 'Can view entry grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (161, 41, 'add_entryobjective', 'Can add entry objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (162, 41, 'change_entryobjective', 'Can change entry objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (163, 41, 'delete_entryobjective', 'Can delete entry objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (164, 41, 'view_entryobjective', 'Can view entry objective');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (165, 42, 'add_evidence', 'Can add evidence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (166, 42, 'change_evidence', 'Can change evidence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (167, 42, 'delete_evidence', 'Can delete evidence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (168, 42, 'view_evidence', 'Can view evidence');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (169, 43, 'add_privatenote', 'Can add private note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (17, 5, 'add_break', 'Can add break');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (170, 43, 'change_privatenote', 'Can change private note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (171, 43, 'delete_privatenote', 'Can delete private note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (172, 43, 'view_privatenote', 'Can view private note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (173, 44, 'add_reflection', 'Can add reflection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (174, 44, 'change_reflection', 'Can change reflection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (175, 44, 'delete_reflection', 'Can delete reflection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (176, 44, 'view_reflection', 'Can view reflection');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (177, 45, 'add_checkin', 'Can add check in');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (178, 45, 'change_checkin', 'Can change check in');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (179, 45, 'delete_checkin', 'Can delete check in');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (18, 5, 'change_break', 'Can change break');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (180, 45, 'view_checkin', 'Can view check in');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (181, 46, 'add_entrywords', 'Can add entry words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (182, 46, 'change_entrywords', 'Can change entry words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (183, 46, 'delete_entrywords', 'Can delete entry words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (184, 46, 'view_entrywords', 'Can view entry words');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (185, 47, 'add_weektotal', 'Can add week total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (186, 47, 'change_weektotal', 'Can change week total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (187, 47, 'delete_weektotal', 'Can delete week total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (188, 47, 'view_weektotal', 'Can view week total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (189, 48, 'add_mentorship', 'Can add mentorship');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (19, 5, 'delete_break', 'Can delete break');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (190, 48, 'change_mentorship', 'Can change mentorship');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (191, 48, 'delete_mentorship', 'Can delete mentorship');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (192, 48, 'view_mentorship', 'Can view mentorship');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (193, 49, 'add_meeting', 'Can add meeting');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (194, 49, 'change_meeting', 'Can change meeting');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (195, 49, 'delete_meeting', 'Can delete meeting');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (196, 49, 'view_meeting', 'Can view meeting');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (197, 50, 'add_offer', 'Can add offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (198, 50, 'change_offer', 'Can change offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (199, 50, 'delete_offer', 'Can delete offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (2, 1, 'change_heartbeat', 'Can change heartbeat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (20, 5, 'view_break', 'Can view break');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (200, 50, 'view_offer', 'Can view offer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (201, 51, 'add_request', 'Can add request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (202, 51, 'change_request', 'Can change request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (203, 51, 'delete_request', 'Can delete request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (204, 51, 'view_request', 'Can view request');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (205, 52, 'add_message', 'Can add message');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (206, 52, 'change_message', 'Can change message');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (207, 52, 'delete_message', 'Can delete message');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (208, 52, 'view_message', 'Can view message');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (209, 53, 'add_sharedlink', 'Can add shared link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (21, 6, 'add_reply', 'Can add reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (210, 53, 'change_sharedlink', 'Can change shared link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (211, 53, 'delete_sharedlink', 'Can delete shared link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (212, 53, 'view_sharedlink', 'Can view shared link');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (213, 54, 'add_comment', 'Can add comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (214, 54, 'change_comment', 'Can change comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (215, 54, 'delete_comment', 'Can delete comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (216, 54, 'view_comment', 'Can view comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (217, 55, 'add_supporternote', 'Can add supporter note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (218, 55, 'change_supporternote', 'Can change supporter note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (219, 55, 'delete_supporternote', 'Can delete supporter note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (22, 6, 'change_reply', 'Can change reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (220, 55, 'view_supporternote', 'Can view supporter note');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (221, 56, 'add_contract', 'Can add contract');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (222, 56, 'change_contract', 'Can change contract');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (223, 56, 'delete_contract', 'Can delete contract');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (224, 56, 'view_contract', 'Can view contract');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (225, 57, 'add_packet', 'Can add packet');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (226, 57, 'change_packet', 'Can change packet');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (227, 57, 'delete_packet', 'Can delete packet');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (228, 57, 'view_packet', 'Can view packet');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (229, 58, 'add_issuedfile', 'Can add issued file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (23, 6, 'delete_reply', 'Can delete reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (230, 58, 'change_issuedfile', 'Can change issued file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (231, 58, 'delete_issuedfile', 'Can delete issued file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (232, 58, 'view_issuedfile', 'Can view issued file');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (233, 59, 'add_review', 'Can add review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (234, 59, 'change_review', 'Can change review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (235, 59, 'delete_review', 'Can delete review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (236, 59, 'view_review', 'Can view review');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (237, 60, 'add_reviewcomment', 'Can add review comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (238, 60, 'change_reviewcomment', 'Can change review comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (239, 60, 'delete_reviewcomment', 'Can delete review comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (24, 6, 'view_reply', 'Can view reply');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (240, 60, 'view_reviewcomment', 'Can view review comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (241, 61, 'add_signature', 'Can add signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (242, 61, 'change_signature', 'Can change signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (243, 61, 'delete_signature', 'Can delete signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (244, 61, 'view_signature', 'Can view signature');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (245, 62, 'add_signedcopy', 'Can add signed copy');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (246, 62, 'change_signedcopy', 'Can change signed copy');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (247, 62, 'delete_signedcopy', 'Can delete signed copy');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (248, 62, 'view_signedcopy', 'Can view signed copy');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (249, 63, 'add_improvement', 'Can add improvement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (25, 7, 'add_pulse', 'Can add pulse');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (250, 63, 'change_improvement', 'Can change improvement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (251, 63, 'delete_improvement', 'Can delete improvement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (252, 63, 'view_improvement', 'Can view improvement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (253, 64, 'add_checkpoint', 'Can add checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (254, 64, 'change_checkpoint', 'Can change checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (255, 64, 'delete_checkpoint', 'Can delete checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (256, 64, 'view_checkpoint', 'Can view checkpoint');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (257, 65, 'add_takenmail', 'Can add taken mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (258, 65, 'change_takenmail', 'Can change taken mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (259, 65, 'delete_takenmail', 'Can delete taken mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (26, 7, 'change_pulse', 'Can change pulse');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (260, 65, 'view_takenmail', 'Can view taken mail');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (261, 66, 'add_outcomeconsent', 'Can add outcome consent');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (262, 66, 'change_outcomeconsent', 'Can change outcome consent');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (263, 66, 'delete_outcomeconsent', 'Can delete outcome consent');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (264, 66, 'view_outcomeconsent', 'Can view outcome consent');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (265, 67, 'add_outcomereport', 'Can add outcome report');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (266, 67, 'change_outcomereport', 'Can change outcome report');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (267, 67, 'delete_outcomereport', 'Can delete outcome report');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (268, 67, 'view_outcomereport', 'Can view outcome report');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (269, 68, 'add_cycleplace', 'Can add cycle place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (27, 7, 'delete_pulse', 'Can delete pulse');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (270, 68, 'change_cycleplace', 'Can change cycle place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (271, 68, 'delete_cycleplace', 'Can delete cycle place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (272, 68, 'view_cycleplace', 'Can view cycle place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (273, 69, 'add_cycle', 'Can add cycle');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (274, 69, 'change_cycle', 'Can change cycle');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (275, 69, 'delete_cycle', 'Can delete cycle');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (276, 69, 'view_cycle', 'Can view cycle');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (277, 70, 'add_captureaddress', 'Can add capture address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (278, 70, 'change_captureaddress', 'Can change capture address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (279, 70, 'delete_captureaddress', 'Can delete capture address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (28, 7, 'view_pulse', 'Can view pulse');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (280, 70, 'view_captureaddress', 'Can view capture address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (281, 71, 'add_programme', 'Can add programme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (282, 71, 'change_programme', 'Can change programme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (283, 71, 'delete_programme', 'Can delete programme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (284, 71, 'view_programme', 'Can view programme');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (285, 72, 'add_edition', 'Can add edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (286, 72, 'change_edition', 'Can change edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (287, 72, 'delete_edition', 'Can delete edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (288, 72, 'view_edition', 'Can view edition');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (289, 73, 'add_programmegrant', 'Can add programme grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (29, 8, 'add_weektime', 'Can add week time');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (290, 73, 'change_programmegrant', 'Can change programme grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (291, 73, 'delete_programmegrant', 'Can delete programme grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (292, 73, 'view_programmegrant', 'Can view programme grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (293, 74, 'add_participation', 'Can add participation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (294, 74, 'change_participation', 'Can change participation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (295, 74, 'delete_participation', 'Can delete participation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (296, 74, 'view_participation', 'Can view participation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (297, 75, 'add_certificate', 'Can add certificate');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (298, 75, 'change_certificate', 'Can change certificate');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (299, 75, 'delete_certificate', 'Can delete certificate');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (3, 1, 'delete_heartbeat', 'Can delete heartbeat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (30, 8, 'change_weektime', 'Can change week time');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (300, 75, 'view_certificate', 'Can view certificate');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (301, 76, 'add_run', 'Can add run');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (302, 76, 'change_run', 'Can change run');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (303, 76, 'delete_run', 'Can delete run');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (304, 76, 'view_run', 'Can view run');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (305, 77, 'add_rungrant', 'Can add run grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (306, 77, 'change_rungrant', 'Can change run grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (307, 77, 'delete_rungrant', 'Can delete run grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (308, 77, 'view_rungrant', 'Can view run grant');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (309, 78, 'add_runinvitation', 'Can add run invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (31, 8, 'delete_weektime', 'Can delete week time');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (310, 78, 'change_runinvitation', 'Can change run invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (311, 78, 'delete_runinvitation', 'Can delete run invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (312, 78, 'view_runinvitation', 'Can view run invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (313, 79, 'add_step', 'Can add step');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (314, 79, 'change_step', 'Can change step');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (315, 79, 'delete_step', 'Can delete step');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (316, 79, 'view_step', 'Can view step');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (317, 80, 'add_wallpost', 'Can add wall post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (318, 80, 'change_wallpost', 'Can change wall post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (319, 80, 'delete_wallpost', 'Can delete wall post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (32, 8, 'view_weektime', 'Can view week time');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (320, 80, 'view_wallpost', 'Can view wall post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (321, 81, 'add_wallmark', 'Can add wall mark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (322, 81, 'change_wallmark', 'Can change wall mark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (323, 81, 'delete_wallmark', 'Can delete wall mark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (324, 81, 'view_wallmark', 'Can view wall mark');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (325, 82, 'add_wallcomment', 'Can add wall comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (326, 82, 'change_wallcomment', 'Can change wall comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (327, 82, 'delete_wallcomment', 'Can delete wall comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (328, 82, 'view_wallcomment', 'Can view wall comment');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (329, 83, 'add_thingtotal', 'Can add thing total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (33, 9, 'add_opening', 'Can add opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (330, 83, 'change_thingtotal', 'Can change thing total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (331, 83, 'delete_thingtotal', 'Can delete thing total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (332, 83, 'view_thingtotal', 'Can view thing total');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (333, 84, 'add_blog', 'Can add blog');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (334, 84, 'change_blog', 'Can change blog');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (335, 84, 'delete_blog', 'Can delete blog');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (336, 84, 'view_blog', 'Can view blog');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (337, 85, 'add_proposedpost', 'Can add proposed post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (338, 85, 'change_proposedpost', 'Can change proposed post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (339, 85, 'delete_proposedpost', 'Can delete proposed post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (34, 9, 'change_opening', 'Can change opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (340, 85, 'view_proposedpost', 'Can view proposed post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (341, 86, 'add_agreement', 'Can add agreement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (342, 86, 'change_agreement', 'Can change agreement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (343, 86, 'delete_agreement', 'Can delete agreement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (344, 86, 'view_agreement', 'Can view agreement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (345, 87, 'add_rungroup', 'Can add run group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (346, 87, 'change_rungroup', 'Can change run group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (347, 87, 'delete_rungroup', 'Can delete run group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (348, 87, 'view_rungroup', 'Can view run group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (349, 88, 'add_grouppost', 'Can add group post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (35, 9, 'delete_opening', 'Can delete opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (350, 88, 'change_grouppost', 'Can change group post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (351, 88, 'delete_grouppost', 'Can delete group post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (352, 88, 'view_grouppost', 'Can view group post');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (353, 89, 'add_survey', 'Can add survey');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (354, 89, 'change_survey', 'Can change survey');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (355, 89, 'delete_survey', 'Can delete survey');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (356, 89, 'view_survey', 'Can view survey');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (357, 90, 'add_announcement', 'Can add announcement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (358, 90, 'change_announcement', 'Can change announcement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (359, 90, 'delete_announcement', 'Can delete announcement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (36, 9, 'view_opening', 'Can view opening');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (360, 90, 'view_announcement', 'Can view announcement');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (361, 91, 'add_question', 'Can add question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (362, 91, 'change_question', 'Can change question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (363, 91, 'delete_question', 'Can delete question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (364, 91, 'view_question', 'Can view question');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (365, 92, 'add_surveyanswer', 'Can add survey answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (366, 92, 'change_surveyanswer', 'Can change survey answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (367, 92, 'delete_surveyanswer', 'Can delete survey answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (368, 92, 'view_surveyanswer', 'Can view survey answer');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (369, 93, 'add_arrival', 'Can add arrival');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (37, 10, 'add_sharedbydefault', 'Can add shared by default');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (370, 93, 'change_arrival', 'Can change arrival');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (371, 93, 'delete_arrival', 'Can delete arrival');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (372, 93, 'view_arrival', 'Can view arrival');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (373, 94, 'add_permission', 'Can add permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (374, 94, 'change_permission', 'Can change permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (375, 94, 'delete_permission', 'Can delete permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (376, 94, 'view_permission', 'Can view permission');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (377, 95, 'add_group', 'Can add group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (378, 95, 'change_group', 'Can change group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (379, 95, 'delete_group', 'Can delete group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (38, 10, 'change_sharedbydefault', 'Can change shared by default');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (380, 95, 'view_group', 'Can view group');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (381, 96, 'add_contenttype', 'Can add content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (382, 96, 'change_contenttype', 'Can change content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (383, 96, 'delete_contenttype', 'Can delete content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (384, 96, 'view_contenttype', 'Can view content type');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (385, 97, 'add_session', 'Can add session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (386, 97, 'change_session', 'Can change session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (387, 97, 'delete_session', 'Can delete session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (388, 97, 'view_session', 'Can view session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (389, 98, 'add_emailaddress', 'Can add email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (39, 10, 'delete_sharedbydefault', 'Can delete shared by default');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (390, 98, 'change_emailaddress', 'Can change email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (391, 98, 'delete_emailaddress', 'Can delete email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (392, 98, 'view_emailaddress', 'Can view email address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (393, 99, 'add_emailconfirmation', 'Can add email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (394, 99, 'change_emailconfirmation', 'Can change email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (395, 99, 'delete_emailconfirmation', 'Can delete email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (396, 99, 'view_emailconfirmation', 'Can view email confirmation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (397, 100, 'add_authenticator', 'Can add authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (398, 100, 'change_authenticator', 'Can change authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (399, 100, 'delete_authenticator', 'Can delete authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (4, 1, 'view_heartbeat', 'Can view heartbeat');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (40, 10, 'view_sharedbydefault', 'Can view shared by default');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (400, 100, 'view_authenticator', 'Can view authenticator');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (401, 101, 'add_usersession', 'Can add user session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (402, 101, 'change_usersession', 'Can change user session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (403, 101, 'delete_usersession', 'Can delete user session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (404, 101, 'view_usersession', 'Can view user session');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (405, 102, 'add_dbtaskresult', 'Can add Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (406, 102, 'change_dbtaskresult', 'Can change Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (407, 102, 'delete_dbtaskresult', 'Can delete Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (408, 102, 'view_dbtaskresult', 'Can view Task Result');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (41, 11, 'add_organisation', 'Can add organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (42, 11, 'change_organisation', 'Can change organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (43, 11, 'delete_organisation', 'Can delete organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (44, 11, 'view_organisation', 'Can view organisation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (45, 12, 'add_teamplace', 'Can add team place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (46, 12, 'change_teamplace', 'Can change team place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (47, 12, 'delete_teamplace', 'Can delete team place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (48, 12, 'view_teamplace', 'Can view team place');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (49, 13, 'add_membership', 'Can add membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (5, 2, 'add_person', 'Can add person');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (50, 13, 'change_membership', 'Can change membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (51, 13, 'delete_membership', 'Can delete membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (52, 13, 'view_membership', 'Can view membership');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (53, 14, 'add_setup', 'Can add set up');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (54, 14, 'change_setup', 'Can change set up');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (55, 14, 'delete_setup', 'Can delete set up');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (56, 14, 'view_setup', 'Can view set up');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (57, 15, 'add_team', 'Can add team');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (58, 15, 'change_team', 'Can change team');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (59, 15, 'delete_team', 'Can delete team');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (6, 2, 'change_person', 'Can change person');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (60, 15, 'view_team', 'Can view team');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (61, 16, 'add_supervision', 'Can add supervision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (62, 16, 'change_supervision', 'Can change supervision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (63, 16, 'delete_supervision', 'Can delete supervision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (64, 16, 'view_supervision', 'Can view supervision');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (65, 17, 'add_roster', 'Can add roster');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (66, 17, 'change_roster', 'Can change roster');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (67, 17, 'delete_roster', 'Can delete roster');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (68, 17, 'view_roster', 'Can view roster');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (69, 18, 'add_mailchoices', 'Can add mail choices');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (7, 2, 'delete_person', 'Can delete person');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (70, 18, 'change_mailchoices', 'Can change mail choices');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (71, 18, 'delete_mailchoices', 'Can delete mail choices');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (72, 18, 'view_mailchoices', 'Can view mail choices');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (73, 19, 'add_lease', 'Can add lease');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (74, 19, 'change_lease', 'Can change lease');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (75, 19, 'delete_lease', 'Can delete lease');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (76, 19, 'view_lease', 'Can view lease');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (77, 20, 'add_letter', 'Can add letter');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (78, 20, 'change_letter', 'Can change letter');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (79, 20, 'delete_letter', 'Can delete letter');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (8, 2, 'view_person', 'Can view person');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (80, 20, 'view_letter', 'Can view letter');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (81, 21, 'add_schedule', 'Can add schedule');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (82, 21, 'change_schedule', 'Can change schedule');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (83, 21, 'delete_schedule', 'Can delete schedule');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (84, 21, 'view_schedule', 'Can view schedule');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (85, 22, 'add_calendaraddress', 'Can add calendar address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (86, 22, 'change_calendaraddress', 'Can change calendar address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (87, 22, 'delete_calendaraddress', 'Can delete calendar address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (88, 22, 'view_calendaraddress', 'Can view calendar address');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (89, 23, 'add_listing', 'Can add listing');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (9, 3, 'add_invitation', 'Can add invitation');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (90, 23, 'change_listing', 'Can change listing');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (91, 23, 'delete_listing', 'Can delete listing');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (92, 23, 'view_listing', 'Can view listing');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (93, 24, 'add_ownresource', 'Can add own resource');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (94, 24, 'change_ownresource', 'Can change own resource');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (95, 24, 'delete_ownresource', 'Can delete own resource');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (96, 24, 'view_ownresource', 'Can view own resource');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (97, 25, 'add_activity', 'Can add activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (98, 25, 'change_activity', 'Can change activity');
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES (99, 25, 'delete_activity', 'Can delete activity');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (1, 'people', 'heartbeat');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (10, 'people', 'sharedbydefault');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (100, 'mfa', 'authenticator');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (101, 'usersessions', 'usersession');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (102, 'django_tasks_database', 'dbtaskresult');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (11, 'people', 'organisation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (12, 'people', 'teamplace');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (13, 'people', 'membership');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (14, 'people', 'setup');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (15, 'people', 'team');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (16, 'people', 'supervision');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (17, 'people', 'roster');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (18, 'people', 'mailchoices');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (19, 'jobs', 'lease');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (2, 'people', 'person');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (20, 'jobs', 'letter');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (21, 'jobs', 'schedule');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (22, 'catalogue', 'calendaraddress');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (23, 'catalogue', 'listing');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (24, 'catalogue', 'ownresource');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (25, 'plans', 'activity');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (26, 'plans', 'comesafter');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (27, 'plans', 'goal');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (28, 'plans', 'objective');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (29, 'plans', 'link');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (3, 'people', 'invitation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (30, 'plans', 'criterion');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (31, 'plans', 'plan');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (32, 'plans', 'event');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (33, 'plans', 'plangrant');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (34, 'plans', 'version');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (35, 'plans', 'calendarfeed');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (36, 'plans', 'calendarevent');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (37, 'journal', 'entry');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (38, 'journal', 'attachment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (39, 'journal', 'entryactivity');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (4, 'people', 'token');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (40, 'journal', 'entrygrant');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (41, 'journal', 'entryobjective');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (42, 'journal', 'evidence');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (43, 'journal', 'privatenote');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (44, 'journal', 'reflection');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (45, 'journal', 'checkin');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (46, 'journal', 'entrywords');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (47, 'journal', 'weektotal');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (48, 'mentoring', 'mentorship');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (49, 'mentoring', 'meeting');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (5, 'people', 'break');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (50, 'mentoring', 'offer');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (51, 'mentoring', 'request');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (52, 'mentoring', 'message');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (53, 'mentoring', 'sharedlink');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (54, 'mentoring', 'comment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (55, 'mentoring', 'supporternote');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (56, 'mentoring', 'contract');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (57, 'mentoring', 'packet');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (58, 'mentoring', 'issuedfile');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (59, 'mentoring', 'review');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (6, 'people', 'reply');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (60, 'mentoring', 'reviewcomment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (61, 'mentoring', 'signature');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (62, 'mentoring', 'signedcopy');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (63, 'mentoring', 'improvement');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (64, 'mentoring', 'checkpoint');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (65, 'mentoring', 'takenmail');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (66, 'mentoring', 'outcomeconsent');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (67, 'mentoring', 'outcomereport');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (68, 'mentoring', 'cycleplace');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (69, 'mentoring', 'cycle');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (7, 'people', 'pulse');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (70, 'mentoring', 'captureaddress');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (71, 'programmes', 'programme');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (72, 'programmes', 'edition');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (73, 'programmes', 'programmegrant');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (74, 'programmes', 'participation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (75, 'programmes', 'certificate');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (76, 'programmes', 'run');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (77, 'programmes', 'rungrant');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (78, 'programmes', 'runinvitation');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (79, 'programmes', 'step');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (8, 'people', 'weektime');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (80, 'programmes', 'wallpost');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (81, 'programmes', 'wallmark');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (82, 'programmes', 'wallcomment');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (83, 'programmes', 'thingtotal');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (84, 'programmes', 'blog');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (85, 'programmes', 'proposedpost');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (86, 'programmes', 'agreement');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (87, 'programmes', 'rungroup');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (88, 'programmes', 'grouppost');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (89, 'programmes', 'survey');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (9, 'people', 'opening');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (90, 'programmes', 'announcement');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (91, 'programmes', 'question');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (92, 'programmes', 'surveyanswer');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (93, 'exchange', 'arrival');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (94, 'auth', 'permission');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (95, 'auth', 'group');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (96, 'contenttypes', 'contenttype');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (97, 'sessions', 'session');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (98, 'account', 'emailaddress');
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES (99, 'account', 'emailconfirmation');
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (1, 'people', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (10, 'account', '0009_emailaddress_unique_primary_email', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (11, 'contenttypes', '0001_initial', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (12, 'contenttypes', '0002_remove_content_type_name', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (13, 'auth', '0001_initial', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (14, 'auth', '0002_alter_permission_name_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (15, 'auth', '0003_alter_user_email_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (16, 'auth', '0004_alter_user_username_opts', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (17, 'auth', '0005_alter_user_last_login_null', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (18, 'auth', '0006_require_contenttypes_0002', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (19, 'auth', '0007_alter_validators_add_error_messages', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (2, 'account', '0001_initial', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (20, 'auth', '0008_alter_user_username_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (21, 'auth', '0009_alter_user_last_name_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (22, 'auth', '0010_alter_group_name_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (23, 'auth', '0011_update_proxy_permissions', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (24, 'auth', '0012_alter_user_first_name_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (25, 'catalogue', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (26, 'catalogue', '0002_calendar_address_what', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (27, 'django_tasks_database', '0001_initial', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (28, 'django_tasks_database', '0002_alter_dbtaskresult_options', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (29, 'django_tasks_database', '0003_dbtaskresult_enqueued_at_dbtaskresult_finished_at', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (3, 'account', '0002_email_max_length', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (30, 'django_tasks_database', '0004_dbtaskresult_started_at', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (31, 'django_tasks_database', '0005_alter_dbtaskresult_priority_and_more', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (32, 'django_tasks_database', '0006_alter_dbtaskresult_args_kwargs_and_more', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (33, 'django_tasks_database', '0007_add_separate_results_fields', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (34, 'django_tasks_database', '0008_separate_results_field', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (35, 'django_tasks_database', '0009_remove_results_field', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (36, 'django_tasks_database', '0010_alter_dbtaskresult_status', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (37, 'django_tasks_database', '0011_rename_complete_status', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (38, 'django_tasks_database', '0012_add_separate_exception_fields', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (39, 'django_tasks_database', '0013_separate_exception_fields', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (4, 'account', '0003_alter_emailaddress_create_unique_verified_email', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (40, 'django_tasks_database', '0014_remove_dbtaskresult_exception_data', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (41, 'django_tasks_database', '0015_correctly_order_run_after', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (42, 'django_tasks_database', '0016_remove_dbtaskresult_django_task_new_ordering_idx_and_more', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (43, 'django_tasks_database', '0017_dbtaskresult_metadata', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (44, 'django_tasks_database', '0018_rename_succeeded_status', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (45, 'django_tasks_database', '0019_rename_django_task_new_ordering_idx_tasks_db_new_ordering_idx_and_more', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (46, 'django_tasks_database', '0020_update_db_task_result_ordering', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (47, 'django_tasks_database', '0021_conditional_partial_index_ordering', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (48, 'plans', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (49, 'exchange', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (5, 'account', '0004_alter_emailaddress_drop_unique_email', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (50, 'jobs', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (51, 'jobs', '0002_kinds_of_letters', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (52, 'jobs', '0003_reply_to', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (53, 'journal', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (54, 'journal', '0002_sums_and_words', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (55, 'journal', '0003_week_totals_by_name', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (56, 'journal', '0004_order_of_ties', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (57, 'plans', '0002_plan_dismissed', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (58, 'plans', '0003_version_keys', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (59, 'plans', '0004_calendar_feed', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (6, 'account', '0005_emailaddress_idx_upper_email', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (60, 'people', '0002_local_person', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (61, 'people', '0003_cache', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (62, 'people', '0004_pulse', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (63, 'people', '0005_learning_times', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (64, 'people', '0006_weeks', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (65, 'people', '0007_openings', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (66, 'people', '0008_organisations', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (67, 'people', '0009_mail_choices', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (68, 'mentoring', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (69, 'mentoring', '0002_reviews', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (7, 'account', '0006_emailaddress_lower', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (70, 'mentoring', '0003_improvement', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (71, 'mentoring', '0004_supervision', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (72, 'mentoring', '0005_left_out', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (73, 'mentoring', '0006_outcomes', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (74, 'mentoring', '0007_cycles', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (75, 'mentoring', '0008_cycle_revision', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (76, 'mentoring', '0009_capture_address', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (77, 'mentoring', '0010_order_of_ties', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (78, 'mfa', '0001_initial', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (79, 'mfa', '0002_authenticator_timestamps', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (8, 'account', '0007_emailaddress_idx_email', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (80, 'mfa', '0003_authenticator_type_uniq', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (81, 'people', '0010_order_of_ties', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (82, 'plans', '0005_order_of_ties', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (83, 'programmes', '0001_start', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (84, 'programmes', '0002_runs', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (85, 'programmes', '0003_totals_and_indexes', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (86, 'programmes', '0004_certificates_of_their_own', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (87, 'programmes', '0005_posts_elsewhere', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (88, 'programmes', '0006_agreements', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (89, 'programmes', '0007_groups', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (9, 'account', '0008_emailaddress_unique_primary_email_fixup', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (90, 'programmes', '0008_coordinator', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (91, 'programmes', '0009_quick_walls', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (92, 'sessions', '0001_initial', datetime('now'));
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES (93, 'usersessions', '0001_initial', datetime('now'));
