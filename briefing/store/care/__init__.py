"""Looking after a home: check and repair, backup and restore, migration. Findings are data; the faces word them."""
