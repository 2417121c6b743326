"""SQLAlchemy Core tables, unit of work, claims, audit chain, Alembic migrations."""
