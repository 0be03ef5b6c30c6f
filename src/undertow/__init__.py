"""Undertow shows where a web application can send what people type into it and what their device gives away."""

__version__ = "0.1.0"
