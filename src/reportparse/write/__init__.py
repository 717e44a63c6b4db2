"""Writers: a function from the tree to a format each. One file per format."""
