"""What answers mean: the domain rows of each form, filed in the answer's own transaction. Importing this knows all."""

from flows.filing import aftercare, assignment, delay, errand, intake, ladder, meeting, money, tapering

__all__ = ["aftercare", "assignment", "delay", "errand", "intake", "ladder", "meeting", "money", "tapering"]
