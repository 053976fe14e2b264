"""Real directories that tests start on loopback: an OpenID provider and an LDAP server."""
