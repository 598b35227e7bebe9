"""What the same server answers besides pages: health, and the door every request passes. No page of a case."""
