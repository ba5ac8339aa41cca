"""Who somebody is in their household, and which row of whose answers speaks of whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# In the order of creation; taken away backwards.
TABLES = ("told_person",)


def upgrade() -> None:
    """Until now nobody belonged to a household, and nobody was told of by id."""
    op.add_column("person", sa.Column("relation", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "told_person",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_told_person_person_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.record_id"], name=op.f("fk_told_person_record_id")),
        sa.PrimaryKeyConstraint("record_id", "row", name=op.f("pk_told_person")),
    )
    op.create_index(op.f("ix_told_person_person_id"), "told_person", ["person_id"], unique=False)


def downgrade() -> None:
    """Forget both."""
    for name in reversed(TABLES):
        op.drop_table(name)
    op.drop_column("person", "relation")
