"""Files and feeds to cases."""
