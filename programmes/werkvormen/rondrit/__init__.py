"""A tour: one group along several services."""
