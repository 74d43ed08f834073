"""The phone side: what makes Mortel installable and lets somebody write while the server is away."""
