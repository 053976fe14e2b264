"""Security events: where a request comes from, what was refused, the page that lists them."""
