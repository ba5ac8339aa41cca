"""Line icons in one style, drawn sharp at every scale and coloured by token."""
