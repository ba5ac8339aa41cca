"""Builds expression nodes from any XML text, text nodes included, for the conformance tables."""

from __future__ import annotations

import re
from xml.dom import minidom

from defusedxml.minidom import parseString  # type: ignore[import-untyped]  # ships no types

from profiler.forms.expressions.nodes import Node

_XHTML = "http://www.w3.org/1999/xhtml"


def _name_of(source: minidom.Node) -> str:
    """The tag name; XHTML as default namespace gets the prefix the cases resolve it by."""
    name = getattr(source, "tagName", "")
    return f"xhtml:{name}" if source.namespaceURI == _XHTML and ":" not in name else name


class XmlDocument:
    """An XML text as nodes, each to be found by its place (`/node()[1]/node()[3]`)."""

    def __init__(self, xml: str) -> None:
        text = re.sub(r"<!DOCTYPE[^>]*>", "", xml.strip())
        self.by_place: dict[str, Node] = {}
        self.document = self._node(parseString(text), "", None)
        self.by_place["/"] = self.document
        self.place_of = {id(node): place for place, node in self.by_place.items()}

    def _node(self, source: minidom.Node, place: str, parent: Node | None) -> Node:
        if source.nodeType in (minidom.Node.TEXT_NODE, minidom.Node.CDATA_SECTION_NODE):
            node = Node("#text", parent, str(getattr(source, "data", "")))
        elif source.nodeType == minidom.Node.COMMENT_NODE:
            node = Node("#comment", parent, str(getattr(source, "data", "")))
        elif source.nodeType == minidom.Node.PROCESSING_INSTRUCTION_NODE:
            node = Node("#processing-instruction", parent, str(getattr(source, "data", "")))
        else:
            node = Node(_name_of(source), parent)
            node.attributes = tuple(
                Node(name, node, value)
                for name, value in (source.attributes.items() if source.attributes else ())
                if not name.startswith("xmlns")
            )
            for attribute in node.attributes:
                self.by_place[f"{place}/@{attribute.name}"] = attribute
            for number, child in enumerate(source.childNodes, 1):
                node.children.append(self._node(child, f"{place}/node()[{number}]", node))
        self.by_place[place] = node
        return node
