"""The unlocked desk: store, caseworker, content and clock, held together while the vault is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from profiler.casework.content import Content
from profiler.clock import Clock
from profiler.directory.offices import Desk
from profiler.errors import OurFault
from profiler.ports.exchange import Exchange
from profiler.ports.keys import Caseworker
from profiler.ports.paper import DocumentWriter, PageRenderer, Sender
from profiler.ports.store import Store


@dataclass(frozen=True)
class UnlockedDesk:
    """Handed to every piece of casework; nothing else holds the store or the key.

    Attributes:
        new_id: makes UUIDv7 keys, monotonic within the process.
        pages: draws previews; None where nothing can be shown.
    """

    store: Store
    caseworker: Caseworker
    clock: Clock
    content: Content
    writer: DocumentWriter
    exchange: Exchange
    pages: PageRenderer | None
    new_id: Callable[[], UUID]

    def sender(self) -> Sender:
        """Who issues a paper now."""
        return Sender(self.named_desk(), self.caseworker.name, self._local_now())

    def named_desk(self) -> Desk:
        """The desk's own name and address.

        Raises:
            OurFault: if a vault is open whose desk was never named; first start always names it.
        """
        desk = self.store.desk()
        if desk is None:
            raise OurFault("the vault is open but its desk has no name")
        return desk

    def lock(self) -> None:
        """Close the store and forget the key."""
        self.store.close()

    def _local_now(self) -> datetime:
        return self.clock.now().astimezone().replace(tzinfo=None)
