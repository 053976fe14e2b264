"""Every row bound to the last change of it, which the database itself wrote down."""
