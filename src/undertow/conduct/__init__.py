"""Does an AI alter its answers: what became of an answer, what it says, and how sure a difference is."""

from undertow.conduct.classify import AnswerRow, Classified, Classifier

__all__ = ["AnswerRow", "Classified", "Classifier"]
