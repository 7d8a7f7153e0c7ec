"""The sections of a brief, one a file: each turns the context into what its template shows."""
