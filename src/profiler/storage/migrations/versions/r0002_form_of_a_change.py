"""With which form a change was made, and when a record was finished."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")

_NEVER_CHANGED = """
    CREATE TRIGGER answer_change_update BEFORE UPDATE ON answer_change
    BEGIN SELECT RAISE(ABORT, 'history is never changed'); END
    """


def upgrade() -> None:
    """Until now no record changed its form; a finished one was last touched at its finish or later."""
    op.add_column("record", sa.Column("finished_at", MOMENT, nullable=True))
    op.execute("UPDATE record SET finished_at = updated_at WHERE state = 'finished'")
    op.add_column("answer_change", sa.Column("form_sha", sa.Text(), server_default="", nullable=False))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        op.execute("DROP TRIGGER answer_change_update")
    op.execute(
        "UPDATE answer_change SET form_sha ="
        " (SELECT record.form_sha FROM record WHERE record.record_id = answer_change.record_id)"
    )
    if is_sqlite:
        op.execute(_NEVER_CHANGED)


def downgrade() -> None:
    """Forget both."""
    op.drop_column("answer_change", "form_sha")
    op.drop_column("record", "finished_at")
