"""What happens, in order: the stages, the engine that carries them, and the commands. Never shows anything."""
