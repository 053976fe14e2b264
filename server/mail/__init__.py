"""Mail: what it says in two languages, and how it leaves by SMTP; nothing here knows a database."""
