"""The encrypted database: all of SQLAlchemy and Alembic."""
