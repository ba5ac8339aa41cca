"""First start, unlocking and recovery: from a password to an unlocked desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from profiler.casework.content import Content
from profiler.casework.desk import UnlockedDesk
from profiler.clock import Clock
from profiler.directory.offices import Desk, Office
from profiler.errors import ErrorCode, WorldError
from profiler.ports.exchange import Exchange
from profiler.ports.keys import Caseworker, DataKey, KeyStore, Role, Slot
from profiler.ports.paper import DocumentWriter, NoPerson, PageRenderer
from profiler.ports.store import Store, StoreFactory

FIRST_ROLES = frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR})

_READ_AS = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class DeskParts:
    """What a desk is put together from; made once by the composition root.

    `content` and `writer` are functions, because forms, rules and fonts are read when the first vault opens,
    not before the first window. `content` is given the desk's data folder, where the county's forms lie; None
    means what is shipped alone.
    """

    keys: KeyStore
    stores: StoreFactory
    clock: Clock
    content: Callable[[Path | None], Content]
    writer: Callable[[Content], DocumentWriter]
    exchange: Exchange
    pages: PageRenderer | None
    new_id: Callable[[], UUID]


@dataclass(frozen=True)
class Opened:
    """An unlocked desk and, after first start or recovery, the new code to write down."""

    desk: UnlockedDesk
    recovery_code: str = ""


def vault_exists(parts: DeskParts, folder: Path) -> bool:
    """Whether `folder` holds a vault; slots without a database are a first start that was cut short."""
    return parts.stores.exists(folder)


def who_can_unlock(parts: DeskParts, folder: Path) -> tuple[Slot, ...]:
    """Names to choose from before unlocking.

    Raises:
        WorldError: as `KeyStore.slots`; VAULT_DAMAGED if only the database is there.
    """
    if parts.stores.exists(folder) and not parts.keys.exists(folder):
        raise WorldError(ErrorCode.VAULT_DAMAGED)
    return parts.keys.slots(folder)


def first_start(
    parts: DeskParts, folder: Path, desk: Desk, name: str, password: str, *, practice: bool = False
) -> Opened:
    """Make the vault, name the desk, create the first caseworker with all roles.

    Until everything is in it there is no vault, so that a start that was cut short can be done again.

    Raises:
        WorldError: VAULT_EXISTS, PASSWORD_TOO_WEAK, DISK_FULL, NO_ACCESS; FORM_INVALID, RULES_INVALID,
            RESOURCE_INVALID, FONTS_MISSING before anything is written.
    """
    if parts.stores.exists(folder):
        # Before anything is written: new slots beside an old database would shut it for ever.
        raise WorldError(ErrorCode.VAULT_EXISTS)
    content = parts.content(folder)
    if parts.keys.exists(folder):
        parts.keys.set_aside(folder)
    keys = parts.keys.create(folder, name, password)
    caseworker = Caseworker(keys.caseworker_id, name, FIRST_ROLES)

    def furnish(store: Store) -> None:
        store.save_desk(desk)
        store.save_caseworker(caseworker)
        for office in _first_offices(content, practice=practice):
            store.save_office(office)

    store = parts.stores.create(folder, keys.data_key, keys.store_id, practice=practice, furnish=furnish)
    return Opened(_unlocked(parts, folder, store, caseworker, content), keys.recovery_code)


def unlock(parts: DeskParts, folder: Path, caseworker_id: str, password: str) -> Opened:
    """Open the vault with a caseworker's password.

    Raises:
        WorldError: as `KeyStore.unlock` and `StoreFactory.open`.
    """
    key = parts.keys.unlock(folder, caseworker_id, password)
    return Opened(_open(parts, folder, key, caseworker_id, None))


def unlock_with_recovery(parts: DeskParts, folder: Path, code: str, name: str, password: str) -> Opened:
    """Open with the printed code; a new password and a new code replace the old ones.

    Raises:
        WorldError: as `KeyStore.unlock_with_recovery` and `StoreFactory.open`.
    """
    keys = parts.keys.unlock_with_recovery(folder, code, name, password)
    return Opened(_open(parts, folder, keys.data_key, keys.caseworker_id, name), keys.recovery_code)


def recovery_groups(code: str) -> tuple[str, ...]:
    """The groups of a recovery code, in order."""
    return tuple(code.replace("-", " ").split())


def groups_confirmed(code: str, typed: Mapping[int, str]) -> bool:
    """Whether the typed groups (index from 0 -> text) are those of the code.

    Case does not matter, and O reads as 0, I and L as 1: on paper nobody can tell them apart.
    """
    groups = recovery_groups(code)
    return bool(typed) and all(_as_read(groups[index]) == _as_read(text) for index, text in typed.items())


def _as_read(group: str) -> str:
    return group.strip().upper().translate(_READ_AS)


def recovery_sheet(desk: UnlockedDesk, code: str) -> bytes:
    """The recovery sheet as PDF, in memory only; it names no person and is never written to disk."""
    return desk.writer.recovery_sheet(NoPerson("recovery_sheet", recovery_groups(code)), desk.sender())


def require_practice(desk: UnlockedDesk) -> None:
    """Refuse a moved clock on a real vault.

    Raises:
        WorldError: NOT_A_TEST_VAULT.
    """
    if not desk.store.is_practice():
        raise WorldError(ErrorCode.NOT_A_TEST_VAULT)


def _open(
    parts: DeskParts, folder: Path, key: DataKey, caseworker_id: str, new_name: str | None
) -> UnlockedDesk:
    store = parts.stores.open(folder, key)
    known = {caseworker.caseworker_id: caseworker for caseworker in store.caseworkers()}
    caseworker = known.get(caseworker_id)
    if caseworker is None:
        # A slot made by recovery: whoever holds the envelope is the administrator from now on.
        caseworker = Caseworker(caseworker_id, new_name or caseworker_id, FIRST_ROLES)
        store.save_caseworker(caseworker)
    return _unlocked(parts, folder, store, caseworker)


def _unlocked(
    parts: DeskParts, folder: Path, store: Store, caseworker: Caseworker, known: Content | None = None
) -> UnlockedDesk:
    try:
        content = known or parts.content(folder)
        writer = parts.writer(content)
    except BaseException:
        store.close()
        raise
    for built in content.forms.values():
        form = built.definition
        if store.kept_form(form.sha) is None:
            store.keep_form(form.sha, form.form_id, form.version, built.xml)
    return UnlockedDesk(
        store=store,
        caseworker=caseworker,
        clock=parts.clock,
        content=content,
        writer=writer,
        exchange=parts.exchange,
        pages=parts.pages,
        new_id=parts.new_id,
    )


def _first_offices(content: Content, *, practice: bool) -> tuple[Office, ...]:
    """One entry per kind to be filled in; the fictional example county only where nobody is sent for real."""
    if practice:
        return content.template_offices
    return tuple(
        Office(office_id=kind.code, kind=kind.code, name=kind.label) for kind in content.kinds.values()
    )
