"""Letters by e-mail: written once, sent once in the background, kept with what became of them."""
