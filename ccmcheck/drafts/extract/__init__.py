"""What the phrases of a sentence say of a programme, subject by subject."""
