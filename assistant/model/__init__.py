"""What speaks to a language model: the seam, the door to a server, the prompts, the reader that writes with it."""
