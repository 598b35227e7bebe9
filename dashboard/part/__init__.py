"""What pages are put together from: wait lines, timelines, forms, buttons. Each is given what it shows."""
