"""Many documents at once: the compiled scans that spare the clean ones the stages."""
