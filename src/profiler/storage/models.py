"""The tables of a vault as SQLAlchemy classes; the same on SQLite and PostgreSQL.

The schema is made by the migrations, never by these classes; a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from profiler.forms.answer import Precision, Source
from profiler.ports.keys import Role
from profiler.ports.store import OutputForm, OutputKind
from profiler.records.attachments import LARGEST_FILE
from profiler.records.record import RecordState
from profiler.release.extra_consents import ConsentKind
from profiler.release.releases import SignedHow, SignsAs, WithdrawalScope
from profiler.routing.plans import StationState
from profiler.storage.column_types import UtcDateTime

# SQLite counts rows of a table only in an INTEGER key.
_Sequence = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can take it away again on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text(), bytes: LargeBinary(), datetime: UtcDateTime()}


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class HouseholdRow(Base):
    """People who belong together."""

    __tablename__ = "household"

    household_id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class PersonRow(Base):
    """A person, known by nothing but an id; what they are called stands in their answers."""

    __tablename__ = "person"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    household_id: Mapped[UUID | None] = mapped_column(ForeignKey("household.household_id"), index=True)
    created_at: Mapped[datetime]
    # A code of `Relation`, "" outside households.
    relation: Mapped[str] = mapped_column(server_default="")


class ToldPersonRow(Base):
    """Of which person a row of somebody's answers speaks: the line of a child in its parent's record."""

    __tablename__ = "told_person"
    __table_args__ = (PrimaryKeyConstraint("record_id", "row"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    row: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.person_id"), index=True)


class RecordRow(Base):
    """One conversation; its answers lie in the tables below."""

    __tablename__ = "record"
    __table_args__ = (_one_of("state", RecordState), UniqueConstraint("case_number"))

    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.person_id"), index=True)
    case_number: Mapped[str]
    form_id: Mapped[str]
    form_version: Mapped[str]
    form_sha: Mapped[str]
    client_language: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    sort_name: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    created_by: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()
    finished_at: Mapped[datetime | None]
    # Counted by hand: it also grows when a save changes nothing else in this row.
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class CaseCounterRow(Base):
    """The last running number of a year; numbers of deleted records are not given again."""

    __tablename__ = "case_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class AnswerRow(Base):
    """The present answer at one address."""

    __tablename__ = "answer"
    __table_args__ = (
        PrimaryKeyConstraint("record_id", "path", "row"),
        _one_of("source", Source),
        _one_of("precision", Precision),
    )

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    path: Mapped[str]
    row: Mapped[str]
    value: Mapped[str]
    declined: Mapped[bool]
    source: Mapped[str]
    precision: Mapped[str]
    author: Mapped[str]
    answered_at: Mapped[datetime | None]
    hlc: Mapped[str]
    version: Mapped[int]


class HealthAnswerRow(Base):
    """The present answer at an address that touches health, sealed under the record's own key."""

    __tablename__ = "health_answer"
    __table_args__ = (PrimaryKeyConstraint("record_id", "path", "row"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    path: Mapped[str]
    row: Mapped[str]
    sealed: Mapped[bytes]
    hlc: Mapped[str]
    version: Mapped[int]


class HealthForgottenRow(Base):
    """That the key of what a record held about health was destroyed; changes up to `sequence` stay sealed."""

    __tablename__ = "health_forgotten"
    __table_args__ = (PrimaryKeyConstraint("record_id", "sequence"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    sequence: Mapped[int] = mapped_column(BigInteger())
    forgotten_at: Mapped[datetime]
    author: Mapped[str]


class RepeatRow(Base):
    """One row of a repeat and its place among its sisters."""

    __tablename__ = "answer_row"
    __table_args__ = (PrimaryKeyConstraint("record_id", "row"), Index(None, "record_id", "repeat", "parent"))

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    row: Mapped[str]
    repeat: Mapped[str]
    parent: Mapped[str]
    position: Mapped[int]


class ChangeRow(Base):
    """One line of history, never changed; deleted only together with its record, under a tombstone.

    `before` and `after` are answers as text; of health answers both lie in `sealed` instead. `hlc` orders the
    changes of several computers, `base` is the change this one was made on, `form_sha` the compiled form.
    """

    __tablename__ = "answer_change"
    __table_args__ = (UniqueConstraint("hlc"), Index(None, "record_id", "path", "row"))

    sequence: Mapped[int] = mapped_column(_Sequence, primary_key=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    path: Mapped[str]
    row: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    sealed: Mapped[bytes | None]
    author: Mapped[str]
    changed_at: Mapped[datetime]
    hlc: Mapped[str]
    base: Mapped[str]
    form_sha: Mapped[str] = mapped_column(server_default="")


class WrappedKeyRow(Base):
    """A key of one record for one purpose, sealed under the vault's key; gone when the record goes."""

    __tablename__ = "wrapped_key"
    __table_args__ = (PrimaryKeyConstraint("record_id", "purpose"),)

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    purpose: Mapped[str]
    sealed: Mapped[bytes]


class FactRow(Base):
    """An indexed value of a record for lists, rules and figures."""

    __tablename__ = "fact"
    __table_args__ = (PrimaryKeyConstraint("record_id", "name"), Index(None, "name", "value"))

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    name: Mapped[str]
    value: Mapped[str]


class SearchRow(Base):
    """The folded text by which a record is found; on SQLite `search_index` holds its trigrams."""

    __tablename__ = "search_text"
    __table_args__ = (UniqueConstraint("record_id"),)

    search_id: Mapped[int] = mapped_column(_Sequence, primary_key=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    folded: Mapped[str]


class ReleaseRow(Base):
    """One release form with its signature."""

    __tablename__ = "release"
    __table_args__ = (
        _one_of("signs_as", SignsAs),
        _one_of("signed_how", SignedHow),
        UniqueConstraint("record_id", "number"),
    )

    release_id: Mapped[UUID] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    number: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date] = mapped_column(index=True)
    language: Mapped[str]
    text_hash: Mapped[str]
    signs_as: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    signed_on: Mapped[date | None]
    signed_place: Mapped[str | None]
    signed_seen_by: Mapped[str | None]
    signed_seen_at: Mapped[datetime | None]
    signed_how: Mapped[str | None]
    copy_given: Mapped[bool | None]


class GrantRow(Base):
    """What one recipient may know; the categories are codes joined by one blank."""

    __tablename__ = "release_grant"
    __table_args__ = (PrimaryKeyConstraint("release_id", "position"),)

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.release_id"))
    position: Mapped[int]
    recipient_id: Mapped[str] = mapped_column(index=True)
    recipient_kind: Mapped[str]
    recipient_name: Mapped[str]
    categories: Mapped[str]
    purpose: Mapped[str]
    mutual: Mapped[bool]


class WithdrawalRow(Base):
    """What was taken back of a release."""

    __tablename__ = "release_withdrawal"
    __table_args__ = (PrimaryKeyConstraint("release_id", "position"), _one_of("scope", WithdrawalScope))

    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.release_id"))
    position: Mapped[int]
    withdrawn_at: Mapped[datetime]
    scope: Mapped[str]
    which: Mapped[str]
    received_by: Mapped[str]


class LogRow(Base):
    """One entry of the disclosure log, chained by hashes, never changed and never deleted."""

    __tablename__ = "disclosure_log"
    __table_args__ = (_one_of("kind", OutputKind), _one_of("form", OutputForm))

    sequence: Mapped[int] = mapped_column(_Sequence, primary_key=True, autoincrement=False)
    # No foreign key: the log outlives the record.
    record_id: Mapped[UUID | None] = mapped_column(index=True)
    at: Mapped[datetime]
    user: Mapped[str] = mapped_column("caseworker")
    kind: Mapped[str]
    document: Mapped[str]
    recipient_id: Mapped[str]
    recipient_name: Mapped[str]
    categories: Mapped[str]
    release_id: Mapped[UUID | None]
    form: Mapped[str]
    sha256: Mapped[str]
    outcome: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class TombstoneRow(Base):
    """That a record was deleted, without a name; applied again after every restore and merge."""

    __tablename__ = "tombstone"

    record_id: Mapped[UUID] = mapped_column(primary_key=True)
    deleted_at: Mapped[datetime]
    reason: Mapped[str]
    author: Mapped[str]


class AttachmentRow(Base):
    """A file that belongs to a record, without its bytes."""

    __tablename__ = "attachment"
    __table_args__ = (CheckConstraint(f"size BETWEEN 0 AND {LARGEST_FILE}", name="size"),)

    attachment_id: Mapped[UUID] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"), index=True)
    kind: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    path: Mapped[str] = mapped_column(server_default="")
    row: Mapped[str] = mapped_column(server_default="")
    # Sealed like the content: the name of a file may tell an illness.
    title: Mapped[bytes] = mapped_column(server_default="")
    sha256: Mapped[str] = mapped_column(server_default="")


class AttachmentContentRow(Base):
    """The bytes of a file, sealed under the record's own key; apart, so that a list never reads past them."""

    __tablename__ = "attachment_content"

    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.attachment_id"), primary_key=True)
    sealed: Mapped[bytes]


class AttachmentGoneRow(Base):
    """That a file was deleted, without its name; goes with its record, whose tombstone stays."""

    __tablename__ = "attachment_gone"

    attachment_id: Mapped[UUID] = mapped_column(primary_key=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"), index=True)
    path: Mapped[str]
    row: Mapped[str]
    deleted_at: Mapped[datetime]
    deleted_by: Mapped[str]
    reason: Mapped[str]


class ExtraConsentRow(Base):
    """A consent of a person beside all releases."""

    __tablename__ = "extra_consent"
    __table_args__ = (_one_of("kind", ConsentKind), _one_of("how", SignedHow), _one_of("signs_as", SignsAs))

    consent_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.person_id"), index=True)
    kind: Mapped[str]
    given_on: Mapped[date]
    language: Mapped[str]
    text_hash: Mapped[str]
    how: Mapped[str]
    signs_as: Mapped[str]
    signer: Mapped[str]
    seen_by: Mapped[str]
    seen_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_with: Mapped[str]


class DecisionRow(Base):
    """What was decided about a station; `position` is the order of entry, `rank` the wanted place."""

    __tablename__ = "station_decision"
    __table_args__ = (PrimaryKeyConstraint("record_id", "position"), _one_of("state", StationState))

    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.record_id"))
    position: Mapped[int]
    station: Mapped[str]
    office_id: Mapped[str]
    state: Mapped[str]
    # ISO text as it was entered: an appointment is a time at the place, with or without zone.
    appointment: Mapped[str | None]
    removed_because: Mapped[str]
    rank: Mapped[int | None]


class OfficeRow(Base):
    """One place of the local directory."""

    __tablename__ = "office"

    office_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    street: Mapped[str]
    zip: Mapped[str]
    city: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    hours: Mapped[str]
    stop: Mapped[str]
    contact: Mapped[str]
    interpreter: Mapped[str]
    note: Mapped[str]


class DeskRow(Base):
    """The place where the program is used; a single row."""

    __tablename__ = "desk"
    __table_args__ = (CheckConstraint("desk_id = 1", name="single"),)

    desk_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation: Mapped[str]
    street: Mapped[str]
    zip: Mapped[str]
    city: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    land: Mapped[str]


class CaseworkerRow(Base):
    """Somebody who works here; the id is that of their key slot."""

    __tablename__ = "caseworker"

    caseworker_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class CaseworkerRoleRow(Base):
    """One role of one caseworker."""

    __tablename__ = "caseworker_role"
    __table_args__ = (PrimaryKeyConstraint("caseworker_id", "role"), _one_of("role", Role))

    caseworker_id: Mapped[str] = mapped_column(ForeignKey("caseworker.caseworker_id"))
    role: Mapped[str]


class KeptFormRow(Base):
    """A compiled form, so that every record opens with the form it was answered to."""

    __tablename__ = "kept_form"

    sha: Mapped[str] = mapped_column(primary_key=True)
    form_id: Mapped[str]
    version: Mapped[str]
    xml: Mapped[bytes]


class SettingRow(Base):
    """One named value of the vault itself: its id, whether it is for practice, the latest time seen."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
