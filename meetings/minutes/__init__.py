"""What a meeting came to, on a page and in Word, and who says that it is right."""
