"""The first tables of a vault."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# In the order of creation; taken away backwards.
TABLES = (
    "household", "person", "record", "case_counter", "tombstone",
    "answer", "wrapped_key", "health_answer", "answer_row", "answer_change", "attachment",
    "fact", "search_text",
    "release", "release_grant", "release_withdrawal", "disclosure_log",
    "station_decision", "office", "desk", "caseworker", "caseworker_role", "kept_form", "setting",
)  # fmt: skip

# History and log can only grow. History of a deleted record goes with it, and only with it.
_TRIGGERS = (
    """
    CREATE TRIGGER answer_change_update BEFORE UPDATE ON answer_change
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END
    """,
    """
    CREATE TRIGGER answer_change_delete BEFORE DELETE ON answer_change
    WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE tombstone.record_id = OLD.record_id)
    BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END
    """,
    """
    CREATE TRIGGER disclosure_log_update BEFORE UPDATE ON disclosure_log
    BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END
    """,
    """
    CREATE TRIGGER disclosure_log_delete BEFORE DELETE ON disclosure_log
    BEGIN SELECT RAISE(ABORT, 'the log is never deleted'); END
    """,
)


def upgrade() -> None:
    """Make all tables; on SQLite also the triggers and the trigram index."""
    _make_people()
    _make_answers()
    _make_facts()
    _make_releases()
    _make_desk()
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(trigger)
        op.execute("CREATE VIRTUAL TABLE search_index USING fts5(folded, tokenize = 'trigram')")
        # Deleted names must leave nothing behind in the index.
        op.execute("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")


def downgrade() -> None:
    """Take everything away again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_people() -> None:
    """People, households and their records."""
    op.create_table(
        "household",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_household")),
    )
    op.create_table(
        "person",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.household_id"], name=op.f("fk_person_household_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_household_id"), "person", ["household_id"], unique=False)
    op.create_table(
        "record",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("form_sha", sa.Text(), nullable=False),
        sa.Column("client_language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'finished')", name=op.f("ck_record_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_record_person_id")),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_record")),
        sa.UniqueConstraint("case_number", name=op.f("uq_record_case_number")),
    )
    op.create_index(op.f("ix_record_created_by"), "record", ["created_by"], unique=False)
    op.create_index(op.f("ix_record_person_id"), "record", ["person_id"], unique=False)
    op.create_index(op.f("ix_record_sort_name"), "record", ["sort_name"], unique=False)
    op.create_index(op.f("ix_record_state"), "record", ["state"], unique=False)
    op.create_index(op.f("ix_record_updated_at"), "record", ["updated_at"], unique=False)
    op.create_table(
        "case_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_case_counter")),
    )
    op.create_table(
        "tombstone",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", name=op.f("pk_tombstone")),
    )


