"""What casework needs from its neighbours above: store, keys, paper, sinks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from profiler.directory.offices import Desk, Office
from profiler.records.people import PeoplePage, PeopleQuery
from profiler.records.record import AnswerChange, NewRecord, Record, RecordEdit, Saved
from profiler.release.outputs import Disclosure, OwnCopy
from profiler.release.releases import Release
from profiler.routing.plans import Plan, StationDecision


class Role(StrEnum):
    """What a person at the desk may do; the first user of a vault is all of the first three."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION = "data_protection"


@dataclass(frozen=True, slots=True)
class Caseworker:
    """Somebody who works at the desk; `caseworker_id` is also the id of their key slot."""

    caseworker_id: str
    name: str
    roles: frozenset[Role]


# --- keys -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DataKey:
    """The vault's random 32-byte key. Its text form never shows it."""

    raw: bytes

    def __repr__(self) -> str:
        return "DataKey(...)"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the vault, as it may be shown before unlocking."""

    caseworker_id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What creating a vault gives: the key, the first slot, and the recovery code to write down.

    Attributes:
        recovery_code: groups of letters divided by blanks; shown once, never saved.
    """

    store_id: str
    data_key: DataKey
    caseworker_id: str
    recovery_code: str


class KeyStore(Protocol):
    """The slot file of one vault folder: passwords and recovery code to data key."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a slot file."""
        ...

    def set_aside(self, folder: Path) -> None:
        """Rename the slot file of a first start that was cut short: its recovery code was never shown.

        Raises:
            WorldError: VAULT_MISSING, NO_ACCESS.
        """
        ...

    def create(self, folder: Path, name: str, password: str) -> NewKeys:
        """Make a new slot file with one caseworker and one recovery slot.

        Raises:
            WorldError: VAULT_EXISTS, PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS.
        """
        ...

    def slots(self, folder: Path) -> tuple[Slot, ...]:
        """Caseworkers who can unlock.

        Raises:
            WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_NEWER.
        """
        ...

    def unlock(self, folder: Path, caseworker_id: str, password: str) -> DataKey:
        """The data key.

        Raises:
            WorldError: WRONG_PASSWORD, LOCKED_OUT (detail `seconds`), NOT_FOUND, VAULT_MISSING,
                VAULT_DAMAGED, VAULT_NEWER.
        """
        ...

    def unlock_with_recovery(self, folder: Path, code: str, name: str, new_password: str) -> NewKeys:
        """Open with the recovery code, set a new password slot, and issue a new recovery code.

        Raises:
            WorldError: as `unlock` and `create`.
        """
        ...

    def add_caseworker(self, folder: Path, data_key: DataKey, name: str, password: str) -> str:
        """Add a slot for another caseworker and return its id.

        Raises:
            WorldError: PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS.
        """
        ...

    def change_password(self, folder: Path, caseworker_id: str, old: str, new: str) -> None:
        """Rewrite one slot; the database stays as it is.

        Raises:
            WorldError: as `unlock`, PASSWORD_TOO_WEAK.
        """
        ...


# --- log ------------------------------------------------------------------------------------------


class OutputKind(StrEnum):
    """The six kinds of output (docs/architecture.md)."""

    DISCLOSURE = "disclosure"
    OWN_COPY = "own_copy"
    WITHDRAWAL_NOTICE = "withdrawal_notice"
    AGGREGATE = "aggregate"
    NO_PERSON = "no_person"
    SEALED = "sealed"


class OutputForm(StrEnum):
    """In which form something left (C13)."""

    DRUCK = "druck"
    DATEI = "datei"
    TELEFON = "telefon"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What is written before something leaves."""

    record_id: UUID | None
    at: datetime
    user: str
    kind: OutputKind
    document: str
    recipient_id: str
    recipient_name: str
    categories: tuple[str, ...]
    release_id: UUID | None
    form: OutputForm
    sha256: str
    outcome: str = "handed_over"


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """A committed entry with its place in the hash chain."""

    sequence: int
    entry: LogEntry
    previous_hash: str
    hash: str


# --- store ----------------------------------------------------------------------------------------


class Store(Protocol):
    """The open vault. One writer; every method that writes returns after the commit.

    All methods may raise WorldError DISK_FULL, NO_ACCESS, VAULT_DAMAGED.
    """

    # records
    def open_record(self, new: NewRecord) -> Record:
        """Make person, record and case number ("LK-2026-0417": prefix of the desk, year, running number)."""
        ...

    def record(self, record_id: UUID) -> Record:
        """One record with all answers. Raises WorldError NOT_FOUND."""
        ...

    def save(self, record_id: UUID, edit: RecordEdit, *, author: str, at: datetime) -> Saved:
        """Commit one edit with its history. Raises WorldError NOT_FOUND."""
        ...

    def people(self, query: PeopleQuery) -> PeoplePage:
        """One page of the list of people; reads only indexed facts."""
        ...

    def history(self, record_id: UUID) -> tuple[AnswerChange, ...]:
        """All changes of a record, oldest first."""
        ...

    def delete_record(self, record_id: UUID, *, reason: str, author: str, at: datetime) -> None:
        """Remove a record and leave a tombstone without a name. Raises WorldError NOT_FOUND."""
        ...

    # releases
    def save_release(self, release: Release) -> None:
        """Insert or update one release with grants, signature and withdrawals."""
        ...

    def releases(self, record_id: UUID) -> tuple[Release, ...]:
        """All releases of a record, oldest first."""
        ...

    # log
    def append_log(self, entry: LogEntry) -> LoggedEntry:
        """Append one entry to the hash chain."""
        ...

    def log(self, record_id: UUID | None = None) -> tuple[LoggedEntry, ...]:
        """The chain, or one record's part of it, oldest first."""
        ...

    def verify_log(self) -> int | None:
        """Sequence of the first entry that breaks the chain, None if it holds."""
        ...

    # plan
    def save_decisions(self, record_id: UUID, decisions: Sequence[StationDecision]) -> None:
        """Replace what was decided about a record's stations."""
        ...

    def decisions(self, record_id: UUID) -> tuple[StationDecision, ...]:
        """What was decided about a record's stations, in order."""
        ...

    # desk
    def desk(self) -> Desk | None:
        """The desk, None before it is named."""
        ...

    def save_desk(self, desk: Desk) -> None:
        """Name the desk or correct it."""
        ...

    def offices(self) -> tuple[Office, ...]:
        """The local directory, by kind and name."""
        ...

    def save_office(self, office: Office) -> None:
        """Insert or update one office."""
        ...

    def delete_office(self, office_id: str) -> None:
        """Take one office out of the directory."""
        ...

    def caseworkers(self) -> tuple[Caseworker, ...]:
        """Everybody who works here, by name."""
        ...

    def save_caseworker(self, caseworker: Caseworker) -> None:
        """Insert or update one caseworker."""
        ...

    # forms and time
    def keep_form(self, sha: str, form_id: str, version: str, xml: bytes) -> None:
        """Keep a compiled form once per hash, so that a record always opens with its own."""
        ...

    def kept_form(self, sha: str) -> bytes | None:
        """The compiled form of that hash."""
        ...

    def latest_time(self) -> datetime | None:
        """The latest moment ever written into this vault; clocks of old laptops go backwards."""
        ...

    def is_practice(self) -> bool:
        """Whether this vault was made for tests or practice (only then `--now` is allowed)."""
        ...

    def close(self) -> None:
        """Checkpoint, close the connection, forget the key. Closing twice is allowed."""
        ...


