"""Numbered SQL scripts; `0001_….sql` brings a database from `user_version` 0 to 1, and so on."""