def _make_answers() -> None:
    """Answers, their rows and their history."""
    op.create_table(
        "answer",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("hlc", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "precision IN ('tag', 'monat', 'jahr', 'geschaetzt')", name=op.f("ck_answer_precision")
        ),
        sa.CheckConstraint(
            "source IN ('selbst', 'dokument_gesehen', 'beobachtet', 'uebernommen', 'papierbogen')",
            name=op.f("ck_answer_source"),
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_answer_record_id")),
        sa.PrimaryKeyConstraint("record_id", "path", "row", name=op.f("pk_answer")),
    )
    op.create_table(
        "wrapped_key",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_wrapped_key_record_id")),
        sa.PrimaryKeyConstraint("record_id", "purpose", name=op.f("pk_wrapped_key")),
    )
    op.create_table(
        "health_answer",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("hlc", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_health_answer_record_id")),
        sa.PrimaryKeyConstraint("record_id", "path", "row", name=op.f("pk_health_answer")),
    )
    op.create_table(
        "answer_row",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("repeat", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_answer_row_record_id")),
        sa.PrimaryKeyConstraint("record_id", "row", name=op.f("pk_answer_row")),
    )
    op.create_index(
        op.f("ix_answer_row_record_id_repeat_parent"),
        "answer_row",
        ["record_id", "repeat", "parent"],
        unique=False,
    )
    op.create_table(
        "answer_change",
        sa.Column("sequence", SEQUENCE, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("hlc", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_answer_change_record_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_answer_change")),
        sa.UniqueConstraint("hlc", name=op.f("uq_answer_change_hlc")),
    )
    op.create_index(
        op.f("ix_answer_change_record_id_path_row"),
        "answer_change",
        ["record_id", "path", "row"],
        unique=False,
    )
    op.create_table(
        "attachment",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.CheckConstraint("size BETWEEN 0 AND 8388608", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_attachment_record_id")),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_record_id"), "attachment", ["record_id"], unique=False)


def _make_facts() -> None:
    """Indexed values and search text."""
    op.create_table(
        "fact",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_fact_record_id")),
        sa.PrimaryKeyConstraint("record_id", "name", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_name_value"), "fact", ["name", "value"], unique=False)
    op.create_table(
        "search_text",
        sa.Column("search_id", SEQUENCE, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_search_text_record_id")),
        sa.PrimaryKeyConstraint("search_id", name=op.f("pk_search_text")),
        sa.UniqueConstraint("record_id", name=op.f("uq_search_text_record_id")),
    )


def _make_releases() -> None:
    """Releases and the log of what left."""
    op.create_table(
        "release",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("signs_as", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_place", sa.Text(), nullable=True),
        sa.Column("signed_seen_by", sa.Text(), nullable=True),
        sa.Column("signed_seen_at", MOMENT, nullable=True),
        sa.Column("signed_how", sa.Text(), nullable=True),
        sa.Column("copy_given", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "signed_how IN ('papier', 'bildschirm', 'handzeichen_mit_zeugin')",
            name=op.f("ck_release_signed_how"),
        ),
        sa.CheckConstraint(
            "signs_as IN ('selbst', 'gesetzl_vertretung', 'beide')", name=op.f("ck_release_signs_as")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_release_record_id")),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_release")),
        sa.UniqueConstraint("record_id", "number", name=op.f("uq_release_record_id_number")),
    )
    op.create_index(op.f("ix_release_valid_until"), "release", ["valid_until"], unique=False)
    op.create_table(
        "release_grant",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Text(), nullable=False),
        sa.Column("recipient_kind", sa.Text(), nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("mutual", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.release_id"], name=op.f("fk_release_grant_release_id")
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_release_grant")),
    )
    op.create_index(op.f("ix_release_grant_recipient_id"), "release_grant", ["recipient_id"], unique=False)
    op.create_table(
        "release_withdrawal",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("which", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "scope IN ('alles', 'empfaenger', 'kategorie')", name=op.f("ck_release_withdrawal_scope")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.release_id"], name=op.f("fk_release_withdrawal_release_id")
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_release_withdrawal")),
    )
    op.create_table(
        "disclosure_log",
        sa.Column("sequence", SEQUENCE, autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("caseworker", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("recipient_id", sa.Text(), nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint("form IN ('druck', 'datei', 'telefon')", name=op.f("ck_disclosure_log_form")),
        sa.CheckConstraint(
            "kind IN ('disclosure', 'own_copy', 'withdrawal_notice', 'aggregate', 'no_person', 'sealed')",
            name=op.f("ck_disclosure_log_kind"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_disclosure_log")),
    )
    op.create_index(op.f("ix_disclosure_log_record_id"), "disclosure_log", ["record_id"], unique=False)


def _make_desk() -> None:
    """What belongs to the place and the program."""
    op.create_table(
        "station_decision",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("appointment", sa.Text(), nullable=True),
        sa.Column("removed_because", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('geplant', 'termin', 'besucht', 'fehlt_noch', 'weiter_an', 'erledigt', 'entfaellt')",
            name=op.f("ck_station_decision_state"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.record_id"], name=op.f("fk_station_decision_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "position", name=op.f("pk_station_decision")),
    )
    op.create_table(
        "office",
        sa.Column("office_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("zip", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("stop", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_office")),
    )
    op.create_index(op.f("ix_office_kind"), "office", ["kind"], unique=False)
    op.create_table(
        "desk",
        sa.Column("desk_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("zip", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("land", sa.Text(), nullable=False),
        sa.CheckConstraint("desk_id = 1", name=op.f("ck_desk_single")),
        sa.PrimaryKeyConstraint("desk_id", name=op.f("pk_desk")),
    )
    op.create_table(
        "caseworker",
        sa.Column("caseworker_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("caseworker_id", name=op.f("pk_caseworker")),
    )
    op.create_table(
        "caseworker_role",
        sa.Column("caseworker_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('caseworker', 'supervisor', 'administrator', 'data_protection')",
            name=op.f("ck_caseworker_role_role"),
        ),
        sa.ForeignKeyConstraint(
            ["caseworker_id"], ["caseworker.caseworker_id"], name=op.f("fk_caseworker_role_caseworker_id")
        ),
        sa.PrimaryKeyConstraint("caseworker_id", "role", name=op.f("pk_caseworker_role")),
    )
    op.create_table(
        "kept_form",
        sa.Column("sha", sa.Text(), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("xml", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha", name=op.f("pk_kept_form")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
