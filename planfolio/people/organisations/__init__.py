"""Organisations: people who learn under one roof, in teams, with those who coordinate and supervise.

A person belongs to themselves. Joining links, leaving unlinks: an organisation owns no plan, entry or note, and none
of its roles reads any. What it knows of a member is their name, the address that it invited, their role, their teams
and who supervises them. Organisations are apart: every query here begins with one membership of whoever asks.
"""
