"""The organisation and the account plan in and out by Excel, through the pipeline of uploads."""
