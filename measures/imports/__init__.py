"""The register of measures in and out by Excel, through the pipeline of uploads."""
