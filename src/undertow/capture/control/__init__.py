"""The control: a page that uses many channels on purpose, and the loopback server whose log is the truth."""
