"""Tables of pages as workbooks: downloaded, and what is filled in there taken in again."""
