"""From the words of a sentence to its phrases: tokens, phrases of `grammar/draft.lark`, and the dates they write."""
