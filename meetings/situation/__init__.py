"""The situation page, the plain page for staff, and the message of the week on its way down the line."""
