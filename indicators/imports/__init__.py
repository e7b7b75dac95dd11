"""Values of key figures in by Excel, through the pipeline of uploads."""
