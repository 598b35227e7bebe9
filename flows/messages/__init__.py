"""From outbox to mail: words are made and people looked up when a message is sent. Never decides who is told what."""
