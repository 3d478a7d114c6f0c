"""Movement files; each movement keeps its state and its line of 168 characters."""

import sqlalchemy as sa
from alembic import op

from models.migration_steps import RowId, choice

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STATUSES = ("waiting", "accepted", "proved", "refused", "unclear", "withdrawn")


def upgrade() -> None:
    op.create_table(
        "movement_files",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("public_id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("employer_id", RowId, sa.ForeignKey("employers.id"), nullable=False),
        sa.Column(
            "registration_id", RowId, sa.ForeignKey("employer_registrations.id"), nullable=False
        ),
        sa.Column("center_id", RowId, sa.ForeignKey("centers.id")),
        sa.Column("number", RowId, nullable=False),
        sa.Column("movement", choice("movement", "02", "07", "08"), nullable=False),
        sa.Column("guide", sa.String(5), nullable=False),
        sa.Column(
            "status", choice("status", "open", "sent", "answered", "discarded"), nullable=False
        ),
        sa.Column("lines", RowId, nullable=False),
        sa.Column("encoding", sa.String(20), nullable=False),
        sa.Column("line_end", sa.String(2), nullable=False),
        sa.Column("enie", sa.String(1), nullable=False),
        sa.Column("closing_record", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column(
            "made_by_kind",
            choice("made_by_kind", "employer", "staff", "partner", "seeker", "system"),
            nullable=False,
        ),
        sa.Column("made_by", sa.String(60)),
        sa.Column("sent_on", sa.Date()),
        sa.Column("receipt", sa.String(60)),
        sa.Column("receipt_hash", sa.String(64)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("registration_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("lines >= 1", name="lines"),
    )
    op.create_index("ix_movement_files_center_id", "movement_files", ["center_id"])
    op.create_index(
        "ix_movement_files_employer_id_status", "movement_files", ["employer_id", "status"]
    )
    op.create_index("ix_movement_files_updated_at_id", "movement_files", ["updated_at", "id"])
    _change_enrollments()


def _change_enrollments() -> None:
    with op.batch_alter_table("enrollments") as table:
        table.drop_constraint("uq_enrollments_file_number_file_line", type_="unique")
        table.drop_column("file_number")
        table.drop_column("file_hash")
        status = choice("status", *STATUSES)
        table.add_column(sa.Column("status", status, nullable=False, server_default="waiting"))
        table.add_column(sa.Column("line_sealed", sa.LargeBinary()))
        table.add_column(sa.Column("file_id", RowId))
        table.create_foreign_key(
            "fk_enrollments_file_id_movement_files", "movement_files", ["file_id"], ["id"]
        )
    op.execute(
        "UPDATE enrollments SET file_line = NULL, status = CASE"
        " WHEN confirmed_at IS NOT NULL THEN 'accepted'"
        " WHEN reply_code IS NOT NULL THEN 'refused' ELSE 'waiting' END"
    )
    with op.batch_alter_table("enrollments") as table:
        table.alter_column("status", server_default=None)
        table.create_unique_constraint("uq_enrollments_file_id_file_line", ["file_id", "file_line"])
        table.create_check_constraint("line_in_file", "(file_id IS NULL) = (file_line IS NULL)")
    waiting = sa.text("status = 'waiting'")
    op.create_index(
        "uq_enrollments_waiting",
        "enrollments",
        ["placement_id", "movement"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_enrollments_status_filed_on", "enrollments", ["status", "filed_on"])


def downgrade() -> None:
    op.drop_index("ix_enrollments_status_filed_on", "enrollments")
    op.drop_index("uq_enrollments_waiting", "enrollments")
    with op.batch_alter_table("enrollments") as table:
        table.drop_constraint("line_in_file", type_="check")
        table.drop_constraint("uq_enrollments_file_id_file_line", type_="unique")
        table.drop_constraint("fk_enrollments_file_id_movement_files", type_="foreignkey")
        table.drop_constraint("status", type_="check")
        for name in ("status", "line_sealed", "file_id"):
            table.drop_column(name)
        table.add_column(sa.Column("file_number", RowId))
        table.add_column(sa.Column("file_hash", sa.String(64)))
        table.create_unique_constraint(
            "uq_enrollments_file_number_file_line", ["file_number", "file_line"]
        )
    op.drop_table("movement_files")
