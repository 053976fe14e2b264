"""Signing in by what others say: an OpenID provider, an LDAP directory."""
