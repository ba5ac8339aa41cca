"""That what a record held about health was made unreadable for ever, and up to which change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")

# In the order of creation; taken away backwards.
TABLES = ("health_forgotten",)


def upgrade() -> None:
    """Until now nothing was forgotten without its record."""
    op.create_table(
        "health_forgotten",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("forgotten_at", MOMENT, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.record_id"], name=op.f("fk_health_forgotten_record_id")
        ),
        sa.PrimaryKeyConstraint("record_id", "sequence", name=op.f("pk_health_forgotten")),
    )


def downgrade() -> None:
    """Forget that anything was forgotten."""
    op.drop_table("health_forgotten")
