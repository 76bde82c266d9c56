"""A quotation and a text -> the place where it stands now. Knows no store and no screen."""
