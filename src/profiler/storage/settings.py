"""Named values of the vault itself, and the times it has seen."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from profiler.records.record import FormStamp
from profiler.storage.column_types import from_text, to_text
from profiler.storage.models import KeptFormRow, SettingRow


class Setting(StrEnum):
    """What is kept under which name."""

    STORE_ID = "store_id"
    PRACTICE = "practice"
    NODE = "node"
    LATEST_TIME = "latest_time"
    LATEST_HLC = "latest_hlc"
    LOG_LENGTH = "log_length"
    LOG_HEAD = "log_head"


def read(session: Session, name: Setting, default: str = "") -> str:
    """The value of a setting."""
    row = session.get(SettingRow, name.value)
    return default if row is None else row.value


def write(session: Session, name: Setting, value: str) -> None:
    """Set a setting."""
    session.merge(SettingRow(name=name.value, value=value))


def latest_time(session: Session) -> datetime | None:
    """The latest moment ever written, None in a new vault."""
    text = read(session, Setting.LATEST_TIME)
    return from_text(text) if text else None


def saw_time(session: Session, at: datetime) -> None:
    """Remember a moment if none later was seen."""
    latest = latest_time(session)
    if latest is None or at > latest:
        write(session, Setting.LATEST_TIME, to_text(at))


def keep_form(session: Session, sha: str, form_id: str, version: str, xml: bytes) -> None:
    """Keep a compiled form once."""
    if session.get(KeptFormRow, sha) is None:
        session.add(KeptFormRow(sha=sha, form_id=form_id, version=version, xml=xml))


def kept_versions(session: Session, form_id: str) -> tuple[FormStamp, ...]:
    """The versions of a form that are kept, in no order that means anything."""
    query = select(KeptFormRow.version, KeptFormRow.sha).where(KeptFormRow.form_id == form_id)
    return tuple(FormStamp(version, sha) for version, sha in session.execute(query.order_by(KeptFormRow.sha)))


def kept_form(session: Session, sha: str) -> bytes | None:
    """The compiled form of a hash."""
    row = session.get(KeptFormRow, sha)
    return None if row is None else row.xml
