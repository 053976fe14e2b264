"""What the fault tests break things with: killers, proxies, networks, servers of their own."""
