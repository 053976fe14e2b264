"""The embedded PostgreSQL: its programs come from a wheel, its life is led here."""

from server.embedded.place import outside_home
from server.embedded.refusal import ClusterRefused
from server.embedded.roles import (
    APPLICATION,
    DATABASE,
    OWNER,
    drop_database,
    make_database,
    make_roles,
)
from server.embedded.server import Cluster

__all__ = [
    "APPLICATION",
    "DATABASE",
    "OWNER",
    "Cluster",
    "ClusterRefused",
    "drop_database",
    "make_database",
    "make_roles",
    "outside_home",
]
