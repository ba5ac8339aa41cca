"""What casework needs from its neighbours above: store, keys, paper, sinks."""