class StoreFactory(Protocol):
    """Opens or makes the database of a vault folder."""

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a database."""
        ...

    def create(
        self,
        folder: Path,
        key: DataKey,
        store_id: str,
        *,
        practice: bool,
        furnish: Callable[[Store], None] | None = None,
    ) -> Store:
        """A new encrypted database, migrated to the newest revision; complete or not there at all.

        Args:
            folder: made if it does not exist.
            key: encrypts it.
            store_id: the vault's id.
            practice: whether it is for practice and tests.
            furnish: puts in what a vault must never be found without.

        Raises:
            WorldError: VAULT_EXISTS, DISK_FULL, NO_ACCESS.
        """
        ...

    def open(self, folder: Path, key: DataKey) -> Store:
        """The existing database.

        Raises:
            WorldError: VAULT_MISSING, VAULT_DAMAGED, VAULT_FOREIGN, VAULT_NEWER, VAULT_IN_USE.
        """
        ...


# --- paper ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sender:
    """Who issues a paper and when (`printed_at` is local time, without zone)."""

    desk: Desk
    caseworker: str
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class SlipContent:
    """A routing slip: the plan, and how the person wants to be named on it."""

    plan: Plan
    valid_until: datetime
    by_name: bool = True


@dataclass(frozen=True, slots=True)
class CopyContent:
    """What goes with the person's own full copy besides the answers."""

    plan: Plan | None
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class NoPerson:
    """Paper without any person: what is printed is named by `document`, filled from `lines`."""

    document: str
    lines: tuple[str, ...]


class DocumentWriter(Protocol):
    """Turns outputs into PDF bytes; `preview=True` stamps every page "Vorschau".

    All methods raise WorldError FONTS_MISSING or GLYPH_MISSING rather than print a wrong page.
    """

    def profile_sheet(self, disclosure: Disclosure, sender: Sender, *, preview: bool = False) -> bytes:
        """The recipient's sheet, e.g. "Profilbogen Arbeit" for the job centre."""
        ...

    def release_form(self, copy: OwnCopy[Release], sender: Sender, *, preview: bool = False) -> bytes:
        """The release to be signed: "Schweigepflichtentbindung und Einwilligung zur Datenweitergabe"."""
        ...

    def route_slip(self, copy: OwnCopy[SlipContent], sender: Sender, *, preview: bool = False) -> bytes:
        """The routing slip with one stamp field per station."""
        ...

    def own_copy(self, copy: OwnCopy[CopyContent], sender: Sender, *, preview: bool = False) -> bytes:
        """Everything the person told us, in both languages."""
        ...

    def recovery_sheet(self, sheet: NoPerson, sender: Sender, *, preview: bool = False) -> bytes:
        """The recovery code for a sealed envelope; printed from memory, never saved."""
        ...


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as PNG, for looking at only."""

    png: bytes
    width: int
    height: int


class PageRenderer(Protocol):
    """Draws the pages of a PDF as pictures."""

    def pages(self, pdf: bytes, *, dots_per_inch: int) -> tuple[PageImage, ...]:
        """All pages, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Handout:
    """Finished bytes on their way out; made by `casework.hand_over` alone."""

    file_name: str
    pdf: bytes


class OutputSink(Protocol):
    """A printer or a folder."""

    @property
    def form(self) -> OutputForm:
        """How this sink is called in the log."""
        ...

    def deliver(self, handout: Handout) -> None:
        """Let it leave.

        Raises:
            WorldError: DISK_FULL, NO_ACCESS, PRINTER_FAILED.
        """
        ...
