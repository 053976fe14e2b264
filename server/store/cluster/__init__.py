"""The embedded PostgreSQL: its programs come from a wheel, its life is led here."""

from server.store.cluster.place import outside_home
from server.store.cluster.refusal import ClusterRefused
from server.store.cluster.roles import (
    APPLICATION,
    DATABASE,
    OWNER,
    drop_database,
    make_database,
    make_roles,
)
from server.store.cluster.server import Cluster

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
