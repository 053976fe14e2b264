"""What others say of who somebody is: an OpenID provider, an LDAP directory.

Each module asks one of them and judges its answer; neither knows an account of ours.
"""
