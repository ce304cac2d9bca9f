"""The bestuursakkoord: read from a file, cut into passages, ranked against what services face, linked by a person."""
