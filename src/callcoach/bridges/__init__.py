"""Bridges to other ecosystems: imported only by those who use them."""
