"""The frame around every screen: entrance, top bar, rail, curtain, notices."""
