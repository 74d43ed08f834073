"""The enemy of the release: everything a clever and patient reader could do, done before he does."""
