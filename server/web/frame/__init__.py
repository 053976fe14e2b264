"""What every page shares: menu, formats, remarks as they are shown."""
