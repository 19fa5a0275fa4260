"""Blogs of people in a run: a post's address looked at once, and a feed read again and again for posts about things."""
