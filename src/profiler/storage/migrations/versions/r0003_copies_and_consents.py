"""Where a copy of a paper belongs, that one was deleted, and the consents beside the releases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")

# In the order of creation; taken away backwards.
TABLES = ("attachment_content", "attachment_gone", "extra_consent")

_ADDED: dict[str, sa.Text | sa.LargeBinary] = {
    "path": sa.Text(),
    "row": sa.Text(),
    "title": sa.LargeBinary(),
    "sha256": sa.Text(),
}


def upgrade() -> None:
    """Until now nothing was ever attached; the new columns have no past to fill in.

    The bytes get a table of their own: whoever lists files must not read past megabytes in the same row.
    """
    for name, kind in _ADDED.items():
        op.add_column("attachment", sa.Column(name, kind, server_default="", nullable=False))
    op.drop_column("attachment", "sealed")
    op.create_table(
        "attachment_content",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.attachment_id"],
            name=op.f("fk_attachment_content_attachment_id"),
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_content")),
    )
    op.create_table(
        "attachment_gone",
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=False),
        sa.Column("deleted_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.record_id"], name=op.f("fk_attachment_gone_record_id")
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_gone")),
    )
    op.create_index(op.f("ix_attachment_gone_record_id"), "attachment_gone", ["record_id"], unique=False)
    op.create_table(
        "extra_consent",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("signs_as", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_with", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('c_h', 'c_k', 'c_d', 'c_p')", name=op.f("ck_extra_consent_kind")),
        sa.CheckConstraint(
            "how IN ('papier', 'bildschirm', 'handzeichen_mit_zeugin')", name=op.f("ck_extra_consent_how")
        ),
        sa.CheckConstraint(
            "signs_as IN ('selbst', 'gesetzl_vertretung', 'beide')", name=op.f("ck_extra_consent_signs_as")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_extra_consent_person_id")),
        sa.PrimaryKeyConstraint("consent_id", name=op.f("pk_extra_consent")),
    )
    op.create_index(op.f("ix_extra_consent_person_id"), "extra_consent", ["person_id"], unique=False)


def downgrade() -> None:
    """Forget all of it; without its bytes a copy is none, and its key opens nothing."""
    for name in reversed(TABLES):
        op.drop_table(name)
    op.execute("DELETE FROM attachment")
    op.execute("DELETE FROM wrapped_key WHERE purpose = 'attachment'")
    for name in _ADDED:
        op.drop_column("attachment", name)
    op.add_column("attachment", sa.Column("sealed", sa.LargeBinary(), server_default="", nullable=False))
